"""Writing a registered title: whom and which title, the person found in the ledger or new, the day; taking it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.law.catalogue import catalogue
from thidua.law.entries import Category
from thidua.nominations.commands.registering import (
    StatedRegistration,
    register_title,
    restore_registration,
    withdraw_registration,
)
from thidua.nominations.models import Registration
from thidua.office.nominations.finding import MOVERS
from thidua.office.nominations.meant import NEW, holder_picked, people_meant, picked_of
from thidua.office.registrations.forms import RegisteredOnForm, WhomRegistersForm, WithdrawForm
from thidua.office.saving import refusals_shown_on
from thidua.organisations.models import Unit
from thidua.vietnamese.fold import fold
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest

_DOUBLE_CLICK = timedelta(seconds=60)


@allow(MOVERS)
def new(request: ActingRequest) -> HttpResponse:
    """Say who registers which title, then which record of the ledger that is; the address keeps the choice."""
    today = clock.today()
    titles = [
        (each.code, each.name) for each in catalogue(today) if each.category is Category.TITLE and not each.classes
    ]
    initial = {"year": today.year, **request.GET.dict()}
    whom = WhomRegistersForm(request.GET if "name" in request.GET else None, awards=titles, initial=initial)
    if not whom.is_bound or not whom.is_valid():
        status = 422 if whom.is_bound else 200
        return render(request, "office/registrations/new.html", {"whom": whom}, status=status)
    return _second(request, whom, dict(titles))


@allow(MOVERS)
def withdraw(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take a registration back with a reason; the toast of a new one takes it back without."""
    one = _own_registration(request, uid)
    form = WithdrawForm(request.POST or None)
    is_undo = "hoan-tac" in request.GET
    if request.method == "POST" and (is_undo or form.is_valid()):
        reason = _("Hoàn tác ngay sau khi ghi") if is_undo else form.cleaned_data["reason"]
        withdraw_registration(registration=one, reason=reason, by=request.actor, at=clock.now())
        undo = reverse("office:restore_registration", args=[uid])
        messages.success(request, _("Đã rút đăng ký của %(name)s.") % {"name": one.holder.name}, extra_tags=undo)
        return redirect(_list(one))
    context = {"form": form, "one": one}
    return render(request, "office/registrations/withdraw.html", context, status=422 if form.errors else 200)


@allow(MOVERS)
@require_POST
def restore(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Let a registration stand again."""
    one = _own_registration(request, uid)
    try:
        restore_registration(registration=one, by=request.actor, at=clock.now())
        messages.success(request, _("Đã lấy lại đăng ký của %(name)s.") % {"name": one.holder.name})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(_list(one))


def _second(request: ActingRequest, whom: WhomRegistersForm, titles: dict[str, str]) -> HttpResponse:
    typed = whom.cleaned_data
    form = RegisteredOnForm(request.POST or None, initial={"registered_on": clock.today()})
    meant = people_meant(request, typed)
    picked = picked_of(request, meant)
    if request.method == "POST" and form.is_valid():
        if not picked:
            form.add_error(None, _("Chọn người trong sổ, hoặc chọn người mới."))
        else:
            with refusals_shown_on(form):
                return _written(request, typed, form, picked)
    context = {
        "whom": whom,
        "form": form,
        "meant": meant,
        "picked": picked,
        "new": NEW,
        "title": titles[typed["award"]],
    }
    return render(request, "office/registrations/new.html", context, status=422 if form.errors else 200)


def _written(request: ActingRequest, typed: dict[str, Any], form: RegisteredOnForm, picked: str) -> HttpResponse:
    made = (_once(request, typed) if picked == NEW else None) or _register(request, typed, form, picked)
    undo = reverse("office:withdraw_registration", args=[made.uid]) + "?hoan-tac=1"
    said = _("Đã ghi: %(name)s đăng ký %(title)s năm %(year)s.")
    told = {"name": made.holder.name, "title": made.award_name, "year": made.year}
    messages.success(request, said % told, extra_tags=undo)
    if "another" in request.POST:
        kept = urlencode({"year": str(made.year), "award": made.award_code})
        return redirect(f"{reverse('office:new_registration')}?{kept}")
    return redirect(_list(made))


@transaction.atomic
def _register(request: ActingRequest, typed: dict[str, Any], form: RegisteredOnForm, picked: str) -> Registration:
    unit, at = get_object_or_404(Unit, pk=request.actor.unit_id or 0), clock.now()
    holder = holder_picked(request, typed, picked, at=at)
    stated = StatedRegistration(holder, typed["award"], form.cleaned_data["registered_on"])
    return register_title(unit=unit, year=typed["year"], stated=stated, by=request.actor, at=at)


def _once(request: ActingRequest, typed: dict[str, Any]) -> Registration | None:
    """Return the registration of somebody new that the same click wrote a moment ago, where a second one follows."""
    told = {"unit": request.actor.unit_id, "year": typed["year"], "award_code": typed["award"]}
    rows = Registration.objects.in_force().filter(**told, registered_by=request.actor.label)
    recent = clock.now() - _DOUBLE_CLICK
    rows = rows.filter(holder__folded=fold(typed["name"]), created_at__gt=recent, holder__created_at__gt=recent)
    return rows.select_related("holder").first()


def _own_registration(request: ActingRequest, uid: UUID) -> Registration:
    """Return a registration of the actor's own unit, withdrawn ones too: for others there is nothing here."""
    return get_object_or_404(Registration.objects.select_related("holder"), uid=uid, unit=request.actor.unit_id or 0)


def _list(one: Registration) -> str:
    return f"{reverse('office:registrations')}?nam={one.year}"
