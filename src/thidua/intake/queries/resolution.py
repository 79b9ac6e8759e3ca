"""Where a fact would go in the registry: which unit, which indicator, which period."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from thidua.core.actors import Actor
from thidua.indicators.catalogue import PUBLISHED_AGGREGATE
from thidua.indicators.rules import propose
from thidua.intake.choices import FactKind, FactState
from thidua.intake.models import ProposedFact
from thidua.intake.rules import proposals
from thidua.organisations.models import Unit
from thidua.organisations.queries import most_named_province, resolve_name, units_gone, units_in_scope, units_named
from thidua.sources.models import Document
from thidua.sources.rules import sentence_around, without

_TERRITORY = re.compile(
    r"(?<!\w)(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s+(?!\w+ủy)\S.*$", re.IGNORECASE
)


class PlaceFault(StrEnum):
    """Why a unit named in a text cannot be taken."""

    UNKNOWN = "unknown"
    SEVERAL = "several"
    NOT_THAT_DAY = "not_that_day"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Place:
    """The unit that a fact is about. ``words``: as the text names it, blank where it names none."""

    unit: Unit
    words: str = ""
    fault: PlaceFault | None = None


@dataclass
class Surroundings:
    """What the facts of one document have in common. Look-ups are kept, so that each name is looked up once."""

    document: Document
    facts: Sequence[ProposedFact]
    today: date
    _units: dict[str, tuple[Unit | None, bool]] = field(default_factory=dict)
    _in_scope: dict[int, bool] = field(default_factory=dict)

    @cached_property
    def event(self) -> ProposedFact | None:
        """The conference that the text is about."""
        standing = [fact for fact in self.facts if fact.state != FactState.REJECTED]
        place = proposals.main_event([(fact.kind, fact.value) for fact in standing])
        return standing[place] if place is not None else None

    @property
    def event_value(self) -> Mapping[str, Any] | None:
        """Its fields, as corrected."""
        return self.event.value if self.event else None

    @cached_property
    def day(self) -> date:
        """The day on whose map the names of the text are understood."""
        return proposals.day_of_document(self.event_value, self.document.published, self.today)

    @cached_property
    def scope(self) -> QuerySet[Unit]:
        """The units whose rows the document's unit keeps."""
        return units_in_scope(Actor(uid=None, label="", unit_id=self.document.unit_id), on=self.today)

    @cached_property
    def organiser(self) -> Place:
        """The unit that held the conference, else the province of which the story tells, else the document's own."""
        for name in (self.event_value or {}).get("organiser") or []:
            unit, was_there = self.look_up(name)
            if unit is not None and was_there:
                return Place(unit, name, self._scope_fault(unit))
        province = most_named_province(without(self.document.text, self.document.noise), on=self.day)
        if province is not None and self._scope_fault(province) is None:
            return Place(province, province.name)
        return Place(self.document.unit)

    @property
    def owner(self) -> Unit:
        """The unit in whose scope the conference and its awards lie."""
        return self.organiser.unit if self.organiser.fault is None else self.document.unit

    def look_up(self, name: str) -> tuple[Unit | None, bool]:
        """Return the unit of that name, and whether it existed on the document's day."""
        if name not in self._units:
            self._units[name] = self._unit_named(name)
        return self._units[name]

    def place(self, value: Mapping[str, Any]) -> Place:
        """Return the unit that a figure or target is about."""
        chosen = value.get("registry_unit")
        if chosen:
            unit = Unit.objects.filter(uid=chosen).first()
            if unit is not None:
                return Place(unit, "", self._scope_fault(unit))
        words = str(value.get("place") or "").strip()
        if not words:
            return self.organiser
        unit, was_there = self.look_up(words)
        if unit is None:
            several = len(units_named(words, on=self.day)) > 1
            return Place(self.document.unit, words, PlaceFault.SEVERAL if several else PlaceFault.UNKNOWN)
        return Place(unit, words, self._scope_fault(unit) if was_there else PlaceFault.NOT_THAT_DAY)

    def indicator_code(self, fact: ProposedFact) -> str:
        """Return the indicator that a figure means: the one chosen, the one proposed, else a published aggregate."""
        if chosen := fact.value.get("indicator"):
            return str(chosen)
        quote = self.document.text[fact.start : fact.end]
        sentence = sentence_around(self.document.text, fact.start, fact.end)
        context = f"{sentence} {fact.value.get('measure') or ''}"
        return propose(str(fact.value.get("unit") or ""), context, quote=quote) or PUBLISHED_AGGREGATE

    def period(self, value: Mapping[str, Any], *, status: str = "achieved") -> Mapping[str, Any] | None:
        """Return the period of a figure, award or target."""
        return proposals.period_of(value.get("period"), self.event_value, status=status)

    def _unit_named(self, name: str) -> tuple[Unit | None, bool]:
        """Look for the whole name, then for the territory at its end («Công an tỉnh Thanh Hóa» → «tỉnh Thanh Hóa»)."""
        territory = _TERRITORY.search(name)
        forms = list(dict.fromkeys((name, territory[0] if territory else name)))
        for form in forms:
            unit = resolve_name(form, on=self.day) or resolve_name(form, on=self.day, within=self.scope)
            if unit is not None:
                return unit, True
        for form in forms:
            if units_named(form, on=self.day):
                break  # several bear the name that day
            if gone := units_gone(form, on=self.day):
                return gone[0].unit, False
        return None, False

    def _scope_fault(self, unit: Unit) -> PlaceFault | None:
        if unit.pk not in self._in_scope:
            self._in_scope[unit.pk] = unit.pk == self.document.unit_id or self.scope.filter(pk=unit.pk).exists()
        return None if self._in_scope[unit.pk] else PlaceFault.OUT_OF_SCOPE


def surroundings_of(document: Document, *, today: date, facts: Sequence[ProposedFact] | None = None) -> Surroundings:
    """Return what the facts of ``document`` have in common, on the day ``today``."""
    own = list(ProposedFact.objects.filter(document=document)) if facts is None else facts
    return Surroundings(document, own, today)


def place_of(fact: ProposedFact, around: Surroundings) -> Place:
    """Return the unit that a fact would be recorded for."""
    if fact.kind in {FactKind.FIGURE, FactKind.TARGET}:
        return around.place(fact.value)
    return Place(around.owner)


def units_for(document: Document, *, today: date) -> list[Unit]:
    """Return the units that a fact of the document may be recorded for: its own, and those it names."""
    around = surroundings_of(document, today=today)
    chosen = {document.unit_id: document.unit}
    for place in (around.organiser, *(around.place(fact.value) for fact in around.facts if fact.value.get("place"))):
        if place.fault is None:
            chosen.setdefault(place.unit.pk, place.unit)
    return list(chosen.values())
