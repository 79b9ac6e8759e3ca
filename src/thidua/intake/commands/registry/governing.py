"""Documents by which a movement is run, and what leaders asked for. Both wait until the conference is accepted."""

from __future__ import annotations

from dataclasses import replace

from thidua.conferences.commands import add_direction, ensure_review
from thidua.conferences.models import Conference, ConferenceDirection
from thidua.conferences.rules import day_of
from thidua.intake.choices import FactKind, FactState
from thidua.intake.commands.registry.acceptance import Acceptance
from thidua.intake.models import ProposedFact
from thidua.movements.commands import add_governing_document
from thidua.movements.models import GoverningDocument


def write_document(acceptance: Acceptance, conference: Conference | None = None) -> None:
    """Add the document to the conference's movement; without one yet, it is added when the conference is accepted."""
    held = conference or acceptance.conference
    value = acceptance.value
    if held is not None and held.movement is not None:
        add_governing_document(
            movement=held.movement,
            title=str(value.get("title") or value.get("name") or acceptance.citation.quote),
            number=value.get("number") or "",
            issuer=value.get("issuer") or "",
            issued_on=day_of(str(value.get("date") or "")),
            citation=acceptance.citation,
            by=acceptance.by,
            at=acceptance.at,
        )


def write_direction(acceptance: Acceptance, conference: Conference | None = None) -> None:
    """Add the direction to the review of the conference's movement; without one yet, when it is accepted."""
    held = conference or acceptance.conference
    if held is None or held.movement is None or held.period is None:
        return
    words = acceptance.act
    review = ensure_review(movement=held.movement, unit=held.unit, period=held.period, **words)
    add_direction(review=review, text=str(acceptance.value.get("text") or ""), citation=acceptance.citation, **words)


def write_waiting(acceptance: Acceptance, conference: Conference) -> None:
    """Write the documents and directions accepted before the conference that no other text of the story gave."""
    kinds = {FactKind.DOCUMENT: write_document, FactKind.DIRECTION: write_direction}
    waiting = ProposedFact.objects.filter(
        document=acceptance.document,
        state=FactState.ACCEPTED,
        kind__in=kinds,
        citation__isnull=False,
        citation__restates=None,
    ).select_related("citation")
    written = {
        *GoverningDocument.objects.in_force()
        .filter(citation__document=acceptance.document)
        .values_list("citation_id", flat=True),
        *ConferenceDirection.objects.in_force()
        .filter(citation__document=acceptance.document)
        .values_list("citation_id", flat=True),
    }
    for fact in waiting:
        if fact.citation is not None and fact.citation_id not in written:
            kinds[FactKind(fact.kind)](replace(acceptance, fact=fact, citation=fact.citation), conference)
