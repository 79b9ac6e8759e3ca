"""The agenda of a session: what waits for the council, in which order it is looked at, and how each is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.councils import commands
from thidua.councils.choices import ItemState, SessionState, Way
from thidua.councils.models import AgendaItem, Session
from thidua.councils.queries.seats import parts_of, seat_of
from thidua.councils.queries.standards import standards_of
from thidua.councils.queries.waiting import WaitingGroup, nominations_waiting
from thidua.councils.rules.parts import may_run
from thidua.councils.rules.standard import Standard
from thidua.nominations.models import Nomination
from thidua.office.councils.answers import refusals_told
from thidua.office.councils.finding import item_or_404, session_or_404
from thidua.office.councils.words import state_chip, subject_of, title_of
from thidua.vietnamese.writing import number
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest, whole_number

_WAYS = {
    "hands": (Way.HANDS, False),
    "ballot": (Way.BALLOT, False),
    "paper": (Way.BALLOT, True),
    "none": (Way.NONE, False),
}


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item as the agenda is put together: where it stands, how it is decided, whether the law leaves a choice."""

    item: AgendaItem
    title: str
    under: str
    chip: str
    word: str
    standard: Standard
    ways: tuple[tuple[str, str, bool], ...]
    is_waiting: bool


@allow(STAFF)
def agenda(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show the agenda and what waits to be put on it; put on it what is chosen."""
    session = session_or_404(request, uid)
    groups = nominations_waiting(session, on=clock.today())
    if request.method == "POST":
        _add(request, session, groups)
        return redirect("office:session_agenda", uid=uid)
    items = _planned(session)
    context = {
        "session": session,
        "items": items,
        "groups": groups,
        "waiting": sum(len(group.nominations) for group in groups),
        "is_running": may_run(parts_of(session, request.actor, seat_of(session, request.actor))),
        "is_over": session.state == SessionState.CLOSED,
        "last": len(items),
    }
    return render(request, "office/councils/agenda.html", context)


@allow(STAFF)
@require_POST
def words(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Put something in words on the agenda."""
    session = session_or_404(request, uid)
    way = Way.HANDS if request.POST.get("way") == "hands" else Way.NONE
    with refusals_told(request):
        commands.add_words(
            session=session, text=request.POST.get("text", ""), way=way, by=request.actor, at=clock.now()
        )
        messages.success(request, _("Đã thêm mục vào chương trình."))
    return redirect("office:session_agenda", uid=uid)


@allow(STAFF)
@require_POST
def move(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Put an item at another place: one up, one down, or at the number that is typed."""
    item = item_or_404(request, uid)
    step = {"up": -1, "down": 1}.get(request.POST.get("step", ""))
    order = list(AgendaItem.objects.filter(session=item.session_id).values_list("pk", flat=True))
    place = order.index(item.pk) + 1 + step if step else whole_number(request.POST.get("place", "").strip())
    with refusals_told(request):
        if place is None:
            raise Refused(_("Ghi số thứ tự mới bằng chữ số."))
        commands.move_item(item=item, place=place, by=request.actor, at=clock.now())
    return _back(item)


@allow(STAFF)
@require_POST
def way(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Choose how an item is decided."""
    item = item_or_404(request, uid)
    with refusals_told(request):
        chosen = _WAYS.get(request.POST.get("way", ""))
        if chosen is None:
            raise Refused(_("Chọn cách quyết của mục này."))
        commands.change_way(item=item, way=chosen[0], is_on_paper=chosen[1], by=request.actor, at=clock.now())
        messages.success(request, _("Đã đổi cách quyết mục %(order)s.") % {"order": item.order})
    return _back(item)


@allow(STAFF)
@require_POST
def take_off(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take an item off the agenda; the nomination waits for the council again."""
    item = item_or_404(request, uid)
    session = item.session
    with refusals_told(request):
        commands.take_off_agenda(item=item, by=request.actor, at=clock.now())
        messages.success(request, _("Đã bỏ mục khỏi chương trình. Hồ sơ vẫn chờ hội đồng."))
    return redirect("office:session_agenda", uid=session.uid)


def _add(request: ActingRequest, session: Session, groups: Sequence[WaitingGroup]) -> None:
    chosen = set(request.POST.getlist("group"))
    named = set(request.POST.getlist("nomination"))
    found: list[Nomination] = [
        each
        for group in groups
        for each in group.nominations
        if f"{group.award_code}|{group.kind}" in chosen or str(each.uid) in named
    ]
    with refusals_told(request):
        if not found:
            raise Refused(_("Chọn ít nhất một hồ sơ."))
        commands.add_nominations(session=session, nominations=found, by=request.actor, at=clock.now())
        told = ngettext(
            "Đã đưa %(count)s hồ sơ vào chương trình.", "Đã đưa %(count)s hồ sơ vào chương trình.", len(found)
        )
        messages.success(request, told % {"count": number(len(found))})


def _planned(session: Session) -> list[PlannedItem]:
    items = list(AgendaItem.objects.filter(session=session).select_related("nomination"))
    standards = standards_of(session, [each.nomination for each in items], on=clock.today())
    return [_one(each, standards[each.nomination_id]) for each in items]


def _one(item: AgendaItem, standard: Standard) -> PlannedItem:
    chip, word = state_chip(item)
    chosen = next(code for code, kept in _WAYS.items() if kept == (Way(item.way), item.is_on_paper))
    labels = {
        "hands": _("Giơ tay"),
        "ballot": _("Bỏ phiếu kín"),
        "paper": _("Bỏ phiếu giấy"),
        "none": _("Không biểu quyết"),
    }
    offered = [code for code in labels if code in {"ballot", "paper"} or not standard.is_of_law]
    if item.nomination_id is not None and "none" in offered:
        offered.remove("none")
    ways = tuple((code, labels[code], code == chosen) for code in offered)
    return PlannedItem(
        item, title_of(item), subject_of(item), chip, word, standard, ways, item.state == ItemState.WAITING
    )


def _back(item: AgendaItem) -> HttpResponse:
    """Go back to the agenda, with the focus where the item is now."""
    return redirect(f"{reverse('office:session_agenda', args=[item.session.uid])}#muc-{item.uid}")
