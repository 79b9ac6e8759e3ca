"""Many rows of one model at once: COPY on PostgreSQL, or arrays; statements of thousands of values on SQLite.

A tenth of what `bulk_create` takes, for tables of a hundred thousand rows. Nobody gets objects back, no signal is sent.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from django.db import connection, models

from thidua.core.plans import cursor_keeping_plans

_PLACES = 10_000
"""Values in one statement on SQLite, which takes some thirty thousand."""
_FEW = 200
"""Rows that one statement takes as fast as COPY, which asks and answers more often: as an array for each column."""
_Convert = Callable[[Any], Any]
_Field = models.Field[Any, Any]


def insert_rows(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    common: Mapping[str, Any] | None = None,
) -> None:
    """Insert ``rows``, each with a value for every field of ``names``, in the caller's transaction.

    ``common`` are fields with one value for all rows. What is in neither has its default; a ``uid`` is new in each row.
    Keys of other rows are given under the field's own name, as numbers.
    """
    fields = {field.name: field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)}
    given = [fields[name] for name in names]
    converts = [_convert(field) for field in given]
    same: list[tuple[_Field, Any]] = []
    makes_uid = False
    for field in fields.values():
        if field in given:
            continue
        if field.name == "uid" and "uid" not in (common or {}):
            makes_uid = True
            continue
        value = (common or {}).get(field.name, field.get_default())
        convert = _convert(field)
        same.append((field, convert(value) if convert else value))
    columns = [*given, *(field for field, _value in same), *([fields["uid"]] if makes_uid else [])]
    constant = [value for _field, value in same]
    changed = [place for place, convert in enumerate(converts) if convert is not None]
    _put(model._meta.db_table, columns, _prepared(rows, converts, changed, constant, makes_uid=makes_uid))


def update_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write ``names`` of rows that are there, each with values of its own, in the caller's transaction.

    A row is its key and then a value for every field of ``names``; keys of other rows are numbers. `bulk_update` takes
    many times as long.
    """
    fields = {field.name: field for field in model._meta.concrete_fields}
    given = [fields[name] for name in names]
    converts = [None, *(_convert(field) for field in given)]
    told = [
        [value if convert is None else convert(value) for convert, value in zip(converts, row, strict=True)]
        for row in rows
    ]
    if not told:
        return
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    columns = [quote(str(field.column)) for field in given]
    if connection.vendor != "postgresql":
        changes = ", ".join(f"{column} = %s" for column in columns)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {table} SET {changes} WHERE {key} = %s",  # noqa: S608 - our own names
                [(*values, pk) for pk, *values in told],
            )
        return
    every = [model._meta.pk, *given]
    arrays = ", ".join(f"%s::{_type(field)}[]" for field in every)
    changes = ", ".join(f"{column} = new.{column}" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {changes} FROM unnest({arrays}) AS new({', '.join([key, *columns])}) "  # noqa: S608 - our own names
            f"WHERE {table}.{key} = new.{key}",
            [_array(field, column) for field, column in zip(every, zip(*told, strict=True), strict=True)],
        )


def _prepared(
    rows: Iterable[Sequence[Any]],
    converts: Sequence[_Convert | None],
    changed: Sequence[int],
    constant: Sequence[Any],
    *,
    makes_uid: bool,
) -> Iterable[list[Any]]:
    is_native = connection.features.has_native_uuid_field
    for row in rows:
        told = list(row)
        for place in changed:
            told[place] = converts[place](told[place])  # type: ignore[misc]
        told.extend(constant)
        if makes_uid:
            new = uuid.uuid4()
            told.append(new if is_native else new.hex)
        yield told


def _convert(field: _Field) -> _Convert | None:
    """Return what makes a field's value one for the database; ``None`` where it is one already."""
    if isinstance(field, models.JSONField):
        encoder = field.encoder
        return lambda value: json.dumps(value, cls=encoder)
    if isinstance(field, models.ForeignKey | models.IntegerField | models.CharField | models.TextField):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def _put(table: str, fields: Sequence[_Field], rows: Iterable[Sequence[Any]]) -> None:
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    into = f"{table} ({columns})"
    waiting = iter(rows)
    first = list(islice(waiting, _FEW))
    if connection.vendor != "postgresql":
        _put_values(into, len(fields), chain(first, waiting))
    elif len(first) == _FEW:
        with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in chain(first, waiting):
                copy.write_row(row)
    elif first:
        _put_arrays(into, fields, first)


def _put_values(into: str, width: int, rows: Iterator[Sequence[Any]]) -> None:
    row_of_places = f"({', '.join(['%s'] * width)})"
    with connection.cursor() as cursor:
        while some := list(islice(rows, _PLACES // width)):
            places = ", ".join([row_of_places] * len(some))
            cursor.execute(f"INSERT INTO {into} VALUES {places}", list(chain.from_iterable(some)))  # noqa: S608 - our own names


def _put_arrays(into: str, fields: Sequence[_Field], rows: Sequence[Sequence[Any]]) -> None:
    arrays = ", ".join(f"%s::{_type(field)}[]" for field in fields)
    with cursor_keeping_plans() as cursor:
        cursor.execute(
            f"INSERT INTO {into} SELECT * FROM unnest({arrays})",  # noqa: S608 - names and types of our own columns
            [_array(field, column) for field, column in zip(fields, zip(*rows, strict=True), strict=True)],
        )


def _type(field: _Field) -> str:
    """The type of a column. Of a text it is one without a length: cast to one with it, what is too long is cut."""
    return "text" if isinstance(field, models.CharField) else str(field.db_type(connection))


def _array(field: _Field, values: Sequence[Any]) -> Any:
    """The values of a column as an array."""
    if isinstance(field, models.IntegerField | models.ForeignKey):
        return array_of_numbers(values)
    if isinstance(field, models.CharField | models.TextField | models.JSONField):
        return _array_of_texts(values)
    return list(values)


def _array_of_texts(values: Iterable[str | None]) -> str:
    """Return texts as PostgreSQL writes an array, each in quotes."""
    return f"{{{','.join('NULL' if value is None else _quoted(str(value)) for value in values)}}}"


def _quoted(text: str) -> str:
    inside = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inside}"'


def array_of_numbers(values: Iterable[int | None]) -> str:
    """Return whole numbers as PostgreSQL writes an array: the driver takes ten times as long, number by number."""
    return f"{{{','.join('NULL' if value is None else str(int(value)) for value in values)}}}"
