"""Bringing the shipped indicators into the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.indicators.catalogue import Entry, entries
from thidua.indicators.models import Indicator
from thidua.vietnamese.fold import fold

_FIELDS = (
    "name", "phrase", "unit_of_measure", "decimals", "direction", "over_units", "over_time", "period", "short",
    "group", "order", "basis",
)  # fmt: skip


@dataclass(frozen=True)
class Loaded:
    """How many indicators a loading found as they were, changed and added."""

    unchanged: int
    changed: int
    added: int


@transaction.atomic
def load_indicators(*, by: Actor, at: datetime) -> Loaded:
    """Load ``indicators/data/*.yaml``; loading twice changes nothing. No indicator is ever removed."""
    known = {indicator.code: indicator for indicator in Indicator.objects.select_for_update()}
    outcomes = [_load(entry, known.get(entry.code), by=by, at=at) for entry in entries()]
    return Loaded(outcomes.count("unchanged"), outcomes.count("changed"), outcomes.count("added"))


def _load(entry: Entry, indicator: Indicator | None, *, by: Actor, at: datetime) -> str:
    values = {name: getattr(entry, name) for name in _FIELDS}
    if indicator is None:
        indicator = Indicator.objects.create(code=entry.code, folded=fold(entry.name), created_at=at, **values)
        audit.record("load_indicator", indicator, by=by, at=at, after=values)
        return "added"
    before = {name: getattr(indicator, name) for name in _FIELDS}
    if before == values:
        return "unchanged"
    for name, value in values.items():
        setattr(indicator, name, value)
    indicator.folded = fold(entry.name)
    indicator.version += 1
    indicator.save()
    audit.record("load_indicator", indicator, by=by, at=at, before=before, after=values)
    return "changed"
