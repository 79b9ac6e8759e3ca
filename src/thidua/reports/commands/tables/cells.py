"""Many cells at once, in as few statements as their number allows; SQL by hand for the reason of ``queries.parts``."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from django.db import connection

from thidua.core.many import insert_rows
from thidua.reports.models import Cell

_AT_ONCE = 2_000
_ROW = "(%s, %s, %s, %s, %s, '')"
_PUT = """INSERT INTO reports_cell (revision_id, line_id, value, "of", qualifier, note) {rows}
ON CONFLICT (revision_id, line_id) DO UPDATE
SET value = excluded.value, "of" = excluded."of", qualifier = excluded.qualifier"""
_COLUMNS = (
    "SELECT a, b, c, d, e, '' FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::text[])"
    " AS cells (a, b, c, d, e)"
)


_FIELDS = ("revision", "line", "value", "of", "qualifier")


def add_cells(cells: Sequence[tuple[int, int, int, int | None, str]]) -> None:
    """Write numbers (revision, line, value, whole, qualifier) into revisions that have no cell yet.

    Called within the writing.
    """
    insert_rows(Cell, _FIELDS, cells)


def put_cells(cells: Sequence[tuple[int, int, int, int | None, str]]) -> None:
    """Write numbers (revision, line, value, whole, qualifier) over what is there, and leave the notes.

    Called within the writing.
    """
    with connection.cursor() as cursor:
        for start in range(0, len(cells), _AT_ONCE):
            some = cells[start : start + _AT_ONCE]
            if connection.vendor == "postgresql":
                columns = [list(column) for column in zip(*some, strict=True)]
                cursor.execute(_PUT.format(rows=_COLUMNS), columns)
            else:
                places = ", ".join([_ROW] * len(some))
                cursor.execute(_PUT.format(rows=f"VALUES {places}"), list(chain.from_iterable(some)))


def empty_cells(cells: Sequence[tuple[int, int]]) -> None:
    """Empty cells (revision, line); one that holds nothing has no row. Called within the undoing."""
    wanted = set(cells)
    for start in range(0, len(cells), _AT_ONCE):
        some = cells[start : start + _AT_ONCE]
        rows = Cell.objects.filter(revision__in={each[0] for each in some}, line__in={each[1] for each in some})
        found = [(pk, note) for pk, revision, line, note in rows.values_list("pk", "revision", "line", "note")
                 if (revision, line) in wanted]  # fmt: skip
        Cell.objects.filter(pk__in=[pk for pk, note in found if not note]).delete()
        noted = Cell.objects.filter(pk__in=[pk for pk, note in found if note])
        noted.update(value=None, of=None, qualifier="exact")
