"""SQLite by its own online backup: a consistent copy while others write, and back in one step."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

NAME = "thidua.sqlite3"


def dump(folder: Path) -> None:
    """Copy the database, as it is at one moment, to ``folder``."""
    connection.ensure_connection()
    with closing(sqlite3.connect(folder / NAME)) as copy:
        connection.connection.backup(copy)


def load(folder: Path) -> None:
    """Replace the database's content by the copy in ``folder``; readers see the old or the new, never a mixture."""
    connection.ensure_connection()
    with closing(sqlite3.connect(folder / NAME)) as copy:
        copy.backup(connection.connection)
