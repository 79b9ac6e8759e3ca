"""The snapshot of accepted values on disk, and DuckDB over it: in memory, with a limit, seeing only its folder."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import duckdb
from django.conf import settings
from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused

TABLES: Final = ("figures", "places", "heirs", "units", "periods", "indicators")
"""The files of a snapshot, each a table of its name."""
POINTER: Final = "current.json"
_THREADS: Final = 2
_PATIENCE: Final = 30  # seconds
_one_at_a_time = threading.BoundedSemaphore(1)


@dataclass(frozen=True)
class Snapshot:
    """What a snapshot holds and since when.

    Attributes:
        taken_at: when it was written.
        checked_at: when it was last known that nothing had changed since.
        state: of the database that it was taken from.
        figures: how many accepted values are in it.
    """

    folder: Path
    taken_at: datetime
    checked_at: datetime
    state: str
    figures: int


def snapshots_folder() -> Path:
    """Return where snapshots are kept."""
    return Path(settings.HOME) / "snapshots"


def current_snapshot() -> Snapshot | None:
    """Return the newest snapshot, ``None`` where none was taken yet."""
    folder = snapshots_folder()
    try:
        told = json.loads((folder / POINTER).read_text(encoding="utf-8"))
        found = Snapshot(
            folder=folder / str(told["folder"]),
            taken_at=datetime.fromisoformat(told["taken_at"]),
            checked_at=datetime.fromisoformat(told["checked_at"]),
            state=str(told["state"]),
            figures=int(told["figures"]),
        )
    except (OSError, ValueError, KeyError):
        return None
    return found if found.folder.is_dir() else None


@contextmanager
def opened(snapshot: Snapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open DuckDB with the tables of a snapshot. One question at a time in a process, so that the limit holds.

    Raises:
        Refused: others keep it busy for too long, or it needs more room than it has.
    """
    if not _one_at_a_time.acquire(timeout=_PATIENCE):
        raise Refused(_("Máy đang tính bảng khác. Đợi một phút rồi mở lại."))
    try:
        with duckdb.connect(":memory:", config=_limits()) as connection:
            _shut_in(connection, snapshot.folder)
            yield connection
    except duckdb.OutOfMemoryException as error:
        raise Refused(_("Bảng này quá lớn so với bộ nhớ được dùng. Chọn ít năm hoặc ít chỉ tiêu hơn.")) from error
    finally:
        _one_at_a_time.release()


def _limits() -> dict[str, str | bool | int | float | list[str]]:
    return {
        "memory_limit": settings.CROSSTAB_MEMORY,
        "threads": _THREADS,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "temp_directory": str(snapshots_folder() / "tmp"),
        "max_temp_directory_size": settings.CROSSTAB_DISK,
    }


def _shut_in(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Let the connection see one folder and nothing else, and let nothing change that."""
    quoted = str(folder).replace("'", "''")
    connection.execute(f"SET allowed_directories = ['{quoted}']")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    for name in TABLES:
        connection.read_parquet(str(folder / f"{name}.parquet")).create_view(name)
