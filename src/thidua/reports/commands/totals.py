"""Adding totals: every marked one anew from its direct parts, the deepest first. Doing it twice changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from thidua.organisations.choices import Tree
from thidua.reports.commands.periods import ensure_span
from thidua.reports.models import Period, Total, TotalMark, TotalState
from thidua.reports.queries import parts
from thidua.reports.queries.figures import span
from thidua.reports.queries.ladder import last_day, units_above, units_below
from thidua.reports.rules.adding import Part, added, deepest_first, periods_to_add, shorter_periods

_AT_ONCE = 500
_FIELDS = ["value", "of", "figures", "qualifier"]


def settle_totals(*, at: datetime, tree: str = Tree.TERRITORY) -> int:
    """Add every marked total; return how many marks were settled.

    One process adds at a time; a mark that is set meanwhile waits for the next round. Each round is one transaction:
    killed in the middle, its marks stand and it is done again.
    """
    settled = 0
    while round_of := _settle_round(at=at, tree=tree):
        settled += round_of
    return settled


@transaction.atomic
def _settle_round(*, at: datetime, tree: str) -> int:
    if not TotalMark.objects.exists():
        return 0
    TotalState.objects.get_or_create(pk=1)
    state = TotalState.objects.select_for_update().get(pk=1)
    marks = list(TotalMark.objects.order_by("pk")[:_AT_ONCE])
    units: dict[int, set[int]] = defaultdict(set)
    indicators: dict[int, set[int]] = defaultdict(set)
    for mark in marks:
        units[mark.period_id].add(mark.unit_id)
        indicators[mark.period_id].add(mark.indicator_id)
    for period in Period.objects.filter(pk__in=units):
        _settle(period, units[period.pk], sorted(indicators[period.pk]), tree)
    TotalMark.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
    state.added_at = at
    state.save(update_fields=["added_at"])
    return len(marks)


def _settle(period: Period, units: set[int], indicators: list[int], tree: str) -> None:
    """Add the totals of units and all above them, for a period and the longer ones that hold it.

    Whatever is marked of one unit is added at all of them: adding what has not changed does no harm.
    """
    own = span(period).kind
    for each in periods_to_add(span(period)):
        longer = ensure_span(span=each)
        day = last_day(longer)
        depth = _depths(units, tree, day)
        for unit in deepest_first(depth, depth):
            below = units_below(unit, tree, day)
            if longer.pk == period.pk:
                sums = added(parts.values_of(below, period, indicators), parts.totals_of(below, period, indicators))
            else:
                sums = _over_time(unit, below, longer, own, indicators)
            _keep(unit, longer, indicators, sums)


def _depths(units: Iterable[int], tree: str, day: date) -> dict[int, int]:
    """Return how deep each of the units, and each above them, stands in the tree; 0 is the top."""
    depth: dict[int, int] = {}
    for unit in units:
        above = units_above(unit, tree, day)
        depth |= {each: len(above) - place for place, each in enumerate([unit, *above])}
    return depth


def _over_time(unit: int, below: list[int], longer: Period, own: str, indicators: list[int]) -> dict[int, Part]:
    inside = shorter_periods(span(longer), own)
    return added(
        parts.totals_over(unit, inside, indicators),
        parts.latest_of(below, inside, indicators),
        parts.stock_totals_of(below, longer, indicators),
    )


def _keep(unit: int, period: Period, indicators: list[int], sums: Mapping[int, Part]) -> None:
    """Write the totals of a unit for a period; where nothing is left there is none."""
    if gone := set(indicators) - sums.keys():
        Total.objects.filter(unit=unit, period=period, indicator__in=gone).delete()
    rows = [
        Total(
            unit_id=unit,
            period=period,
            indicator_id=indicator,
            value=part.value,
            of=part.of,
            figures=part.figures,
            qualifier=part.qualifier,
        )
        for indicator, part in sums.items()
    ]
    Total.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["unit", "period", "indicator"], update_fields=_FIELDS
    )
