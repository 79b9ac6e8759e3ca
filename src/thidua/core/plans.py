"""Cursors for statements whose text stays the same, so that PostgreSQL plans them once for a connection."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connection


def cursor_keeping_plans() -> Any:
    """Return a cursor on which the server gets text and values apart, and keeps the plan of a text that comes again.

    Django's own cursor puts the values into the text, so that each is a new one to plan: for a row looked up by its key
    that takes longer than to find it. On SQLite it is that one; Python keeps its statements there by itself.

    Only where the best plan is the same however the tables grow. One that was made while a table was empty reads all of
    it, as long as the connection lasts. The text says the types that PostgreSQL cannot tell (``%s::bigint[]``).
    """
    if connection.vendor != "postgresql":
        return connection.cursor()
    connection.ensure_connection()
    cursor = _kind_of_cursor()(connection.connection)
    return connection._prepare_cursor(cursor)  # type: ignore[attr-defined] # noqa: SLF001 - logs and checks as of any cursor


@cache
def _kind_of_cursor() -> Any:
    from django.db.backends.postgresql.base import ServerBindingCursor  # noqa: PLC0415 - where it is PostgreSQL

    class KeepingCursor(ServerBindingCursor):
        """Tells the log what was asked, as Django looks for it on cursors of the other kind."""

        def _convert_query(self, *asked: Any) -> Any:
            self._query = super()._convert_query(*asked)  # type: ignore[misc] # the stubs leave it out
            return self._query

    return KeepingCursor
