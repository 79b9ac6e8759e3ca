"""Values and totals as rows, written in as few statements as their number allows; SQL by hand as in ``parts``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from thidua.core.many import array_of_numbers
from thidua.organisations.models import Unit
from thidua.organisations.rules import Span
from thidua.reports.models import Home, Total, TotalMark
from thidua.reports.queries.ladder import last_day
from thidua.reports.queries.parts import Parts

_AT_ONCE = 1_000
_PLACES = "(%s, %s, %s, %s, %s, %s, %s)"
_ARRAYS = """SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[],
    %s::bigint[])"""
_PUT_VALUES = """INSERT INTO reports_acceptedvalue
    (unit_id, period_id, indicator_id, value, "of", qualifier, revision_id)
{rows} ON CONFLICT (unit_id, period_id, indicator_id) DO UPDATE
SET value = excluded.value, "of" = excluded."of", qualifier = excluded.qualifier, revision_id = excluded.revision_id"""
_PUT = """INSERT INTO reports_total (unit_id, period_id, indicator_id, value, "of", figures, qualifier)
{rows} ON CONFLICT (unit_id, period_id, indicator_id) DO UPDATE
SET value = excluded.value, "of" = excluded."of", figures = excluded.figures, qualifier = excluded.qualifier"""


class Counted(NamedTuple):
    """What counts at a unit for an indicator and a period; the qualifier in bits."""

    value: int
    of: int
    qualifier: int
    revision: int


def put_values(*, period: int, values: Mapping[tuple[int, int], Counted]) -> None:
    """Write what counts in a period (its id), by unit and indicator, over what is there; called within the counting."""
    _put(_PUT_VALUES, [(unit, period, indicator, *counted) for (unit, indicator), counted in values.items()])


def put_totals(*, totals: Iterable[tuple[int, Parts]]) -> None:
    """Write the totals of periods (their ids) at nodes over those that are there; called within the adding."""
    rows = [
        (node, period, indicator, part.value, part.of, part.figures, part.qualifier)
        for period, sums in totals
        for (node, indicator), part in sums.items()
    ]
    _put(_PUT, rows)


def _put(statement: str, rows: Sequence[tuple[int, ...]]) -> None:
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            if connection.vendor == "postgresql":  # seven arrays are read faster than seven thousand values
                cursor.execute(
                    statement.format(rows=_ARRAYS), [array_of_numbers(column) for column in zip(*some, strict=True)]
                )
            else:
                values = [value for row in some for value in row]
                cursor.execute(statement.format(rows="VALUES " + ", ".join([_PLACES] * len(some))), values)


def forget_totals(*, unit: Unit, at: datetime) -> None:
    """Delete the totals at a unit that never was: its reorganisation is reversed. Those above it are added anew."""
    totals = Total.objects.filter(unit=unit, period__until__isnull=False).select_related("period")
    homes = list(Home.objects.filter(unit=unit))
    TotalMark.objects.bulk_create(
        TotalMark(
            unit_id=home.node_id, period_id=total.period_id, indicator_id=total.indicator_id, tree=home.tree,
            marked_at=at,
        )
        for total in totals
        for home in homes
        if Span(home.since, home.until).holds(last_day(total.period))
    )  # fmt: skip
    Total.objects.filter(unit=unit).delete()
