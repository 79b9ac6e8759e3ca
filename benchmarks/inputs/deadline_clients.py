"""The clients of the deadline: so many threads that hand in and accept over HTTP as fast as they can.

Run as a program: ``python -m benchmarks.inputs.deadline_clients PLAN PORT CLIENTS``; prints one JSON line.
"""

from __future__ import annotations

import json
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from queue import Empty, Queue
from random import Random
from secrets import token_hex
from typing import Any

from benchmarks.inputs.deadline_plan import CODE, Plan

TRIES = 5
AT_ONCE = 25
"""A province accepts whenever so many reports wait for it, and when all of its communes have filed."""
OK = 200
_API = "/api/v1/reports"


class Provinces:
    """How many reports wait in each province, shared by all clients."""

    def __init__(self, plan: Plan) -> None:
        self._left = Counter(province for _token, province in plan.communes)
        self._waiting: Counter[int] = Counter()
        self._lock = threading.Lock()

    def filed(self, province: int) -> bool:
        """Count a report; return whether its province is to accept what waits now."""
        with self._lock:
            self._left[province] -= 1
            self._waiting[province] += 1
            is_time = self._waiting[province] >= AT_ONCE or not self._left[province]
            if is_time:
                self._waiting[province] = 0
            return is_time


class Client(threading.Thread):
    """One client: takes communes from the queue until there are none; keeps the milliseconds of every answer."""

    def __init__(self, plan: Plan, waiting: Queue[int], provinces: Provinces, port: int) -> None:
        super().__init__()
        self._plan, self._waiting, self._provinces = plan, waiting, provinces
        self._connection = HTTPConnection("127.0.0.1", port, timeout=120)
        self.taken: list[float] = []
        self.acknowledged = 0
        self.failures: list[str] = []

    def run(self) -> None:
        """File for commune after commune, and accept as the provinces above them."""
        while True:
            try:
                commune = self._waiting.get_nowait()
            except Empty:
                return
            try:
                self._hand_in(commune)
                self.acknowledged += 1
                province = self._plan.communes[commune][1]
                if self._provinces.filed(province):
                    self._accept(self._plan.provinces[province])
            except (RuntimeError, OSError, HTTPException) as failure:
                self.failures.append(f"{commune}: {failure}")

    def _hand_in(self, commune: int) -> None:
        cells = [
            {"code": code, "text": str(value_of(commune, line))} for line, code in enumerate(self._plan.indicators)
        ]
        year, number = self._plan.period
        wanted = {"form": CODE, "year": year, "number": number, "cells": cells}
        self._call(self._plan.communes[commune][0], "POST", f"{_API}/hand-in", wanted)

    def _accept(self, token: str) -> None:
        waiting = self._call(token, "GET", f"{_API}/waiting?limit=200", None)["items"]
        if waiting:
            versions = [{"uid": each["uid"], "version": each["version"]} for each in waiting]
            self._call(token, "POST", f"{_API}/accept-several", {"reports": versions})

    def _call(self, token: str, method: str, path: str, body: Any) -> Any:
        """Send a call, after a lost connection again with the same key; return the answer."""
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Idempotency-Key": token_hex(16),
        }
        for _try in range(TRIES):
            begun = time.perf_counter()
            try:
                self._connection.request(method, path, json.dumps(body) if body else None, headers)
                answer = self._connection.getresponse()
                told = answer.read()
            except (OSError, HTTPException):
                self._connection.close()
                continue
            self.taken.append((time.perf_counter() - begun) * 1000)
            if answer.status == OK:
                return json.loads(told)
            raise RuntimeError(f"{path} answered {answer.status}: {told[:300]!r}")
        raise RuntimeError(f"{path}: no answer")


def value_of(commune: int, line: int) -> int:
    """Return what a commune reports in a line."""
    return (commune * 31 + line * 7) % 500


def main() -> None:
    """Run as a program."""
    plan, port, clients = Plan.read(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])
    order = list(range(len(plan.communes)))
    Random(1).shuffle(order)  # noqa: S311 - no secret; all provinces file at the same time
    waiting: Queue[int] = Queue()
    for commune in order:
        waiting.put(commune)
    provinces = Provinces(plan)
    running = [Client(plan, waiting, provinces, port) for _client in range(clients)]
    begun = time.time()
    for client in running:
        client.start()
    for client in running:
        client.join()
    print(json.dumps({"begun": begun, "ended": time.time()} | _told(running)))


def _told(clients: Sequence[Client]) -> dict[str, Any]:
    taken = sorted(each for client in clients for each in client.taken)
    failures = [failure for client in clients for failure in client.failures]
    return {
        "acknowledged": sum(client.acknowledged for client in clients),
        "requests": len(taken),
        "median_ms": statistics.median(taken) if taken else 0.0,
        "p95_ms": taken[len(taken) * 95 // 100 - 1] if taken else 0.0,
        "failures": failures[:10],
        "failed": len(failures),
    }


if __name__ == "__main__":
    main()
