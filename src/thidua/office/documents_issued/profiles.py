"""The office profile: what is in force, the ones before and after, adding and changing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.documents import commands
from thidua.documents.models import OfficeProfile
from thidua.documents.queries import office_profiles, profile_on, surroundings, text_of
from thidua.office.documents_issued.forms import ProfileForm
from thidua.office.saving import refusals_shown_on
from thidua.organisations.models import Unit
from thidua.web.permissions import DECIDERS, STAFF, allow
from thidua.web.requests import ActingRequest


@allow(STAFF)
@require_GET
def office_profile(request: ActingRequest) -> HttpResponse:
    """Show the profile of the unit worked for, as it is in force today, and its other spans."""
    unit, today = _unit(request), clock.today()
    current = profile_on(unit, today)
    context = {
        "unit": unit,
        "profile": current,
        "text": text_of(current),
        "missing": surroundings(unit, today).missing,
        "profiles": office_profiles(request.actor, on=today).filter(unit=unit).order_by("-since"),
        "can_edit": request.actor.has(*DECIDERS),
    }
    return render(request, "office/documents_issued/profile.html", context)


@allow(DECIDERS)
def add_profile(request: ActingRequest) -> HttpResponse:
    """Let a new profile begin on a day; what is in force now is filled in to start from."""
    unit, today = _unit(request), clock.today()
    current = profile_on(unit, today)
    initial = ProfileForm.initial_of(current) if current else {"issuing_body": unit.full_name}
    form = ProfileForm(request.POST or None, initial={**initial, "since": today, "version": None})
    if request.method == "POST" and form.is_valid():
        since = form.cleaned_data["since"]
        with refusals_shown_on(form):
            commands.add_profile(unit=unit, since=since, text=form.profile(), by=request.actor, at=clock.now())
        if not form.errors:
            day = f"{since:%d/%m/%Y}"
            messages.success(request, _("Hồ sơ cơ quan mới có hiệu lực từ %(day)s.") % {"day": day})
            return redirect("office:office_profile")
    return _form_page(request, form)


@allow(DECIDERS)
def edit_profile(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Change a profile; a stale save shows both texts."""
    profile: OfficeProfile = get_object_or_404(office_profiles(request.actor, on=clock.today()), uid=uid)
    form = ProfileForm(request.POST or None, initial=ProfileForm.initial_of(profile))
    form.fields["since"].disabled = True
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        with refusals_shown_on(form):
            commands.edit_profile(
                profile=profile, version=version, text=form.profile(), by=request.actor, at=clock.now()
            )
        if not form.errors:
            messages.success(request, _("Đã lưu hồ sơ cơ quan."))
            return redirect("office:office_profile")
    return _form_page(request, form, profile)


def _form_page(request: ActingRequest, form: ProfileForm, profile: OfficeProfile | None = None) -> HttpResponse:
    context = {"form": form, "profile": profile}
    template = "office/documents_issued/profile_form.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _unit(request: ActingRequest) -> Unit:
    return get_object_or_404(Unit, pk=request.actor.unit_id or 0)
