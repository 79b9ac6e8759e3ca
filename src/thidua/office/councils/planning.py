"""Planning a session, and correcting it before it is opened."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.core import clock
from thidua.councils import commands
from thidua.councils.models import Council, Session
from thidua.office.councils.finding import CLERKS, council_or_404, session_or_404
from thidua.office.councils.forms import SessionForm
from thidua.office.saving import refusals_shown_on
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest


@allow(CLERKS)
def plan(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Plan a session; its agenda is what comes next."""
    council = council_or_404(request, uid)
    form = SessionForm(request.POST or None, council=council, on=clock.today())
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            made = commands.plan_session(council=council, stated=form.stated(), by=request.actor, at=clock.now())
        if not form.errors:
            messages.success(request, _("Đã xếp phiên họp. Đưa hồ sơ vào chương trình."))
            return redirect("office:session_agenda", uid=made.uid)
    return _page(request, form, council, None)


@allow(STAFF)
def change(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Correct a session that was not opened yet."""
    session = session_or_404(request, uid)
    form = SessionForm(request.POST or None, council=session.council, on=clock.today(), session=session)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            commands.change_session(
                session=session,
                stated=form.stated(),
                version=form.cleaned_data["version"] or 0,
                by=request.actor,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("Đã sửa phiên họp."))
            return redirect("office:council_session", uid=uid)
    return _page(request, form, session.council, session)


def _page(request: ActingRequest, form: SessionForm, council: Council, session: Session | None) -> HttpResponse:
    heading = _("Sửa phiên họp") if session else _("Xếp phiên họp")
    context = {"form": form, "council": council, "session": session, "heading": heading}
    return render(request, "office/councils/session_form.html", context, status=422 if form.errors else 200)
