"""The clients of the deadline: so many threads that file and accept over HTTP as fast as they can.

Run as a program: ``python -m benchmarks.inputs.deadline_clients PLAN PORT CLIENTS``; prints one JSON line.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from queue import Empty, Queue
from urllib.parse import urlencode

from benchmarks.inputs.deadline_plan import CODE, Plan

TOKEN = "t" * 32
TRIES = 5
SIGN_IN = "/dang-nhap/"
FOUND, OK = 302, 200


class Client(threading.Thread):
    """One client: takes communes from the queue until there are none; keeps the milliseconds of every answer."""

    def __init__(self, plan: Plan, waiting: Queue[int], port: int) -> None:
        super().__init__()
        self._plan, self._waiting, self._port = plan, waiting, port
        self._connection = HTTPConnection("127.0.0.1", port, timeout=120)
        self.taken: list[float] = []
        self.acknowledged = 0
        self.failures: list[str] = []

    def run(self) -> None:
        """File for commune after commune, and accept each as the province above it."""
        while True:
            try:
                commune = self._waiting.get_nowait()
            except Empty:
                return
            try:
                self._file_and_accept(commune)
                self.acknowledged += 1
            except (RuntimeError, OSError, HTTPException) as failure:
                self.failures.append(f"{commune}: {failure}")

    def _file_and_accept(self, commune: int) -> None:
        session, province = self._plan.communes[commune]
        place = self._post(session, "/bao-cao/mo/", {"form": CODE, "period": self._plan.period})
        report = re.sub(r"^.*?(/bao-cao/[^/]+/)$", r"\1", place)
        cells = {f"o-{line}": str(value_of(commune, at)) for at, line in enumerate(self._plan.lines)}
        self._post(session, f"{report}o/", cells | {f"cu-{line}": "" for line in self._plan.lines})
        self._post(session, f"{report}gui/", {})
        self._post(self._plan.provinces[province], f"{report}nhan/", {})

    def _post(self, session: str, path: str, fields: dict[str, str]) -> str:
        """Send a form; return where the answer sends one, after a lost connection once more."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
        }
        for _try in range(TRIES):
            begun = time.perf_counter()
            try:
                self._connection.request("POST", path, urlencode(fields), headers)
                answer = self._connection.getresponse()
                body = answer.read()
            except (OSError, HTTPException):
                self._connection.close()
                continue
            self.taken.append((time.perf_counter() - begun) * 1000)
            place = answer.getheader("Location", "")
            if answer.status in {FOUND, OK} and SIGN_IN not in place:
                return place
            raise RuntimeError(f"{path} answered {answer.status}: {body[:300]!r}")
        raise RuntimeError(f"{path}: no answer")


def value_of(commune: int, line: int) -> int:
    """Return what a commune types in a line."""
    return (commune * 31 + line * 7) % 500


def main() -> None:
    """Run as a program."""
    plan, port, clients = Plan.read(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])
    waiting: Queue[int] = Queue()
    for commune in range(len(plan.communes)):
        waiting.put(commune)
    running = [Client(plan, waiting, port) for _client in range(clients)]
    begun = time.time()
    for client in running:
        client.start()
    for client in running:
        client.join()
    taken = sorted(each for client in running for each in client.taken)
    failures = [failure for client in running for failure in client.failures]
    told = {
        "begun": begun,
        "ended": time.time(),
        "acknowledged": sum(client.acknowledged for client in running),
        "requests": len(taken),
        "median_ms": statistics.median(taken) if taken else 0.0,
        "p95_ms": taken[len(taken) * 95 // 100 - 1] if taken else 0.0,
        "failures": failures[:10],
        "failed": len(failures),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
