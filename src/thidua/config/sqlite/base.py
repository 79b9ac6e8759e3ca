"""Transactions on SQLite in the order in which they were asked for.

SQLite lets one write at a time; who finds it busy sleeps and looks again, longer each time. Under load that leaves the
database idle while all sleep, and some find it free again and again while others never do. Here they stand in a queue
of the kernel's (``flock`` on a file beside the database, through all processes) before they begin; a process that is
killed leaves it. See docs/adr/0019.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base, creation

try:
    import fcntl
except ImportError:  # Windows: as SQLite has it
    fcntl = None  # type: ignore[assignment]

QUEUE = "-queue"
"""What the file of the queue is called after the name of the database."""


class DatabaseCreation(creation.DatabaseCreation):
    """Takes the queue away with a database of tests."""

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        super()._destroy_test_db(test_database_name, verbosity)  # type: ignore[misc] # the stubs leave it out
        Path(f"{test_database_name}{QUEUE}").unlink(missing_ok=True)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that stands in the queue from before a transaction begins until after it ended."""

    creation_class = DatabaseCreation

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self._place: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_place()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # the stubs leave it out
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc] # where it fails Django rolls back, which leaves the queue
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._leave()

    def _take_place(self) -> None:
        if fcntl is None or self._place is not None or self.is_in_memory_db():
            return
        place = os.open(f"{self.settings_dict['NAME']}{QUEUE}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(place, fcntl.LOCK_EX)
        except BaseException:
            os.close(place)
            raise
        self._place = place

    def _leave(self) -> None:
        if self._place is not None:
            os.close(self._place)  # lets go of the lock
            self._place = None
