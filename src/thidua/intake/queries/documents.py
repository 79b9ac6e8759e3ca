"""Documents with how far they are gone through, and what is open in one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from thidua.core.actors import Actor
from thidua.intake.choices import Answer, FactState, FindingKind
from thidua.intake.models import Finding, ProposedFact
from thidua.intake.rules.order import Waiting
from thidua.sources import queries as sources
from thidua.sources.models import Document
from thidua.vietnamese.fold import fold

SET_ASIDE = (Answer.LATER, Answer.ASK_PUBLISHER)
"""Answers that leave a finding to come back to."""
UNSETTLED = ("", *SET_ASIDE, Answer.SOURCE_ERROR)
"""Answers after which its facts are still in question."""


@dataclass(frozen=True)
class Progress:
    """How far a document is gone through, in facts."""

    accepted: int
    rejected: int
    waiting: int

    @property
    def total(self) -> int:
        """Facts that count: those not rejected."""
        return self.accepted + self.waiting


def documents_in_scope(actor: Actor, *, on: date, text: str = "", state: str = "") -> QuerySet[Document]:
    """Return the documents in scope, newest first, each with its counts.

    ``text`` searches title and publisher without case and marks. ``state``: ``waiting`` (facts wait or a finding is
    open), ``done`` (nothing waits, not locked), ``locked``.
    """
    found = sources.documents(actor, on=on).defer("text", "noise").select_related("unit", "brought_by")
    found = found.annotate(
        accepted=Count("facts", filter=Q(facts__state=FactState.ACCEPTED), distinct=True),
        rejected=Count("facts", filter=Q(facts__state=FactState.REJECTED), distinct=True),
        waiting=Count("facts", filter=Q(facts__state=FactState.WAITING), distinct=True),
        open_findings=Count("findings", filter=Q(findings__answer__in=["", *SET_ASIDE]), distinct=True),
    )
    if text.strip():
        found = found.filter(folded__contains=fold(text))
    if state == "locked":
        found = found.filter(locked_at__isnull=False)
    elif state == "waiting":
        found = found.filter(Q(waiting__gt=0) | Q(open_findings__gt=0), locked_at__isnull=True)
    elif state == "done":
        found = found.filter(waiting=0, open_findings=0, locked_at__isnull=True)
    return found.order_by("-created_at", "-id")


def progress_of(facts: list[ProposedFact]) -> Progress:
    """Count the facts of one document by state."""
    states = [fact.state for fact in facts]
    return Progress(*(states.count(state) for state in (FactState.ACCEPTED, FactState.REJECTED, FactState.WAITING)))


def findings_of(document: Document) -> list[Finding]:
    """Return the findings of a document: the open ones first, of those whether the text was read before."""
    rows = list(Finding.objects.filter(document=document))
    return sorted(rows, key=lambda row: (row.answer not in {"", *SET_ASIDE}, row.kind != FindingKind.DUPLICATE, row.pk))


def facts_in_question(document: Document) -> frozenset[int]:
    """Return the keys of the facts that a finding still puts in question."""
    rows = Finding.objects.filter(document=document, answer__in=UNSETTLED).values_list("in_question", flat=True)
    return frozenset(pk for keys in rows for pk in keys)


def waiting_as_ordered(fact: ProposedFact, in_question: frozenset[int]) -> Waiting:
    """Return a fact as the order of the review sees it."""
    return Waiting(
        number=fact.number,
        start=fact.start,
        confidence=fact.confidence_percent,
        is_in_question=fact.pk in in_question,
        is_set_aside=fact.set_aside_at is not None,
    )


def next_document(actor: Actor, after: Document, *, on: date) -> Document | None:
    """Return the document to go through after this one, in the order of the list; ``None`` where none waits."""
    waiting = documents_in_scope(actor, on=on, state="waiting").exclude(pk=after.pk)
    later = Q(created_at__lt=after.created_at) | Q(created_at=after.created_at, pk__lt=after.pk)
    return waiting.filter(later).first() or waiting.first()


def fact_at(actor: Actor, uid: UUID, number: int, *, on: date) -> ProposedFact | None:
    """Return the fact of that number in a document that ``actor`` may see, with its document."""
    return (
        ProposedFact.objects.filter(document__in=sources.documents(actor, on=on), document__uid=uid, number=number)
        .select_related("document__unit")
        .first()
    )
