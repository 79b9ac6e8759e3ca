"""One new row, where thousands are written in an hour and all wait for one another.

`save` puts its statement together anew for every row, which takes longer than the row; here that is done once for a
model. No signal is sent: the project has none.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connection, models


def insert(instance: models.Model) -> None:
    """Insert an instance in the caller's transaction, and give it its key; what it refers to has rows already."""
    statement, fields = _statement(type(instance))
    values = [field.get_db_prep_save(field.pre_save(instance, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        instance.pk = cursor.fetchone()[0]
    instance._state.adding, instance._state.db = False, connection.alias  # noqa: SLF001 - as `save` leaves it


@cache
def _statement(model: type[models.Model]) -> tuple[str, list[models.Field[Any, Any]]]:
    """Return the statement for a row of a model, and the fields that it takes, in order."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    return f"INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING {key}", fields  # noqa: S608 - our own names
