"""Persons in public capacity, at the document's conference."""

from __future__ import annotations

from thidua.conferences.commands import record_participation
from thidua.intake.commands.registry.acceptance import Acceptance
from thidua.people.commands import record_public_person


def write(acceptance: Acceptance) -> None:
    """Record the person with rank and posts, and what they did there."""
    value, words = acceptance.value, acceptance.act
    posts = [str(post) for post in value.get("position") or []]
    person = record_public_person(name=str(value.get("name") or ""), rank=value.get("rank") or "", posts=posts, **words)
    record_participation(
        unit=acceptance.around.owner,
        person=person,
        citation=acceptance.citation,
        conference=acceptance.conference,
        rank=value.get("rank") or "",
        posts=posts,
        roles=value.get("role") or [],
        **words,
    )
