"""The page as one value: progress, findings, rows, the current card; and the answer to an act."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
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
from thidua.intake.queries import (
    Surroundings,
    fact_at,
    facts_in_question,
    findings_of,
    progress_of,
    surroundings_of,
    waiting_as_ordered,
)
from thidua.intake.queries.documents import UNSETTLED
from thidua.intake.queries.known import known_of
from thidua.intake.rules.order import Place, paragraph_starts, place_of
from thidua.office.intake import cards
from thidua.office.intake.corrections import CorrectionForm
from thidua.office.intake.finding_cards import FindingCard, findings_as_cards
from thidua.office.intake.side_by_side import Viewer
from thidua.office.intake.steps import Review, Wanted
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


def address(document: Document, wanted: Wanted = Wanted()) -> str:  # noqa: B008 - frozen
    """Return the address of a document's page, at what is wanted."""
    return reverse("office:document", args=[document.uid]) + wanted.query


def panel(
    document: Document,
    actor: Actor,
    wanted: Wanted = Wanted(),  # noqa: B008 - frozen
    *,
    form: CorrectionForm | None = None,
) -> dict[str, Any]:
    """Return what the side of the page shows: what is wanted, else the first step of the review."""
    facts = list(ProposedFact.objects.filter(document=document).select_related("citation__restates__document"))
    findings = findings_of(document)
    doubtful = in_question(findings)
    review = Review(facts, document.text, doubtful, wanted)
    around = surroundings_of(document, today=clock.today(), facts=facts)
    progress = progress_of(facts)
    current = review.current
    shown = wanted.tab or (current.state if current else FactState.WAITING)
    return {
        "document": document,
        "progress": progress,
        **_findings(findings_as_cards(findings, facts, document, Viewer(actor, clock.today())), review),
        **_list(review, facts, doubtful, shown),
        "tab": shown,
        "tabs": [(state, state.label, _count(progress, state)) for state in TABS],
        "wanted": review.wanted,
        "card": cards.card_of(current, around, doubtful, known_of([current], around)) if current else None,
        "together": review.together(around),
        "sure": _sure_in_all(review),
        "written": written_by(current) if current and current.citation_id else [],
        "form": form,
        "next_steps": [] if progress.waiting else _next_steps(around),
        "states": json.dumps({fact.number: fact.state for fact in facts}),
        "doubtful": json.dumps(sorted(fact.number for fact in facts if fact.pk in doubtful)),
        "persons": sum(fact.kind == "person" and fact.state != FactState.REJECTED for fact in facts),
        "facts": facts,
    }


def _findings(found: Sequence[FindingCard], review: Review) -> dict[str, Any]:
    """Return the findings as cards; digits answer the one at the current fact, where nothing waits the first one."""
    still_open = [card for card in found if card.is_open]
    current = review.current
    here = current.number if current and current.state == FactState.WAITING else None
    asked = next((replace(card, is_asked=True) for card in still_open if here in card.doubtful), None)
    if not review.steps and still_open:
        still_open[0] = replace(still_open[0], is_asked=True)
    return {"findings": still_open, "answered": [card for card in found if not card.is_open], "asked": asked}


def _list(review: Review, facts: Sequence[ProposedFact], doubtful: frozenset[int], tab: str) -> dict[str, Any]:
    """Return the list under the tab: steps of what waits, rows of what was decided; and the neighbours."""
    if tab == FactState.WAITING:
        kept = [] if review.steps else [fact for fact in facts if fact.state == FactState.ACCEPTED]
        near = {"next": review.neighbour(1), "previous": review.neighbour(-1)}
        return {"entries": review.entries(), "rows": [], "kept": cards.rows_of(kept, doubtful), **near}
    listed = [fact for fact in facts if fact.state == tab]
    near = {"next": _neighbour(listed, review.current, 1), "previous": _neighbour(listed, review.current, -1)}
    return {"entries": [], "rows": cards.rows_of(listed, doubtful), "kept": [], **near}


def _sure_in_all(review: Review) -> dict[str, int]:
    """Return how many sure facts wait, and in how many paragraphs."""
    starts = {step.place[1] for step in review.sure}
    return {"facts": sum(len(step.numbers) for step in review.sure), "paragraphs": len(starts)}


def in_question(findings: Sequence[Finding]) -> frozenset[int]:
    """Return the keys of the facts that a finding still puts in question."""
    return frozenset(pk for finding in findings if finding.answer in UNSETTLED for pk in finding.in_question)


def answer_act(
    request: ActingRequest, document: Document, sentence: str, *, wanted: Wanted, undo_url: str = ""
) -> HttpResponse:
    """Answer an act: the side drawn anew and a toast (HTMX), else the page at what is wanted."""
    fresh = document_in_scope(request, document.uid)
    shown = panel(fresh, request.actor, wanted)
    if request.htmx:
        return answer_panel(request, shown, sentence=sentence, undo_url=undo_url)
    messages.success(request, sentence, extra_tags=undo_url)
    return redirect(address(fresh, shown["wanted"]))


def answer_panel(
    request: ActingRequest, shown: dict[str, Any], *, sentence: str = "", undo_url: str = "", refused: bool = False
) -> HttpResponse:
    """Answer with the pieces of the page that changed, each swapped where it stands."""
    context = {**shown, "sentence": sentence, "undo_url": undo_url, "refused": refused, "saved_at": clock.now()}
    response = render(request, "office/intake/pieces.html", context)
    response["HX-Replace-Url"] = address(shown["document"], shown["wanted"])
    return response


def place_in_order(fact: ProposedFact) -> Place:
    """Return where a waiting fact stands in the order of the review."""
    seen = waiting_as_ordered(fact, facts_in_question(fact.document))
    return place_of(seen, paragraph_starts(fact.document.text))


def _next_steps(around: Surroundings) -> list[Written]:
    """Return where a text that is wholly gone through leads: what its conference wrote."""
    event = around.event
    if event is None or event.citation_id is None:
        return []
    return [each for each in written_by(event) if each.url][:1]


def _neighbour(listed: Sequence[ProposedFact], current: ProposedFact | None, step: int) -> Wanted | None:
    numbers = [fact.number for fact in listed]
    if current is None or current.number not in numbers:
        return None
    place = numbers.index(current.number) + step
    return Wanted(numbers[place]) if 0 <= place < len(numbers) else None


def _count(progress: Any, state: FactState) -> int:
    count: int = getattr(progress, state.value)
    return count
