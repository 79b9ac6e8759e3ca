"""What counts: the values of an accepted revision, and a mark on every total that they change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.queries.scope import with_predecessors
from thidua.reports.models import AcceptedValue, Cell, Home, Report, Revision, TotalMark
from thidua.reports.queries.ladder import counts_from, last_day, unit_above
from thidua.totals.qualifiers import bits


def count_revision(*, report: Report, revision: Revision, at: datetime) -> None:
    """Let the values of ``revision`` count in place of those that counted before. Called within the acceptance.

    A consolidated report (units under it report the same form) counts nowhere.
    """
    day = last_day(report.period)
    if not counts_from(report.unit, report.edition, day):
        return
    cells = Cell.objects.filter(revision=revision, value__isnull=False).select_related("line")
    values = [
        AcceptedValue(
            unit_id=report.unit_id,
            period_id=report.period_id,
            indicator_id=cell.line.indicator_id,
            value=cell.value,
            of=cell.of or 0,
            qualifier=bits(cell.qualifier),
            revision=revision,
        )
        for cell in cells
        if cell.value is not None
    ]
    asked = report.edition.sections.values("lines__indicator")
    known = AcceptedValue.objects.filter(unit=report.unit_id, period=report.period_id, indicator__in=asked)
    known_before = list(known)
    known.exclude(indicator__in=[each.indicator_id for each in values]).delete()
    AcceptedValue.objects.bulk_create(
        values,
        update_conflicts=True,
        unique_fields=["unit", "period", "indicator"],
        update_fields=["value", "of", "qualifier", "revision"],
    )
    _mark(report, _changed(known_before, values), at)


def _mark(report: Report, changed: set[int], at: datetime) -> None:
    """Mark the totals above a unit; of stocks, wherever else in a longer period it or its predecessors count."""
    tree = report.edition.tree
    above = unit_above(report.unit_id, tree, last_day(report.period))
    stocks = Indicator.objects.filter(pk__in=changed, over_time=Combination.LATEST).values_list("pk", flat=True)
    homes = Home.objects.filter(unit__in=with_predecessors({report.unit_id}), tree=tree).values_list("node", flat=True)
    wanted = {(above, indicator) for indicator in changed if above is not None}
    wanted |= {(node, indicator) for node in (homes if stocks else ()) for indicator in stocks}
    TotalMark.objects.bulk_create(
        TotalMark(unit_id=node, period_id=report.period_id, indicator_id=indicator, tree=tree, marked_at=at)
        for node, indicator in sorted(wanted)
    )


def _changed(known: Sequence[AcceptedValue], values: Sequence[AcceptedValue]) -> set[int]:
    """Return the indicators of which something else counts than before."""
    before, after = (
        {each.indicator_id: (each.value, each.of, each.qualifier) for each in rows} for rows in (known, values)
    )
    return {indicator for indicator in before.keys() | after.keys() if before.get(indicator) != after.get(indicator)}
