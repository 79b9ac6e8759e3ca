"""The roll of a session, who chairs and writes, opening and ending it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.councils import commands
from thidua.councils.choices import Presence, SessionState
from thidua.councils.commands import Called
from thidua.councils.models import CouncilMember, Session
from thidua.councils.queries.seats import parts_of, roll_of, seat_of
from thidua.councils.rules.parts import may_run
from thidua.office.councils.answers import refusals_told, to_session
from thidua.office.councils.finding import session_or_404
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest


@allow(STAFF)
def roll(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Call the roll: present, or away and why."""
    session = session_or_404(request, uid)
    refusal = ""
    if request.method == "POST":
        try:
            commands.call_roll(session=session, called=_called(request, session), by=request.actor, at=clock.now())
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Đã ghi điểm danh."))
            return to_session(session)
    rows = roll_of(session)
    typed = [(row, *_typed(request, row.member.uid, row.presence, row.reason)) for row in rows]
    context = {
        "session": session,
        "rows": typed,
        "refusal": refusal,
        "presences": [(Presence.PRESENT, _("Có mặt")), (Presence.ABSENT, _("Vắng"))],
        "is_running": may_run(parts_of(session, request.actor, seat_of(session, request.actor))),
        "is_open": session.state == SessionState.OPEN,
        "members": [row.member for row in rows],
    }
    return render(request, "office/councils/roll.html", context, status=422 if refusal else 200)


@allow(STAFF)
@require_POST
def leave(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Write that a member went before the end; calling the roll again brings them back."""
    session = session_or_404(request, uid)
    member = _member(request, session, "member")
    with refusals_told(request):
        commands.mark_left(session=session, member=member, by=request.actor, at=clock.now())
        messages.success(request, _("%(name)s đã về. Trở lại thì điểm danh lại.") % {"name": member.name})
    return redirect("office:session_roll", uid=uid)


@allow(STAFF)
@require_POST
def hand_over(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Let somebody else chair or write down a session."""
    session = session_or_404(request, uid)
    who = {name: _member(request, session, name) for name in ("chair", "secretary") if request.POST.get(name)}
    with refusals_told(request):
        if not who:
            raise Refused(_("Chọn người chủ tọa hoặc thư ký."))
        commands.hand_over(session=session, **who, by=request.actor, at=clock.now())
        messages.success(request, _("Đã ghi người chủ tọa và thư ký phiên họp."))
    return redirect("office:session_roll", uid=uid)


@allow(STAFF)
@require_POST
def open_it(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Open a session."""
    session = session_or_404(request, uid)
    with refusals_told(request):
        commands.open_session(session=session, by=request.actor, at=clock.now())
        messages.success(request, _("Phiên họp đã khai mạc."))
    return to_session(session)


@allow(STAFF)
@require_POST
def close_it(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Close a session; nothing in it changes afterwards."""
    session = session_or_404(request, uid)
    with refusals_told(request):
        commands.close_session(session=session, by=request.actor, at=clock.now())
        messages.success(request, _("Phiên họp đã kết thúc."))
    return to_session(session)


def _called(request: ActingRequest, session: Session) -> list[Called]:
    """What was said of each member. Who went before the end stays gone, unless called away or back by name."""
    back = request.POST.get("back", "")
    typed = []
    for row in roll_of(session):
        presence = request.POST.get(f"presence-{row.member.uid}", "")
        if str(row.member.uid) == back:
            typed.append(Called(row.member, Presence.PRESENT))
        elif presence == Presence.ABSENT or (presence == Presence.PRESENT and row.left_at is None):
            typed.append(Called(row.member, presence, request.POST.get(f"reason-{row.member.uid}", "")))
    return typed


def _typed(request: ActingRequest, uid: UUID, presence: str, reason: str) -> tuple[str, str]:
    return request.POST.get(f"presence-{uid}", presence), request.POST.get(f"reason-{uid}", reason)


def _member(request: ActingRequest, session: Session, name: str) -> CouncilMember:
    try:
        uid = UUID(request.POST.get(name, ""))
    except ValueError:
        raise Refused(_("Chọn thành viên trong danh sách.")) from None
    return get_object_or_404(CouncilMember, uid=uid, council=session.council_id)
