"""Which totals are added anew, in which order, and from which parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thidua.reports.rules.amounts import Span
from thidua.reports.rules.calendar import MONTHS, longer_periods, period_on
from thidua.totals.qualifiers import BITS


@dataclass(frozen=True)
class Part:
    """A sum of some figures of one indicator: what a total is put together from.

    Attributes:
        value: scaled; of a ratio the part.
        of: of a ratio the whole, else 0.
        figures: how many values it consists of.
        qualifier: bits.
    """

    value: int = 0
    of: int = 0
    figures: int = 0
    qualifier: int = 0

    def __add__(self, other: Part) -> Part:
        return Part(
            self.value + other.value,
            self.of + other.of,
            self.figures + other.figures,
            self.qualifier | other.qualifier,
        )


def added(*parts: Mapping[int, Part]) -> dict[int, Part]:
    """Return the sum of parts, indicator by indicator.

    >>> added({7: Part(5, 0, 1)}, {7: Part(2, 0, 1, 1), 8: Part(1, 0, 1)})[7]
    Part(value=7, of=0, figures=2, qualifier=1)
    """
    sums: dict[int, Part] = {}
    for each in parts:
        for indicator, part in each.items():
            sums[indicator] = sums[indicator] + part if indicator in sums else part
    return sums


def periods_to_add(span: Span) -> tuple[Span, ...]:
    """Return the periods whose totals change with a value of ``span``: its own, then the longer ones."""
    return (span, *longer_periods(span)) if span.kind in MONTHS else (span,)


def shorter_periods(span: Span, kind: str) -> tuple[Span, ...]:
    """Return the periods of a shorter kind that make up ``span``, in order.

    >>> from thidua.reports.rules.calendar import calendar_span
    >>> [each.label for each in shorter_periods(calendar_span("quarter", 2026, 4), "month")]
    ['tháng 10/2026', 'tháng 11/2026', 'tháng 12/2026']
    """
    found: list[Span] = []
    day = span.since
    while day is not None and span.until is not None and day < span.until:
        found.append(period_on(kind, day))
        day = found[-1].until
    return tuple(found)


def deepest_first(units: Iterable[int], depth: Mapping[int, int]) -> list[int]:
    """Return units so that each stands before the one above it; equal depths by number, for a steady order."""
    return sorted(set(units), key=lambda unit: (-depth[unit], unit))


def bits_held(maxima: Iterable[int | None]) -> int:
    """Return the union of bits, each given as the largest value that was found under its mask."""
    return sum(found or 0 for found in maxima)


MASKS = tuple(BITS)
"""Each bit of a qualifier by itself."""
