"""The page as one value: progress, findings, rows, the current card; and the answer to an act."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.core import clock
from thidua.core.actors import Actor
from thidua.intake.choices import FactState
from thidua.intake.models import Finding, ProposedFact
from thidua.intake.queries import Surroundings, fact_at, findings_of, progress_of, surroundings_of
from thidua.intake.queries.documents import UNSETTLED
from thidua.office.intake import cards
from thidua.office.intake.corrections import CorrectionForm
from thidua.office.intake.finding_cards import findings_as_cards
from thidua.office.intake.side_by_side import Viewer
from thidua.office.intake.written import Written, written_by
from thidua.sources.models import Document
from thidua.sources.queries import documents as documents_of
from thidua.web.requests import ActingRequest

TABS = (FactState.WAITING, FactState.ACCEPTED, FactState.REJECTED)


def document_in_scope(request: ActingRequest, uid: UUID) -> Document:
    """Return the document, or 404."""
    found = documents_of(request.actor, on=clock.today()).select_related("unit", "file", "brought_by")
    return get_object_or_404(found, uid=uid)


def fact_in_scope(request: ActingRequest, uid: UUID, number: int) -> ProposedFact:
    """Return a fact of a document in scope, or 404."""
    fact = fact_at(request.actor, uid, number, on=clock.today())
    if fact is None:
        raise Http404
    return fact


def address(document: Document, number: int | None = None, tab: str = "") -> str:
    """Return the address of a document's page, at a fact where one is given."""
    page = reverse("office:document", args=[document.uid])
    query = [f"fact={number}"] * (number is not None) + [f"muc={tab}"] * bool(tab)
    return f"{page}?{'&'.join(query)}" if query else page


def _accepted(facts: list[ProposedFact]) -> list[ProposedFact]:
    return [fact for fact in facts if fact.state == FactState.ACCEPTED]


def panel(
    document: Document,
    actor: Actor,
    *,
    number: int | None = None,
    tab: str = "",
    form: CorrectionForm | None = None,
) -> dict[str, Any]:
    """Return what the side of the page shows, at fact ``number`` (else at the first that waits)."""
    facts = list(ProposedFact.objects.filter(document=document).select_related("citation__restates__document"))
    findings = findings_of(document)
    doubtful = in_question(findings)
    current = _current(facts, number, tab)
    shown = tab or (current.state if current else FactState.WAITING)
    around = surroundings_of(document, today=clock.today(), facts=facts)
    found = findings_as_cards(findings, facts, document, Viewer(actor, clock.today()))
    progress = progress_of(facts)
    listed = [fact for fact in facts if fact.state == shown]
    return {
        "document": document,
        "progress": progress,
        "findings": [card for card in found if card.is_open],
        "answered": [card for card in found if not card.is_open],
        "rows": cards.rows_of(listed, doubtful),
        "kept": [] if listed or shown != FactState.WAITING else cards.rows_of(_accepted(facts), doubtful),
        "tab": shown,
        "tabs": [(state, state.label, _count(progress, state)) for state in TABS],
        "card": cards.card_of(current, around, doubtful) if current else None,
        "written": written_by(current) if current and current.citation_id else [],
        "form": form,
        "next_steps": [] if progress.waiting else _next_steps(around),
        "states": json.dumps({fact.number: fact.state for fact in facts}),
        "doubtful": json.dumps(sorted(fact.number for fact in facts if fact.pk in doubtful)),
        "next_number": _neighbour(listed, current, 1),
        "previous_number": _neighbour(listed, current, -1),
        "persons": sum(fact.kind == "person" and fact.state != FactState.REJECTED for fact in facts),
        "facts": facts,
    }


def in_question(findings: Sequence[Finding]) -> frozenset[int]:
    """Return the keys of the facts that a finding still puts in question."""
    return frozenset(pk for finding in findings if finding.answer in UNSETTLED for pk in finding.in_question)


def answer_act(
    request: ActingRequest, document: Document, sentence: str, *, number: int | None, undo_url: str = ""
) -> HttpResponse:
    """Answer an act: the side drawn anew and a toast (HTMX), else the page at that fact."""
    if not request.htmx:
        messages.success(request, sentence, extra_tags=undo_url)
        return redirect(address(document, number))
    fresh = document_in_scope(request, document.uid)
    return answer_panel(request, panel(fresh, request.actor, number=number), sentence=sentence, undo_url=undo_url)


def answer_panel(
    request: ActingRequest, shown: dict[str, Any], *, sentence: str = "", undo_url: str = "", refused: bool = False
) -> HttpResponse:
    """Answer with the pieces of the page that changed, each swapped where it stands."""
    context = {**shown, "sentence": sentence, "undo_url": undo_url, "refused": refused, "saved_at": clock.now()}
    response = render(request, "office/intake/pieces.html", context)
    number = shown["card"].row.number if shown["card"] else None
    response["HX-Replace-Url"] = address(shown["document"], number)
    return response


def next_waiting(document: Document, number: int) -> int | None:
    """Return the number of the fact to look at after ``number``: the next that waits, else the first that does."""
    waiting = ProposedFact.objects.filter(document=document, state=FactState.WAITING).order_by("number")
    numbers = list(waiting.values_list("number", flat=True))
    return next((each for each in numbers if each > number), next(iter(numbers), None))


def _next_steps(around: Surroundings) -> list[Written]:
    """Return where a text that is wholly gone through leads: what its conference wrote."""
    event = around.event
    if event is None or event.citation_id is None:
        return []
    return [each for each in written_by(event) if each.url][:1]


def _current(facts: Sequence[ProposedFact], number: int | None, tab: str) -> ProposedFact | None:
    if number is not None:
        found = next((fact for fact in facts if fact.number == number), None)
        if found is not None and (not tab or found.state == tab):
            return found
    state = tab or FactState.WAITING
    return next((fact for fact in facts if fact.state == state), None)


def _neighbour(listed: Sequence[ProposedFact], current: ProposedFact | None, step: int) -> int | None:
    numbers = [fact.number for fact in listed]
    if current is None or current.number not in numbers:
        return None
    place = numbers.index(current.number) + step
    return numbers[place] if 0 <= place < len(numbers) else None


def _count(progress: Any, state: FactState) -> int:
    count: int = getattr(progress, state.value)
    return count
