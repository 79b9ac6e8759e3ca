"""From ``DATABASE_URL`` to Django's setting. SQLite is the embedded default."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE_OPTIONS = {
    # Without IMMEDIATE nearly every read-then-write transaction fails under load; see docs/adr/0003.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768",
}
# The questions are many and short: to compile one, or to begin processes that share it, takes longer than to answer it.
_POSTGRES_OPTIONS = "-c jit=off -c max_parallel_workers_per_gather=0"

_PLANNED_AFTER = 1
"""After how many times a plan is kept, of statements that ask for it (``core.plans``)."""


def database(url: str | None, folder: Path) -> dict[str, Any]:
    """Return the setting for ``url`` (``postgres://user:word@host:5432/name`` or ``sqlite:///path``).

    Raises:
        ValueError: the scheme is neither.

    >>> database("postgres://u:p%40@db:5433/office", Path("."))["PASSWORD"]
    'p@'
    """
    if not url:
        return _sqlite(folder / "thidua.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path[1:])))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL: không hiểu «{parts.scheme}». Dùng postgres://… hoặc sqlite:///…")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": _POSTGRES_OPTIONS, "prepare_threshold": _PLANNED_AFTER} | dict(parse_qsl(parts.query)),
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "thidua.config.sqlite",
        "NAME": str(path),
        "CONN_MAX_AGE": 60,
        "OPTIONS": dict(_SQLITE_OPTIONS),
    }


def take_statistics(connection: BaseDatabaseWrapper) -> None:
    """Let SQLite count how its rows spread; without it, it plans as if every table were as long as that of the units.

    PostgreSQL does this by itself. Looks at a few hundred rows of each index only, so it is done within a second.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 400")
            cursor.execute("ANALYZE")
