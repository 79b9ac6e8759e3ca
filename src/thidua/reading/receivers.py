"""Persons who receive an award: those whom the award names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thidua.reading.facts import Fact
from thidua.vietnamese.fold import same_form

_ROLE, _NONE = "receive_award", "mentioned"


def with_receivers(facts: Sequence[Fact]) -> list[Fact]:
    """Return ``facts`` in their order, every person whom an award names as its recipient in that role."""
    named = {same_form(name) for fact in facts if fact.kind == "award" for name in fact.value["recipients"]}
    named |= {full for full in _whole_names(facts) if any(full.endswith(f" {name}") for name in named)}
    return [
        _as_receiver(fact) if fact.kind == "person" and same_form(fact.value["name"]) in named else fact
        for fact in facts
    ]


def _whole_names(facts: Sequence[Fact]) -> list[str]:
    return [same_form(fact.value["name"]) for fact in facts if fact.kind == "person"]


def _as_receiver(person: Fact) -> Fact:
    roles = {*person.value["role"], _ROLE} - {_NONE}
    return replace(person, value={**person.value, "role": sorted(roles)})
