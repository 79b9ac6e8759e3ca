"""The marks on totals that wait to be settled, as plain values: a round may settle thousands."""

from __future__ import annotations

from typing import NamedTuple

from thidua.reports.models import TotalMark
from thidua.reports.rules import Span


class Kind(NamedTuple):
    """What says how an indicator is added: the length it is reported for, and how it combines."""

    reported: str
    over_units: str
    over_time: str


class Mark(NamedTuple):
    """A total that is to be added; keys of its mark, unit and indicator."""

    pk: int
    tree: str
    unit: int
    span: Span
    indicator: int
    kind: Kind


_OF_INDICATOR = ("indicator__period", "indicator__over_units", "indicator__over_time")
_OF_PERIOD = ("period__kind", "period__since", "period__until", "period__label")


def first_marks(count: int) -> list[Mark]:
    """Return so many of the marks, the oldest first; one query."""
    rows = TotalMark.objects.order_by("pk").values_list("pk", "tree", "unit", "indicator", *_OF_INDICATOR, *_OF_PERIOD)
    return [
        Mark(pk, tree, unit, Span(*period), indicator, Kind(reported, over_units, over_time))
        for pk, tree, unit, indicator, reported, over_units, over_time, *period in rows[:count]
    ]
