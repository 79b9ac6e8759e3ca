"""PostgreSQL by COPY, one stream a table, in one snapshot; no program but Python is needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction

_CHUNK = 1024 * 1024


def dump(folder: Path) -> None:
    """Write every table as ``<table>.copy``, all as they are at one moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in _tables():
            with (
                (folder / f"{table}.copy").open("wb") as sink,
                cursor.copy(f"COPY {_columns(table)} TO STDOUT") as stream,
            ):
                for chunk in stream:
                    sink.write(chunk)


def load(folder: Path) -> None:
    """Replace the content of every table in one transaction; readers see the old or the new."""
    call_command("migrate", verbosity=0)
    known = _tables()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(_quoted(table) for table in known)} CASCADE")
        for table in known:
            part = folder / f"{table}.copy"
            if part.exists():
                with part.open("rb") as source, cursor.copy(f"COPY {_columns(table)} FROM STDIN") as stream:
                    while chunk := source.read(_CHUNK):
                        stream.write(chunk)
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _models() -> list[type[models.Model]]:
    return [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]


def _tables() -> list[str]:
    return sorted({model._meta.db_table for model in _models()})


def _columns(table: str) -> str:
    """Return ``table`` with its columns named, so that their order in the file does not depend on the database."""
    model: Any = next(model for model in _models() if model._meta.db_table == table)
    columns = ", ".join(
        _quoted(field.column) for field in sorted(model._meta.local_concrete_fields, key=lambda f: f.column)
    )
    return f"{_quoted(table)} ({columns})"


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
