"""What counts at and under units: their own accepted values and the totals of those under them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.models import Unit
from thidua.reports.models import AcceptedValue, Total, TotalMark
from thidua.reports.queries.filing.plan import Days
from thidua.reports.queries.totals.reporters import Asking
from thidua.reports.rules import Span, qualifier_word
from thidua.reports.rules.adding import Part
from thidua.totals.qualifiers import bits, word


@dataclass(frozen=True)
class Accepted:
    """Where an own value comes from: which revision of which report, accepted by whom and when."""

    report: UUID
    number: int
    accepted_at: datetime | None
    accepted_by: str


@dataclass(frozen=True)
class Own:
    """A value that a unit had accepted for a period."""

    unit_id: int
    indicator_id: int
    key: str
    part: Part
    accepted: Accepted


def own_values(unit_ids: Collection[int], spans: Sequence[Span], indicator_ids: Collection[int]) -> list[Own]:
    """Return what units had accepted for periods, the earliest period first; one query."""
    rows = AcceptedValue.objects.filter(
        unit__in=unit_ids, period__key__in=[span.key for span in spans], indicator__in=indicator_ids
    ).order_by("period__since", "pk")
    return [
        Own(unit, indicator, key, Part(value, of, 1, qualifier), Accepted(report, number, at, by))
        for unit, indicator, key, value, of, qualifier, report, number, at, by in rows.values_list(
            "unit",
            "indicator",
            "period__key",
            "value",
            "of",
            "qualifier",
            "revision__report__uid",
            "revision__number",
            "revision__decided_at",
            "revision__decided_by",
        )
    ]


def totals_at(
    unit_ids: Collection[int], spans: Sequence[Span], indicator_ids: Collection[int]
) -> dict[tuple[int, int, str], Part]:
    """Return the totals at units by unit, indicator and key of the period; one query."""
    rows = Total.objects.filter(
        unit__in=unit_ids, period__key__in=[span.key for span in spans], indicator__in=indicator_ids
    )
    return {
        (unit, indicator, key): Part(value, of, figures, qualifier)
        for unit, indicator, key, value, of, figures, qualifier in rows.values_list(
            "unit", "indicator", "period__key", "value", "of", "figures", "qualifier"
        )
    }


def over_time(indicator: Indicator, own: Iterable[Part]) -> Part | None:
    """Put a unit's own values of several periods, the earliest first, together for the longer one."""
    parts = list(own)
    if not parts or indicator.over_time == Combination.NONE:
        return None
    return parts[-1] if indicator.over_time == Combination.LATEST else joined(*parts)


def joined(*parts: Part | None) -> Part | None:
    """Return the sum of the parts that there are, ``None`` where there is none."""
    known = [part for part in parts if part is not None]
    return sum(known, Part()) if known else None


def known_as(part: Part, missing: int = 0) -> str:
    """Return the word before a number: «ít nhất» where some of what belongs to it is missing, but not for a ratio.

    A single number keeps the word of the officer who typed it.

    >>> known_as(Part(12, 0, 3)), known_as(Part(12, 0, 3), missing=1), known_as(Part(12, 15, 3), missing=1)
    ('', 'ít nhất', '')
    >>> known_as(Part(12, 0, 1, bits("at_least"))), known_as(Part(12, 0, 2, bits("at_least")))
    ('trên', 'ít nhất')
    """
    held = part.qualifier | (bits("at_least") if missing and not part.of else 0)
    alone = part.figures == 1 and not missing
    return qualifier_word(word(held), "" if alone else "ít nhất")


def stale_marks(unit: Unit, askings: Sequence[Asking]) -> set[tuple[int, str]]:
    """Return (indicator, key of the period) of the totals at or under a unit that are to be added anew; one query."""
    days = {asking.span.key: asking for asking in askings}
    rows = TotalMark.objects.filter(
        period__key__in=days,
        unit__lineage_up__ancestor=unit,
        unit__lineage_up__tree__in={asking.tree for asking in askings},
    ).values_list(
        "indicator",
        "period__key",
        "unit__lineage_up__tree",
        "unit__lineage_up__since",
        "unit__lineage_up__until",
    )
    return {
        (indicator, key)
        for indicator, key, tree, since, until in rows.distinct()
        if tree == days[key].tree and Days(since, until).holds(days[key].last_day)
    }
