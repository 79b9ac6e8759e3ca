"""Where a fact would go in the registry: which unit, which indicator, which period."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from thidua.core.actors import Actor
from thidua.indicators.catalogue import PUBLISHED_AGGREGATE
from thidua.indicators.rules import propose
from thidua.intake.choices import FactKind, FactState
from thidua.intake.models import ProposedFact
from thidua.intake.rules import proposals
from thidua.organisations.models import Unit, UnitDescription
from thidua.organisations.queries import units_in_scope
from thidua.sources.models import Document
from thidua.sources.rules import sentence_around
from thidua.vietnamese.fold import fold

_ORGAN_OF = re.compile(
    r"^(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|tinh uy|thanh uy|chinh quyen|dia ban|toan)\s+(?=\w)"
)
_TERRITORY = re.compile(r"(?<!\w)(?:tinh|thanh pho|tp\.?|huyen|quan|thi xa|xa|phuong|thi tran|dac khu)\s+\S.*$")
_SHORT = {"tp.": "thanh pho", "tp": "thanh pho"}


class PlaceFault(StrEnum):
    """Why a unit named in a text cannot be taken."""

    UNKNOWN = "unknown"
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
    def scope(self) -> frozenset[int]:
        """Keys of the units whose rows the document's unit keeps."""
        reader = Actor(uid=None, label="", unit_id=self.document.unit_id)
        return frozenset(units_in_scope(reader, on=self.today).values_list("pk", flat=True))

    @cached_property
    def organiser(self) -> Place:
        """The unit that held the conference; the document's own where the text names none that is known."""
        for name in (self.event_value or {}).get("organiser") or []:
            unit, was_there = self.look_up(name)
            if unit is not None and was_there:
                return Place(unit, name, self._scope_fault(unit))
        return Place(self.document.unit)

    @property
    def owner(self) -> Unit:
        """The unit in whose scope the conference and its awards lie."""
        return self.organiser.unit if self.organiser.fault is None else self.document.unit

    def look_up(self, name: str) -> tuple[Unit | None, bool]:
        """Return the unit of that name, and whether it existed on the document's day; the highest level first."""
        key = fold(name)
        if key not in self._units:
            self._units[key] = _unit_named(key, self.day)
        return self._units[key]

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
            return Place(self.document.unit, words, PlaceFault.UNKNOWN)
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

    def _scope_fault(self, unit: Unit) -> PlaceFault | None:
        return None if unit.pk in self.scope else PlaceFault.OUT_OF_SCOPE


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


def _unit_named(key: str, day: date) -> tuple[Unit | None, bool]:
    """Look for the whole name, then for the territory at its end («Công an tỉnh Thanh Hóa» → «tỉnh Thanh Hóa»)."""
    bare = _ORGAN_OF.sub("", key)
    territory = _TERRITORY.search(bare)
    for name in dict.fromkeys((key, bare, territory[0] if territory else bare)):
        head, _blank, rest = name.partition(" ")
        found = _described(f"{_SHORT.get(head, head)} {rest}".strip(), day)
        if found[0] is not None:
            return found
    return None, False


def _described(name: str, day: date) -> tuple[Unit | None, bool]:
    if not name:
        return None, False
    rows = UnitDescription.objects.filter(folded=name) or UnitDescription.objects.filter(folded__endswith=f" {name}")
    known = sorted(rows.select_related("unit")[:200], key=lambda row: (row.unit.level, row.unit_id))
    that_day = [row for row in known if (row.since or day) <= day and (row.until is None or row.until > day)]
    if that_day:
        return that_day[0].unit, True
    return (known[0].unit, False) if known else (None, False)
