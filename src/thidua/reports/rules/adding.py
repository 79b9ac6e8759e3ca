"""Which totals are added anew, in which order, and from which parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from thidua.indicators.choices import Combination
from thidua.reports.choices import PeriodKind
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


def replaced(total: Part, before: Part, after: Part) -> Part | None:
    """Return a total one of whose parts is another now; ``None`` where that cannot be told without its other parts.

    That is where a doubt of the part has gone, which another part may have, too, or where the total did not hold the
    part as it was before.

    >>> replaced(Part(30, 0, 3), Part(10, 0, 1), Part(12, 0, 1))
    Part(value=32, of=0, figures=3, qualifier=0)
    """
    if before.qualifier & ~after.qualifier:
        return None
    found = Part(
        total.value - before.value + after.value,
        total.of - before.of + after.of,
        total.figures - before.figures + after.figures,
        total.qualifier | after.qualifier,
    )
    return found if found.figures > 0 or found == Part() else None


class Way(Enum):
    """How the total of an indicator for a period comes about."""

    OWN = "own"
    """From what was reported for that very period."""
    OVER_TIME = "over_time"
    """From the totals of the shorter periods at the same unit."""
    LATEST = "latest"
    """From the latest that each unit reported in it."""
    NONE = "none"


def way_of(span: Span, reported: str, over_units: str, over_time: str) -> Way:
    """Return how an indicator that is ``reported`` for one length of period is added for ``span``.

    >>> from thidua.reports.rules.calendar import calendar_span
    >>> [way_of(calendar_span(*each), "month", "sum", "latest").value for each in (("month", 2026, 1), ("year", 2026))]
    ['own', 'latest']
    """
    if over_units == Combination.NONE:
        return Way.NONE
    if span.kind == reported or span.kind not in MONTHS:
        return Way.OWN
    is_longer = reported in MONTHS and MONTHS[PeriodKind(span.kind)] > MONTHS[PeriodKind(reported)]
    if not is_longer or over_time == Combination.NONE:
        return Way.NONE
    return Way.LATEST if over_time == Combination.LATEST else Way.OVER_TIME


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


def bits_held(maxima: Iterable[int | None]) -> int:
    """Return the union of bits, each given as the largest value that was found under its mask."""
    return sum(found or 0 for found in maxima)


MASKS = tuple(BITS)
"""Each bit of a qualifier by itself."""
