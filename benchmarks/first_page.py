"""How long ``thidua demo`` takes, after installation, until the site answers with its first page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

_THIDUA = "from thidua.config.cli import main; main()"
LIMIT = 180.0
"""Seconds after which the benchmark gives up."""


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def figures() -> dict[str, float]:
    """Return the seconds from the command to the answer."""
    port = free_port()
    with tempfile.TemporaryDirectory() as out:
        begun = time.perf_counter()
        demo = subprocess.Popen(
            [sys.executable, "-c", _THIDUA, "demo", "--out", out, "--port", str(port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ),
        )  # fmt: skip
        try:
            while not _answers(port) and time.perf_counter() - begun < LIMIT:
                time.sleep(0.1)
            return {"seconds_to_first_page": time.perf_counter() - begun}
        finally:
            demo.terminate()
            demo.wait(timeout=30)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/dang-nhap/", timeout=5) as response:
            return bool(response.status == 200)  # noqa: PLR2004 - "OK"
    except (urllib.error.URLError, ConnectionError):
        return False
