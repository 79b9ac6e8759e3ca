"""One row, where thousands are written in an hour and all wait for one another.

`save` puts its statement together anew for every row, which takes longer than the row; here that is done once for a
model. No signal is sent: the project has none.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connection, models

from thidua.core.plans import cursor_keeping_plans


def insert(instance: models.Model) -> None:
    """Insert an instance in the caller's transaction, and give it its key; what it refers to has rows already."""
    statement, fields = _statement(type(instance))
    values = [field.get_db_prep_save(field.pre_save(instance, add=True), connection) for field in fields]
    with cursor_keeping_plans() as cursor:
        cursor.execute(statement, values)
        instance.pk = cursor.fetchone()[0]
    instance._state.adding, instance._state.db = False, connection.alias  # noqa: SLF001 - as `save` leaves it


def update(instance: models.Model, name: str) -> None:
    """Write one field of an instance that has a row, in the caller's transaction."""
    statement, field = _change(type(instance), name)
    with cursor_keeping_plans() as cursor:
        cursor.execute(statement, [field.get_db_prep_save(getattr(instance, field.attname), connection), instance.pk])


@cache
def _change(model: type[models.Model], name: str) -> tuple[str, models.Field[Any, Any]]:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)  # noqa: S101 - for the type checker: a column of our own
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    return f"UPDATE {table} SET {quote(str(field.column))} = %s WHERE {key} = %s", field  # noqa: S608 - our own names


@cache
def _statement(model: type[models.Model]) -> tuple[str, list[models.Field[Any, Any]]]:
    """Return the statement for a row of a model, and the fields that it takes, in order."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    return f"INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING {key}", fields  # noqa: S608 - our own names
