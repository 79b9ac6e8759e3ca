"""The parts from which totals are added: accepted values of the units under one, and their own totals."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Count, F, Max, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from thidua.indicators.choices import Combination
from thidua.reports.models import AcceptedValue, Period, Total
from thidua.reports.rules import Span
from thidua.reports.rules.adding import MASKS, Part, bits_held

Indicators = Collection[int]
_ADDED = (Combination.SUM, Combination.AVERAGE, Combination.COUNT)


def values_of(units: Collection[int], period: Period, indicators: Indicators) -> dict[int, Part]:
    """Return the sums of what units had accepted for a period, by indicator; of a stock, too."""
    rows = AcceptedValue.objects.filter(unit__in=units, period=period, indicator__in=indicators).exclude(
        indicator__over_units=Combination.NONE
    )
    return _summed(rows, Count("pk"))


def totals_of(units: Collection[int], period: Period, indicators: Indicators) -> dict[int, Part]:
    """Return the sums of the totals at units for a period, by indicator."""
    return _summed(Total.objects.filter(unit__in=units, period=period, indicator__in=indicators), Sum("figures"))


def latest_of(units: Collection[int], periods: Sequence[Span], indicators: Indicators) -> dict[int, Part]:
    """Return the sums of stocks over several periods: of each unit the latest value, then added."""
    rows = (
        AcceptedValue.objects.filter(
            unit__in=units,
            period__key__in=[each.key for each in periods],
            indicator__over_time=Combination.LATEST,
            indicator__in=indicators,
        )
        .exclude(indicator__over_units=Combination.NONE)
        .annotate(
            place=Window(RowNumber(), partition_by=[F("unit"), F("indicator")], order_by=F("period__since").desc())
        )
        .filter(place=1)
        .values_list("indicator_id", "value", "of", "qualifier")
    )
    sums: dict[int, Part] = {}
    for indicator, value, of, qualifier in rows:
        sums[indicator] = sums.get(indicator, Part()) + Part(value, of, 1, qualifier)
    return sums


def totals_over(unit_id: int, periods: Sequence[Span], indicators: Indicators) -> dict[int, Part]:
    """Return the sums over several periods of the totals at one unit, of all that is added over time."""
    rows = Total.objects.filter(unit=unit_id, period__key__in=[each.key for each in periods])
    return _summed(rows.filter(indicator__over_time__in=_ADDED, indicator__in=indicators), Sum("figures"))


def stock_totals_of(units: Collection[int], period: Period, indicators: Indicators) -> dict[int, Part]:
    """Return the sums of the totals of stocks at units for a period, by indicator."""
    rows = Total.objects.filter(
        unit__in=units, period=period, indicator__over_time=Combination.LATEST, indicator__in=indicators
    )
    return _summed(rows, Sum("figures"))


def _summed(rows: QuerySet[AcceptedValue] | QuerySet[Total], figures: Count | Sum) -> dict[int, Part]:
    masks = {f"bit_{mask}": Max(F("qualifier").bitand(mask)) for mask in MASKS}
    summed = (
        rows.order_by()
        .values_list("indicator_id")
        .annotate(value_sum=Sum("value"), of_sum=Sum("of"), figure_sum=figures, **masks)
    )
    return {
        indicator: Part(int(value), int(of), int(count), bits_held(held))
        for indicator, value, of, count, *held in summed
    }
