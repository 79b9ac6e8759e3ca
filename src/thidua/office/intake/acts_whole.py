"""Acts on more than one fact: a paragraph confirmed, all sure facts confirmed, the document closed, the next one."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from thidua.core import clock
from thidua.core.errors import Refused, Stale
from thidua.intake import commands
from thidua.intake.models import ProposedFact
from thidua.intake.queries import next_document
from thidua.intake.rules.order import paragraph_starts
from thidua.office.intake.panel import address, answer_act, answer_panel, document_in_scope, panel
from thidua.office.intake.steps import Wanted
from thidua.sources.models import Document
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest, whole_number


@allow(WORKERS)
@require_POST
def accept_together(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Accept the ticked facts with one act; those shown without a tick are set aside and looked at alone, at once."""
    document = document_in_scope(request, uid)
    shown, ticked = _seen(request.POST.get("shown", "").split()), _seen(request.POST.getlist("fact"))
    aside = {fact: version for fact, version in shown.items() if fact not in ticked}
    at = clock.now()
    try:
        accepted = commands.accept_facts(document=document, chosen=ticked, set_aside=aside, by=request.actor, at=at)
    except Stale as stale:
        if not request.htmx:
            raise
        first = ProposedFact.objects.filter(document=document, uid__in=shown).order_by("number").first()
        wanted = Wanted(first.number if first else None, together=True)
        return answer_panel(request, panel(document, request.actor, wanted), sentence=str(stale), refused=True)
    return answer_act(
        request,
        document,
        _what_was_accepted(len(accepted), len(aside)),
        wanted=_after(document, accepted, aside),
        undo_url=_undo(document, at) if accepted or aside else "",
    )


@allow(WORKERS)
@require_POST
def take_back_together(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take back at once all that was accepted together at the instant ``?luc=``."""
    document = document_in_scope(request, uid)
    accepted_at = _instant(request.GET.get("luc", ""))
    if accepted_at is None:
        raise Refused(_("Không rõ cần hoàn tác lần nhận nào. Mở thẻ Đã nhận rồi thôi nhận từng dữ kiện."))
    back = commands.take_back_facts(document=document, accepted_at=accepted_at, by=request.actor, at=clock.now())
    count = len(back)
    said = ngettext("Đã hoàn tác, %(count)s dữ kiện chờ xem lại.", "Đã hoàn tác, %(count)s dữ kiện chờ xem lại.", count)
    wanted = Wanted(back[0].number, together=True) if back else Wanted()
    return answer_act(request, document, said % {"count": count}, wanted=wanted)


@allow(WORKERS)
@require_POST
def lock(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Lock a document that is wholly gone through; with ``next`` go on to the next one that waits."""
    document = document_in_scope(request, uid)
    commands.lock_document(document=document, by=request.actor, at=clock.now())
    undo = reverse("office:document_unlock", args=[uid])
    if "next" in request.POST:
        messages.success(request, _("Đã khóa bài «%(title)s».") % {"title": document.title}, extra_tags=undo)
        return _to_next(request, document)
    return answer_act(request, document, _("Đã khóa bài."), wanted=_current(request), undo_url=undo)


@allow(WORKERS)
@require_POST
def unlock(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Open a locked document."""
    document = document_in_scope(request, uid)
    commands.unlock_document(document=document, by=request.actor, at=clock.now())
    undo = reverse("office:document_lock", args=[uid])
    return answer_act(request, document, _("Đã mở khóa bài."), wanted=_current(request), undo_url=undo)


@allow(WORKERS)
@require_GET
def next_one(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Go to the next document that waits, in the order of the list; to the list where none does."""
    return _to_next(request, document_in_scope(request, uid))


def _to_next(request: ActingRequest, document: Document) -> HttpResponse:
    following = next_document(request.actor, document, on=clock.today())
    return redirect(address(following) if following else reverse("office:documents"))


def _seen(words: list[str]) -> dict[UUID, int]:
    """Return facts with the version that was shown, from ``uid.version``; words that no page wrote name nothing."""
    found = {}
    for word in words:
        uid, _dot, version = word.partition(".")
        number = whole_number(version)
        try:
            found[UUID(uid)] = -1 if number is None else number
        except ValueError:
            continue
    return found


def _what_was_accepted(accepted: int, aside: int) -> str:
    said = ngettext("Đã nhận %(count)s dữ kiện.", "Đã nhận %(count)s dữ kiện.", accepted) % {"count": accepted}
    if not aside:
        return said
    rest = ngettext("%(count)s dữ kiện để xem riêng.", "%(count)s dữ kiện để xem riêng.", aside) % {"count": aside}
    return f"{said} {rest}" if accepted else rest


def _after(document: Document, accepted: list[ProposedFact], aside: dict[UUID, int]) -> Wanted:
    """Return where to go on: the first fact set aside, else what comes after the last paragraph accepted."""
    if aside:
        first = ProposedFact.objects.filter(document=document, uid__in=aside).order_by("number").first()
        return Wanted(first.number if first else None)
    if not accepted:
        return Wanted()
    last = accepted[-1].start
    paragraph = max((start for start in paragraph_starts(document.text) if start <= last), default=0)
    return Wanted(after=(1, paragraph, accepted[-1].number))


def _undo(document: Document, at: datetime) -> str:
    address_of_act = reverse("office:facts_take_back", args=[document.uid])
    return f"{address_of_act}?{urlencode({'luc': at.isoformat()})}"


def _instant(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def _current(request: ActingRequest) -> Wanted:
    return Wanted(whole_number(request.POST.get("current", "")))
