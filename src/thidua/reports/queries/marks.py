"""The marks on totals that wait to be settled, as plain values: a round may settle thousands."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from thidua.core.prepared import prepared, prepared_with_plan
from thidua.reports.models import TotalMark, TotalState
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


AT_ONCE = 5_000
"""How many marks one round settles at most."""
_OF_INDICATOR = ("indicator__period", "indicator__over_units", "indicator__over_time")
_OF_PERIOD = ("period__kind", "period__since", "period__until", "period__label")


def first_marks() -> list[Mark]:
    """Return the marks of a round, the oldest first; one query."""
    return [
        Mark(pk, tree, unit, Span(*period), indicator, Kind(reported, over_units, over_time))
        for pk, tree, unit, indicator, reported, over_units, over_time, *period in _first()
    ]


@prepared
def any_mark() -> QuerySet[TotalMark, int]:
    """The key of a mark, where there is one."""
    return TotalMark.objects.order_by().values_list("pk", flat=True)[:1]


@prepared_with_plan
def added_for() -> QuerySet[TotalState, UUID | None]:
    """For which state of the trees totals are added; nothing before they first are."""
    return TotalState.objects.order_by().values_list("forest", flat=True)


@prepared
def _first() -> QuerySet[TotalMark, tuple[Any, ...]]:
    fields = ("pk", "tree", "unit", "indicator", *_OF_INDICATOR, *_OF_PERIOD)
    return TotalMark.objects.order_by("pk").values_list(*fields)[:AT_ONCE]
