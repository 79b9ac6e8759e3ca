"""Who sits in a council, through time."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.core import clock
from thidua.councils import commands
from thidua.councils.models import Council, CouncilMember
from thidua.office.councils.finding import CLERKS, council_or_404, member_or_404
from thidua.office.councils.forms import MemberForm, accounts_in_scope
from thidua.office.saving import refusals_shown_on
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest

_SUGGESTED = 200


@allow(CLERKS)
def add(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Enter a member; the next one can be entered at once."""
    council = council_or_404(request, uid)
    form = MemberForm(request.POST or None, actor=request.actor, on=clock.today())
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            made = commands.add_member(council=council, stated=form.stated(), by=request.actor, at=clock.now())
        if not form.errors:
            messages.success(request, _("Đã thêm %(name)s.") % {"name": made.name})
            onward = "office:add_council_member" if "another" in request.POST else "office:council"
            return redirect(onward, uid=uid)
    return _page(request, form, council, None)


@allow(CLERKS)
def change(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Correct a member or let the seat end on a day."""
    member = member_or_404(request, uid)
    form = MemberForm(request.POST or None, actor=request.actor, on=clock.today(), member=member)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            commands.change_member(
                member=member,
                stated=form.stated(),
                version=form.cleaned_data["version"] or 0,
                by=request.actor,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("Đã sửa %(name)s.") % {"name": form.cleaned_data["name"]})
            return redirect("office:council", uid=member.council.uid)
    return _page(request, form, member.council, member)


def _page(request: ActingRequest, form: MemberForm, council: Council, member: CouncilMember | None) -> HttpResponse:
    context = {
        "form": form,
        "council": council,
        "member": member,
        "heading": _("Sửa thành viên") if member else _("Thêm thành viên"),
        "accounts": accounts_in_scope(request.actor, on=clock.today()).order_by("full_name")[:_SUGGESTED],
    }
    return render(request, "office/councils/member_form.html", context, status=422 if form.errors else 200)
