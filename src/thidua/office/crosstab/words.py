"""How rows, columns and numbers of a cross-tab are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.indicators.models import Indicator
from thidua.office.filing.words import period_with_year
from thidua.reports.queries.crosstab import NOWHERE, Head
from thidua.reports.queries.totals.counted import known_as
from thidua.reports.rules import Span
from thidua.reports.rules.adding import Part
from thidua.reports.rules.crosstab import Asking, Axis
from thidua.vietnamese.writing import scaled
from thidua.web.formats import day

MISSING = "–"
"""What stands where nothing was reported: never a zero."""


@dataclass(frozen=True)
class Naming:
    """Names of what stands in rows and columns. ``indicators`` are those that are looked at, in order."""

    asking: Asking
    indicators: Mapping[int, Indicator]

    def name(self, axis: Axis, head: Head) -> str:
        """Name a row or a column."""
        if axis is Axis.INDICATORS:
            return self.indicators[head.key].name
        if axis is Axis.PERIODS:
            return capfirst(self.period(head))
        return unit_name(head)

    def note(self, axis: Axis, head: Head) -> str:
        """Say what stands under a name: of an indicator its unit of measure."""
        return self.indicators[head.key].unit_of_measure if axis is Axis.INDICATORS else ""

    def code(self, axis: Axis, head: Head) -> str:
        """Return what names a row or a column in an address and in files."""
        if axis is Axis.INDICATORS:
            return self.indicators[head.key].code
        if axis is Axis.PERIODS:
            span = self.span(head)
            return span.since.isoformat() if span.since else ""
        return str(head.unit.uid) if head.unit else ""

    def period(self, head: Head) -> str:
        """Name a period with its year; several years by the first and the last."""
        span = self.span(head)
        return span.label if "–" in span.label else period_with_year(span)

    def span(self, head: Head) -> Span:
        """Return the period of a row or a column."""
        return self.asking.buckets[head.key]

    def indicator(self, row: Head, column: Head) -> Indicator:
        """Return what a cell counts."""
        for axis, head in ((self.asking.rows, row), (self.asking.columns, column)):
            if axis is Axis.INDICATORS:
                return self.indicators[head.key]
        return next(iter(self.indicators.values()))


def unit_name(head: Head) -> str:
    """Name a unit, one that ended with its last day."""
    if head.key == NOWHERE or head.unit is None:
        return _("Không xếp được vào đơn vị nào ở cấp này")
    name = capfirst(head.unit.name)
    if head.unit.until is None:
        return name
    return _("%(name)s (đến %(day)s)") % {"name": name, "day": day(head.unit.until - timedelta(days=1))}


def naming(asking: Asking, chosen: Sequence[Indicator]) -> Naming:
    """Return how a cross-tab of some indicators names things."""
    return Naming(asking, {each.pk: each for each in chosen})


def number_of(part: Part | None, indicator: Indicator) -> str:
    """Write a number, a ratio with its whole; a dash where nothing was reported."""
    if part is None:
        return MISSING
    value = scaled(part.value, indicator.decimals)
    return f"{value}/{scaled(part.of, indicator.decimals)}" if part.of else value


def word_of(part: Part | None) -> str:
    """Return the word before a number: «ít nhất»; blank where it is exact."""
    return known_as(part) if part else ""


def value_of(part: Part, indicator: Indicator) -> float:
    """Return a number for a chart or a cell of a workbook: of a ratio its share."""
    return part.value / part.of if part.of else float(exact(part.value, indicator))


def exact(value: int, indicator: Indicator) -> Decimal:
    """Return a scaled integer as the number that it stands for."""
    return Decimal(value).scaleb(-indicator.decimals)
