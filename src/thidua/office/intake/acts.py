"""What a person does with a fact, a finding or the whole document. Each answers with an undo."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.core.errors import Stale
from thidua.intake import commands
from thidua.intake.choices import Answer, FactState
from thidua.intake.models import Finding, ProposedFact
from thidua.intake.queries import facts_in_question
from thidua.intake.rules import values
from thidua.intake.rules.order import Place
from thidua.office.intake.panel import (
    answer_act,
    answer_panel,
    document_in_scope,
    fact_in_scope,
    panel,
    place_in_order,
)
from thidua.office.intake.steps import Wanted
from thidua.sources.models import Document
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest, whole_number

_LONGEST = 60


@allow(WORKERS)
@require_POST
def accept(request: ActingRequest, uid: UUID, number: int) -> HttpResponse:
    """Accept a fact and go on to the next that waits."""
    fact = fact_in_scope(request, uid, number)
    place = place_in_order(fact)
    try:
        commands.accept_fact(fact=fact, version=_version(request, fact), by=request.actor, at=clock.now())
    except Stale as stale:
        return _show_newer(request, uid, number, stale)
    sentence = _("Đã nhận “%(words)s”.") % {"words": _words(fact)}
    undo = reverse("office:fact_take_back", args=[uid, number])
    return answer_act(request, fact.document, sentence, wanted=Wanted(after=place), undo_url=undo)


@allow(WORKERS)
@require_POST
def reject(request: ActingRequest, uid: UUID, number: int) -> HttpResponse:
    """Leave a fact out and go on to the next that waits."""
    fact = fact_in_scope(request, uid, number)
    version, reason, place = _version(request, fact), request.POST.get("reason", ""), place_in_order(fact)
    try:
        commands.reject_fact(fact=fact, version=version, reason=reason, by=request.actor, at=clock.now())
    except Stale as stale:
        return _show_newer(request, uid, number, stale)
    sentence = _("Đã bỏ “%(words)s”, không đưa vào sổ.") % {"words": _words(fact)}
    undo = reverse("office:fact_reopen", args=[uid, number])
    return answer_act(request, fact.document, sentence, wanted=Wanted(after=place), undo_url=undo)


@allow(WORKERS)
@require_POST
def take_back(request: ActingRequest, uid: UUID, number: int) -> HttpResponse:
    """Take an accepted fact back."""
    fact = fact_in_scope(request, uid, number)
    kept = commands.take_back(fact=fact, by=request.actor, at=clock.now())
    sentence = _("Đã thôi nhận “%(words)s”, phần đã ghi vào sổ đã rút.") % {"words": _words(fact)}
    undo = reverse("office:fact_accept", args=[uid, number]) + f"?version={kept.version}"
    return answer_act(request, fact.document, sentence, wanted=Wanted(number), undo_url=undo)


@allow(WORKERS)
@require_POST
def reopen(request: ActingRequest, uid: UUID, number: int) -> HttpResponse:
    """Let a rejected fact wait again."""
    fact = fact_in_scope(request, uid, number)
    kept = commands.reopen_fact(fact=fact, by=request.actor, at=clock.now())
    sentence = _("Đã mở lại “%(words)s” để xem.") % {"words": _words(fact)}
    undo = reverse("office:fact_reject", args=[uid, number]) + f"?version={kept.version}"
    return answer_act(request, fact.document, sentence, wanted=Wanted(number), undo_url=undo)


@allow(WORKERS)
@require_POST
def undo_correction(request: ActingRequest, uid: UUID, number: int) -> HttpResponse:
    """Put back what a fact was before its last correction."""
    fact = fact_in_scope(request, uid, number)
    commands.undo_correction(fact=fact, by=request.actor, at=clock.now())
    sentence = _("Đã bỏ phần sửa của dữ kiện %(number)s.") % {"number": number}
    return answer_act(request, fact.document, sentence, wanted=Wanted(number))


@allow(WORKERS)
@require_POST
def answer(request: ActingRequest, uid: UUID, finding: UUID) -> HttpResponse:
    """Answer a finding."""
    document = document_in_scope(request, uid)
    found = get_object_or_404(Finding, document=document, uid=finding)
    looked_at = _looked_at(request, document)
    given = request.POST.get("answer", "")
    commands.answer_finding(finding=found, answer=given, by=request.actor, at=clock.now())
    sentence = _("Đã ghi câu trả lời: %(answer)s.") % {"answer": Answer(given).label}
    undo = reverse("office:finding_undo", args=[uid, finding])
    return answer_act(request, document, sentence, wanted=_where_next(looked_at, found), undo_url=undo)


@allow(WORKERS)
@require_POST
def undo_answer(request: ActingRequest, uid: UUID, finding: UUID) -> HttpResponse:
    """Take an answer back."""
    document = document_in_scope(request, uid)
    found = get_object_or_404(Finding, document=document, uid=finding)
    commands.undo_answer(finding=found, by=request.actor, at=clock.now())
    return answer_act(request, document, _("Đã bỏ câu trả lời."), wanted=_current(request))


@allow(WORKERS)
@require_POST
def read_again(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Read the text again; what was decided stays."""
    document = document_in_scope(request, uid)
    count = commands.read_document(document=document, by=request.actor, at=clock.now())
    sentence = _("Đã đọc lại bài: %(count)s dữ kiện. Những gì đã xem vẫn giữ nguyên.") % {"count": count}
    return answer_act(request, document, sentence, wanted=Wanted())


def _version(request: ActingRequest, fact: ProposedFact) -> int:
    """Return the version that the person saw; without one, no version of the fact fits."""
    given = whole_number(request.POST.get("version") or request.GET.get("version", ""))
    return -fact.version if given is None else given


def _current(request: ActingRequest) -> Wanted:
    """Return what the person was looking at."""
    return Wanted(whole_number(request.POST.get("current", "")), together="together" in request.POST)


def _looked_at(request: ActingRequest, document: Document) -> tuple[Wanted, ProposedFact | None, Place | None]:
    wanted = _current(request)
    facts = ProposedFact.objects.filter(document=document).select_related("document")
    fact = facts.filter(number=wanted.number).first() if wanted.number is not None else None
    return wanted, fact, place_in_order(fact) if fact else None


def _where_next(looked_at: tuple[Wanted, ProposedFact | None, Place | None], finding: Finding) -> Wanted:
    """Return where an answer leads: on from a fact that it settled, else it stays."""
    wanted, fact, place = looked_at
    was_asked = fact is not None and fact.state == FactState.WAITING and fact.pk in finding.in_question
    if fact is None or not was_asked or fact.pk in facts_in_question(fact.document):
        return wanted
    return Wanted(after=place)


def _words(fact: ProposedFact) -> str:
    words = values.short(fact.kind, fact.value)
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0] + "…"


def _show_newer(request: ActingRequest, uid: UUID, number: int, stale: Stale) -> HttpResponse:
    """Show the fact as it is now, with the sentence that says that somebody changed it."""
    document = document_in_scope(request, uid)
    if not request.htmx:
        raise stale
    return answer_panel(request, panel(document, request.actor, Wanted(number)), sentence=str(stale), refused=True)
