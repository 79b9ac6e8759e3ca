"""Answering findings. An answer that changes facts does so by their own commands, and is undone with them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.intake.choices import Answer, FactState, FindingKind
from thidua.intake.commands.checking import refresh_findings
from thidua.intake.commands.counting import count_apart, count_once, hold_story
from thidua.intake.commands.deciding import correct_fact, reject_fact, reopen_fact, undo_correction
from thidua.intake.commands.registry.acceptance import Act
from thidua.intake.models import Finding, ProposedFact
from thidua.intake.queries.stories import stories_told_with
from thidua.intake.rules.answers import offered
from thidua.sources.models import Document


@transaction.atomic
def answer_finding(*, finding: Finding, answer: str, by: Actor, at: datetime) -> Finding:
    """Answer a finding; most answers only say so.

    «Không đưa vào sổ» rejects its facts, «Sửa …» corrects them, «Cùng một bài» counts once what both texts state.

    Raises:
        Refused: the answer is not offered, the document is locked, or a fact was decided on already.
    """
    kept = _held(finding)
    if answer not in offered(kept.kind):
        raise Refused(_("Câu trả lời này không dùng cho chỗ cần xem này. Chọn một câu trong khung."))
    if kept.answer == answer:
        return kept
    before = {"answer": kept.answer}
    kept.answer, kept.answered_by_label, kept.answered_at = answer, by.label, at
    kept.version += 1
    kept.save(update_fields=["answer", "answered_by_label", "answered_at", "version"])
    audit.record("answer_finding", kept, by=by, at=at, before=before, after={"answer": answer})
    if Answer.SAME_STORY in {answer, before["answer"]}:
        _count(kept, by=by, at=at)
    for fact in _waiting(kept):
        if answer == Answer.NOT_RECORDED:
            reject_fact(fact=fact, version=fact.version, reason=str(FindingKind(kept.kind).label), by=by, at=at)
        elif answer == Answer.CORRECTED:
            correct_fact(fact=fact, version=fact.version, changes=_correction(kept, fact), by=by, at=at)
    return kept


@transaction.atomic
def undo_answer(*, finding: Finding, by: Actor, at: datetime) -> Finding:
    """Take an answer back, and what it did to the facts."""
    kept = _held(finding)
    answer = kept.answer
    if not answer:
        return kept
    for fact in ProposedFact.objects.filter(pk__in=kept.in_question):
        if answer == Answer.NOT_RECORDED and fact.state == FactState.REJECTED:
            reopen_fact(fact=fact, by=by, at=at)
        elif answer == Answer.CORRECTED and fact.state == FactState.WAITING and fact.value != fact.read_value:
            undo_correction(fact=fact, by=by, at=at)
    kept.answer, kept.answered_by_label, kept.answered_at = "", "", None
    kept.version += 1
    kept.save(update_fields=["answer", "answered_by_label", "answered_at", "version"])
    audit.record("undo_answer", kept, by=by, at=at, before={"answer": answer})
    if answer == Answer.SAME_STORY:
        _count(kept, by=by, at=at)
    return kept


def _count(finding: Finding, *, by: Actor, at: datetime) -> None:
    """Count once what both stories state while they are one, and apart when they are not."""
    document, act = Document.objects.select_related("unit").get(pk=finding.document_id), Act(by=by, at=at)
    if finding.answer == Answer.SAME_STORY:
        count_once(document, act)
    else:
        others = stories_told_with(finding.other_id) if finding.other_id else set()
        count_apart(stories_told_with(document.pk) | others, act)
    refresh_findings(document=document, by=by, at=at)


def _held(finding: Finding) -> Finding:
    others = [finding.other_id] if finding.kind == FindingKind.DUPLICATE and finding.other_id else []
    document = hold_story(finding.document_id, *others)
    if document.locked_at is not None:
        raise Refused(_("Bài «%(title)s» đã khóa. Mở khóa rồi làm tiếp."), title=document.title)
    return Finding.objects.select_for_update().get(pk=finding.pk)


def _waiting(finding: Finding) -> list[ProposedFact]:
    return list(ProposedFact.objects.filter(pk__in=finding.in_question, state=FactState.WAITING))


def _correction(finding: Finding, fact: ProposedFact) -> dict[str, Any]:
    if finding.kind == FindingKind.RECIPIENT:
        counted = (fact.value.get("individuals") or 0) + (fact.value.get("collectives") or 0)
        noun = "tập thể" if finding.key.startswith("recipient:individuals") else "cá nhân"
        swapped = {"collectives": counted, "individuals": None}
        if noun == "cá nhân":
            swapped = {"collectives": None, "individuals": counted}
        return {**swapped, "recipient_noun": noun}
    return {"registry_unit": str(Document.objects.get(pk=finding.document_id).unit.uid)}
