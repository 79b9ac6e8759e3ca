"""Lookups of our own."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Lookup


class Among(Lookup[Any]):
    """``pk__among=keys``: as ``pk__in``, with the keys in the text of the statement.

    Hundreds of values take longer to be checked, marked and filled in one by one than the database takes to find them,
    and a page asks a dozen questions within the same scope.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """Return the condition; whole numbers only."""
        keys = ", ".join(str(int(key)) for key in self.rhs)
        if not keys:
            raise EmptyResultSet
        column, values = self.process_lhs(compiler, connection)
        return f"{column} IN ({keys})", tuple(values)
