"""Totals as rows, written in as few statements as their number allows; SQL by hand for the reason of ``parts``."""

from __future__ import annotations

from django.db import connection

from thidua.organisations.models import Unit
from thidua.reports.models import Total
from thidua.reports.queries.parts import Parts

_AT_ONCE = 1_000
_PLACES = "(%s, %s, %s, %s, %s, %s, %s)"
_PUT = """INSERT INTO reports_total (unit_id, period_id, indicator_id, value, "of", figures, qualifier)
VALUES {rows} ON CONFLICT (unit_id, period_id, indicator_id) DO UPDATE
SET value = excluded.value, "of" = excluded."of", figures = excluded.figures, qualifier = excluded.qualifier"""


def put_totals(*, period: int, sums: Parts) -> None:
    """Write the totals of a period (its id) at nodes over those that are there; called within the adding."""
    rows = [
        (node, period, indicator, part.value, part.of, part.figures, part.qualifier)
        for (node, indicator), part in sums.items()
    ]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            values = [value for row in some for value in row]
            cursor.execute(_PUT.format(rows=", ".join([_PLACES] * len(some))), values)


def forget_totals(*, unit: Unit) -> None:
    """Delete the totals at a unit that never was: its reorganisation is reversed."""
    Total.objects.filter(unit=unit).delete()
