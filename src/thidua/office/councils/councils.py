"""Councils of the units in sight, and the page of one: who sits in it, and its sessions."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.councils import commands
from thidua.councils.choices import CouncilRole, SessionState
from thidua.councils.models import CouncilMember
from thidua.councils.queries.found import councils_in_sight, sessions_counted, sessions_in_sight
from thidua.councils.queries.seats import is_clerk
from thidua.councils.queries.waiting import votes_waiting
from thidua.office.councils.finding import CLERKS, council_or_404
from thidua.office.councils.forms import CouncilForm
from thidua.office.saving import refusals_shown_on
from thidua.organisations.models import Unit
from thidua.organisations.queries import in_force
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

_SHOWN = 30


@allow(STAFF)
@require_GET
def councils(request: ActingRequest) -> HttpResponse:
    """Show the votes that wait for whoever looks, the sessions, and the councils in sight."""
    today = clock.today()
    sessions = sessions_counted(sessions_in_sight(request.actor, on=today), at_most=_SHOWN)
    found = list(councils_in_sight(request.actor, on=today))
    own = [each for each in found if is_clerk(each, request.actor) and (each.until is None or each.until > today)]
    context = {
        "councils": found,
        "sessions": sessions,
        "open_sessions": [each for each in sessions if each.state == SessionState.OPEN],
        "next_session": next((each for each in sessions if each.state == SessionState.PLANNED), None),
        "votes": votes_waiting(request.actor),
        "own": own,
        "can_set_up": request.actor.has(*CLERKS),
    }
    return render(request, "office/councils/councils.html", context)


@allow(CLERKS)
def set_up(request: ActingRequest) -> HttpResponse:
    """Enter a council of one's own unit."""
    unit = get_object_or_404(Unit, pk=request.actor.unit_id or 0)
    name = _("Hội đồng Thi đua, khen thưởng %(unit)s") % {"unit": unit.full_name[:1].lower() + unit.full_name[1:]}
    form = CouncilForm(request.POST or None, initial={"name": name})
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            made = commands.set_up_council(unit=unit, stated=form.stated(), by=request.actor, at=clock.now())
        if not form.errors:
            messages.success(request, _("Đã lập %(name)s. Ghi thành viên theo quyết định.") % {"name": made.name})
            return redirect("office:council", uid=made.uid)
    context = {"form": form, "heading": _("Lập hội đồng"), "council": None}
    return render(request, "office/councils/council_form.html", context, status=422 if form.errors else 200)


@allow(STAFF)
@require_GET
def council(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show who sits in a council today, who sat before or will, and its sessions."""
    found, today = council_or_404(request, uid), clock.today()
    rows = CouncilMember.objects.filter(council=found).select_related("user")
    order = list(CouncilRole)
    members = sorted(rows.filter(in_force(today)), key=lambda each: (order.index(CouncilRole(each.role)), each.pk))
    context = {
        "council": found,
        "members": members,
        "others": list(rows.exclude(in_force(today))),
        "without_account": [each for each in members if each.user_id is None],
        "sessions": sessions_counted(sessions_in_sight(request.actor, on=today).filter(council=found)),
        "is_clerk": is_clerk(found, request.actor),
        "has_chair": any(each.role == CouncilRole.CHAIR for each in members),
        "has_secretary": any(each.role == CouncilRole.SECRETARY for each in members),
    }
    return render(request, "office/councils/council.html", context)


@allow(CLERKS)
def change(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Correct a council or let it end."""
    found = council_or_404(request, uid)
    form = CouncilForm(request.POST or None, council=found)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            commands.change_council(
                council=found,
                stated=form.stated(),
                version=form.cleaned_data["version"] or 0,
                by=request.actor,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("Đã sửa hội đồng."))
            return redirect("office:council", uid=uid)
    context = {"form": form, "heading": _("Sửa hội đồng"), "council": found}
    return render(request, "office/councils/council_form.html", context, status=422 if form.errors else 200)
