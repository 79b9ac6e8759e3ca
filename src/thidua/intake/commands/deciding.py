"""Accepting, correcting, rejecting and taking back facts. Everything is undone by its opposite, nothing is deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.clock import legal_day
from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.intake.choices import FactState, FindingKind
from thidua.intake.commands import counting
from thidua.intake.commands.checking import refresh_findings
from thidua.intake.commands.holding import not_locked, still_waiting
from thidua.intake.commands.registry import Acceptance
from thidua.intake.models import Finding, ProposedFact
from thidua.intake.queries.documents import SET_ASIDE, UNSETTLED
from thidua.intake.queries.resolution import surroundings_of
from thidua.intake.rules.values import corrected
from thidua.sources.commands import cite
from thidua.sources.models import Document

_REASON = "bỏ khi xem bài"


@dataclass(frozen=True)
class NotAccepted:
    """A fact that was left waiting, with the sentence that says why."""

    fact: ProposedFact
    because: str


@dataclass(frozen=True)
class Outcome:
    """What accepting a whole document did."""

    accepted: tuple[ProposedFact, ...]
    left: tuple[NotAccepted, ...]


@transaction.atomic
def accept_fact(*, fact: ProposedFact, version: int, by: Actor, at: datetime) -> ProposedFact:
    """Accept a fact: cite its place and write to the registry what it states. A second click changes nothing.

    Raises:
        Stale: somebody corrected it meanwhile.
        Refused: somebody else decided on it, the document is locked, a rule forbids it, or its unit is not known.
    """
    document, kept = _held(fact)
    if kept.state == FactState.ACCEPTED and kept.decided_by_label == by.label:
        return kept
    still_waiting(kept, version)
    _not_against_a_rule(kept)
    citation = cite(document=document, start=kept.start, end=kept.end, cell=kept.value.get("cell"), by=by, at=at)
    around = surroundings_of(document, today=legal_day(at))
    acceptance = Acceptance(fact=kept, citation=citation, around=around, by=by, at=at)
    counting.enter(acceptance)
    kept.citation = citation
    _decide(kept, FactState.ACCEPTED, act="accept_fact", by=by, at=at)
    refresh_findings(document=document, by=by, at=at)
    return kept


@transaction.atomic
def reject_fact(*, fact: ProposedFact, version: int, reason: str = "", by: Actor, at: datetime) -> ProposedFact:
    """Leave a fact out of the registry. A second click changes nothing.

    Raises:
        Stale: somebody corrected it meanwhile.
        Refused: somebody decided on it, or the document is locked.
    """
    document, kept = _held(fact)
    if kept.state == FactState.REJECTED:
        return kept
    still_waiting(kept, version)
    _decide(kept, FactState.REJECTED, act="reject_fact", by=by, at=at, reason=reason.strip() or _REASON)
    refresh_findings(document=document, by=by, at=at)
    return kept


@transaction.atomic
def take_back(*, fact: ProposedFact, reason: str = "", by: Actor, at: datetime) -> ProposedFact:
    """Take an accepted fact back: everything that carries its citation is withdrawn, the fact waits again.

    Raises:
        Refused: the document is locked.
    """
    document, kept = _held(fact)
    if kept.state != FactState.ACCEPTED or kept.citation is None:
        return kept
    around = surroundings_of(document, today=legal_day(at))
    acceptance = Acceptance(fact=kept, citation=kept.citation, around=around, by=by, at=at)
    counting.leave(acceptance, reason=reason.strip() or "thôi nhận dữ kiện")
    kept.citation = None
    _decide(kept, FactState.WAITING, act="take_back_fact", by=by, at=at)
    refresh_findings(document=document, by=by, at=at)
    return kept


@transaction.atomic
def reopen_fact(*, fact: ProposedFact, by: Actor, at: datetime) -> ProposedFact:
    """Let a rejected fact wait again.

    Raises:
        Refused: the document is locked.
    """
    document, kept = _held(fact)
    if kept.state == FactState.REJECTED:
        _decide(kept, FactState.WAITING, act="reopen_fact", by=by, at=at)
        refresh_findings(document=document, by=by, at=at)
    return kept


@transaction.atomic
def correct_fact(
    *, fact: ProposedFact, version: int, changes: Mapping[str, Any], by: Actor, at: datetime
) -> ProposedFact:
    """Change fields of a waiting fact; what the reader found stays in ``read_value``. ``None`` empties a field.

    Raises:
        Stale: somebody saved first; carries both values in words.
        Refused: it is decided on, the document is locked, or a value cannot be.
    """
    document, kept = _held(fact)
    value = corrected(kept.kind, kept.value, changes)
    if kept.version != version and kept.value == value:
        return kept
    still_waiting(kept, version, ours=value)
    before = kept.value
    if value == before:
        return kept
    kept.value = value
    kept.version += 1
    kept.save(update_fields=["value", "version"])
    _record("correct_fact", kept, by=by, at=at, before={"value": before}, after={"value": value})
    refresh_findings(document=document, by=by, at=at)
    return kept


@transaction.atomic
def undo_correction(*, fact: ProposedFact, by: Actor, at: datetime) -> ProposedFact:
    """Put back what the fact was before its last correction."""
    _document, kept = _held(fact)
    last = AuditEntry.objects.filter(act="correct_fact", object_uid=kept.uid).first()
    before = (last.before if last else {}).get("value", kept.read_value)
    emptied = {name: None for name in kept.value if name not in before}
    return correct_fact(fact=kept, version=kept.version, changes={**before, **emptied}, by=by, at=at)


def accept_checked(*, document: Document, by: Actor, at: datetime) -> Outcome:
    """Accept every waiting fact that no check puts in question, the conference first; say what was left and why."""
    facts = list(ProposedFact.objects.filter(document=document, state=FactState.WAITING))
    doubtful = {
        pk: str(finding_sentence(finding))
        for finding in Finding.objects.filter(document=document, answer__in=UNSETTLED)
        for pk in finding.in_question
    }
    accepted: list[ProposedFact] = []
    left: list[NotAccepted] = []
    for fact in sorted(facts, key=lambda each: (not each.value.get("main"), each.kind != "event", each.number)):
        if fact.pk in doubtful:
            left.append(NotAccepted(fact, doubtful[fact.pk]))
            continue
        try:
            accepted.append(accept_fact(fact=fact, version=fact.version, by=by, at=at))
        except Refused as refusal:
            left.append(NotAccepted(fact, str(refusal)))
    return Outcome(tuple(accepted), tuple(sorted(left, key=lambda each: each.fact.number)))


def finding_sentence(finding: Finding) -> str:
    """Return what a finding says, in the language of the reader."""
    return str(Refused(finding.message, **finding.values))


def _held(fact: ProposedFact) -> tuple[Document, ProposedFact]:
    """Return document and fact as they are now, held for this transaction; acts on one story follow each other."""
    document = not_locked(counting.hold_story(fact.document_id))
    return document, ProposedFact.objects.select_for_update().get(pk=fact.pk)


def _not_against_a_rule(kept: ProposedFact) -> None:
    for finding in Finding.objects.filter(
        document=kept.document_id, kind=FindingKind.RECIPIENT, answer__in=["", *SET_ASIDE]
    ):
        if kept.pk in finding.in_question:
            raise Refused(
                _("Dữ kiện %(number)s trái quy định. Chọn một câu trả lời ở khung phía trên rồi nhận."),
                number=kept.number,
            )


def _decide(kept: ProposedFact, state: FactState, *, act: str, by: Actor, at: datetime, reason: str = "") -> None:
    before = {"state": kept.state}
    kept.state, kept.reason = state, reason[:300]
    kept.decided_by_label, kept.decided_at = (by.label, at) if state != FactState.WAITING else ("", None)
    kept.version += 1
    kept.save(update_fields=["state", "reason", "decided_by_label", "decided_at", "version", "citation"])
    _record(act, kept, by=by, at=at, before=before, after={"state": state.value, "reason": reason})


def _record(
    act: str, fact: ProposedFact, *, by: Actor, at: datetime, before: dict[str, Any], after: dict[str, Any]
) -> None:
    unit_id = Document.objects.values_list("unit_id", flat=True).get(pk=fact.document_id)
    audit.record(act, fact, by=by, at=at, unit_id=unit_id, before=before, after=after)
