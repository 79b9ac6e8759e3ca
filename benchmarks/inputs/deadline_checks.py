"""The totals of the deadline against sums over what the clients sent, without any of the product's adding."""

from __future__ import annotations

from collections import defaultdict

from benchmarks.inputs.deadline_clients import value_of
from benchmarks.inputs.deadline_plan import Plan
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level
from thidua.organisations.models import Placement, Unit
from thidua.reports.models import AcceptedValue, Total
from thidua.reports.rules.adding import periods_to_add
from thidua.reports.rules.calendar import period_on


def totals_equal(plan: Plan) -> bool:
    """Whether values and totals, of all four lengths of period, are those that were sent: none lost, none double."""
    known = dict(Indicator.objects.filter(code__in=plan.indicators).values_list("code", "pk"))
    indicators = [known[code] for code in plan.indicators]
    communes = list(Unit.objects.filter(level=Level.COMMUNE).order_by("pk").values_list("pk", flat=True))
    above = dict(Placement.objects.values_list("unit", "parent"))
    values: dict[tuple[int, int], int] = {}
    totals: dict[tuple[int, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for place, commune in enumerate(communes):
        for at, indicator in enumerate(indicators):
            value = value_of(place, at)
            values[commune, indicator] = value
            node = above.get(commune)
            while node is not None:
                sum_of, figures = totals[node, indicator]
                totals[node, indicator] = sum_of + value, figures + 1
                node = above.get(node)
    kept = AcceptedValue.objects.filter(indicator__in=indicators).values_list("unit", "indicator", "value")
    if {(unit, indicator): value for unit, indicator, value in kept} != values:
        return False
    day = kept.values_list("period__since", flat=True).first()
    spans = periods_to_add(period_on("month", day)) if day else ()
    return bool(spans) and all(_stored(indicators, span.key) == dict(totals) for span in spans)


def _stored(indicators: list[int], key: str) -> dict[tuple[int, int], tuple[int, int]]:
    rows = Total.objects.filter(indicator__in=indicators, period__key=key)
    return {
        (unit, indicator): (value, figures)
        for unit, indicator, value, figures in rows.values_list("unit", "indicator", "value", "figures")
    }
