"""Asking the server for a page as often as it takes to say how long it needs, in this process."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thidua.people.models import User

RUNS, WARM_UP = 15, 2
_OK = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page took: median milliseconds, those of them that this process worked, its statements, its kilobytes."""

    ms: float
    cpu_ms: float
    queries: int
    kilobytes: float


def ask_page(user: User, address: str) -> Asked:
    """Ask for a page through the whole stack of middleware and templates, without the network.

    Raises:
        RuntimeError: the page does not come.
    """
    from django.db import connection  # noqa: PLC0415 - the settings are those of the process that measures
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    taken, cpu = [], []
    for _run in range(WARM_UP + RUNS):
        begun, cpu_begun = time.perf_counter(), time.process_time()
        answer = client.get(address)
        taken.append((time.perf_counter() - begun) * 1000)
        cpu.append((time.process_time() - cpu_begun) * 1000)
        if answer.status_code != _OK:
            msg = f"{address} answers {answer.status_code}"
            raise RuntimeError(msg)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    kilobytes = len(answer.content) / 1024
    return Asked(statistics.median(taken[WARM_UP:]), statistics.median(cpu[WARM_UP:]), len(queries), kilobytes)
