"""The site and the worker of background jobs, started and stopped together."""

from __future__ import annotations

import ipaddress
import os
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from granian import Granian

from thidua.config.tls import server_certificate

WORKERS = max(2, min(os.cpu_count() or 2, 8))
THREADS = 2
"""In each process: more would take the interpreter's lock from the one who writes, for whom all others wait."""


def is_this_machine(host: str) -> bool:
    """Whether ``host`` is reached from this machine only.

    >>> is_this_machine("127.0.0.1"), is_this_machine("localhost"), is_this_machine("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass
class Worker:
    """The process that does the background jobs; begun again where it dies."""

    pause: float = 2.0
    _stopping: threading.Event = field(default_factory=threading.Event)
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin, watched by a thread.

        The first process is there before the site forks its own: what is begun just then passes its pipes on to them,
        and whoever waits for such a pipe to close waits for ever.
        """
        if hasattr(os, "register_at_fork"):  # not on Windows
            os.register_at_fork(after_in_child=self._let_go)
        self._begin()
        threading.Thread(target=self._watch, name="worker-watch", daemon=True).start()

    def stop(self) -> None:
        """Let go of the process: it ends after the job in hand, or is ended after some seconds."""
        self._stopping.set()
        process = self._process
        if process is not None and process.stdin is not None:
            process.stdin.close()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()

    def _begin(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "thidua.config.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            close_fds=False,  # so that it is spawned, which needs no pipe; what Python opens is closed in it anyway
        )

    def _watch(self) -> None:
        while self._process is not None:
            if self._stopping.is_set():  # stopped while it was being begun
                self.stop()
            self._process.wait()
            self._stopping.wait(self.pause)
            if self._stopping.is_set():
                return
            self._begin()

    def _let_go(self) -> None:
        """In a process of the site: close its copy of the pipe by whose end the worker knows that all is over."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()


def prepare(host: str, home: Path, *, public_name: str, at: datetime) -> tuple[Path, Path] | None:
    """Set what the settings of the site's processes need; return certificate and key, ``None`` on this machine only.

    Behind a TLS proxy (``THIDUA_BEHIND_PROXY=1``) the proxy holds the certificate.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
    names = [name for name in os.environ.get("THIDUA_HOSTS", "").split(",") if name]
    os.environ["THIDUA_HOSTS"] = ",".join(dict.fromkeys([*names, public_name, "localhost", "127.0.0.1", "[::1]"]))
    if os.environ.get("THIDUA_BEHIND_PROXY") == "1":
        return None
    if is_this_machine(host):
        os.environ["THIDUA_PLAIN_HTTP"] = "1"
        return None
    return server_certificate(home / "tls", public_name, at=at)


def serve(host: str, port: int, tls: tuple[Path, Path] | None) -> None:
    """Serve the site and do background jobs until interrupted."""
    worker = Worker()
    worker.start()
    site = Granian(
        "thidua.config.wsgi:application",
        address=host,
        port=port,
        interface="wsgi",  # type: ignore[arg-type]
        workers=WORKERS,
        blocking_threads=THREADS,
        log_level="warning",  # type: ignore[arg-type]
        ssl_cert=tls[0] if tls else None,
        ssl_key=tls[1] if tls else None,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )
    try:
        site.serve()
    finally:
        worker.stop()
