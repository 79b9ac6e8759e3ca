"""The parts from which totals are added: accepted values of the units at home under nodes, and their own totals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from thidua.organisations.queries.scope import in_force
from thidua.reports.models import AcceptedValue, Total
from thidua.reports.rules import Span
from thidua.reports.rules.adding import MASKS, Part, bits_held
from thidua.reports.rules.homes import heirs_of, is_succeeded

Parts = dict[tuple[int, int], Part]
"""Sums by node and indicator."""


@dataclass(frozen=True)
class Ground:
    """Where is added: nodes of a tree as it stood on a day."""

    nodes: Collection[int]
    tree: str
    day: date

    @property
    def at_home(self) -> Q:
        """The condition that a row's unit is at home under one of the nodes."""
        under = Q(unit__homes__node__in=self.nodes, unit__homes__tree=self.tree)
        return under & in_force(self.day, "unit__homes__")


def values_under(ground: Ground, span: Span, indicators: Collection[int]) -> Parts:
    """Return the sums of what units had accepted for a period; of a stock, too."""
    rows = AcceptedValue.objects.filter(ground.at_home, period__key=span.key, indicator__in=indicators)
    return _summed(rows, "unit__homes__node", Count("pk"))


def totals_under(ground: Ground, span: Span, indicators: Collection[int], *, but: Collection[int]) -> Parts:
    """Return the sums of the totals at units for a period, leaving some units out."""
    rows = Total.objects.filter(ground.at_home, period__key=span.key, indicator__in=indicators)
    return _summed(rows.exclude(unit__in=but), "unit__homes__node", Sum("figures"))


def totals_over(nodes: Collection[int], spans: Iterable[Span], indicators: Collection[int]) -> Parts:
    """Return the sums over several periods of the totals at nodes."""
    rows = Total.objects.filter(unit__in=nodes, period__key__in=[each.key for each in spans], indicator__in=indicators)
    return _summed(rows, "unit", Sum("figures"))


def latest_under(ground: Ground, spans: Sequence[Span], indicators: Collection[int]) -> Parts:
    """Return the sums of stocks over several periods: of each unit the latest value, then added.

    What a unit reported before it was succeeded counts until all that came from it have reported.
    """
    found = list(_latest(ground, spans, indicators))
    came = [row for row in found if row.heirs]
    past = set(_succeeded(came, spans)) if came else set()
    sums: Parts = {}
    for row in found:
        if (row.unit, row.indicator) not in past:
            key = row.node, row.indicator
            sums[key] = sums.get(key, Part()) + row.part
    return sums


@dataclass(frozen=True)
class _Latest:
    node: int
    heirs: str
    unit: int
    indicator: int
    part: Part


def _latest(ground: Ground, spans: Sequence[Span], indicators: Collection[int]) -> Iterator[_Latest]:
    place = Window(RowNumber(), partition_by=[F("unit"), F("indicator")], order_by=F("period__since").desc())
    rows = (
        AcceptedValue.objects.filter(
            ground.at_home, period__key__in=[each.key for each in spans], indicator__in=indicators
        )
        .annotate(place=place)
        .filter(place=1)
        .values_list("unit__homes__node", "unit__homes__heirs", "unit", "indicator", "value", "of", "qualifier")
    )
    for node, heirs, unit, indicator, value, of, qualifier in rows:
        yield _Latest(node, heirs, unit, indicator, Part(value, of, 1, qualifier))


def _succeeded(rows: Iterable[_Latest], spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield unit and indicator of the values of units whose heirs have all reported in these periods."""
    heirs = {row.unit: heirs_of(row.heirs) for row in rows}
    wanted = {heir for steps in heirs.values() for came in steps.values() for heir in came}
    reported: dict[int, set[int]] = {}
    known = AcceptedValue.objects.filter(unit__in=wanted, period__key__in=[each.key for each in spans])
    for unit, indicator in known.values_list("unit", "indicator").distinct():
        reported.setdefault(indicator, set()).add(unit)
    for row in rows:
        if is_succeeded(row.unit, heirs[row.unit], reported.get(row.indicator, set())):
            yield row.unit, row.indicator


def _summed(rows: QuerySet[AcceptedValue] | QuerySet[Total], node: str, figures: Count | Sum) -> Parts:
    masks = {f"bit_{mask}": Max(F("qualifier").bitand(mask)) for mask in MASKS}
    summed = (
        rows.order_by()
        .values_list(node, "indicator_id")
        .annotate(value_sum=Sum("value"), of_sum=Sum("of"), figure_sum=figures, **masks)
    )
    return {
        (at, indicator): Part(int(value), int(of), int(count), bits_held(held))
        for at, indicator, value, of, count, *held in summed
    }
