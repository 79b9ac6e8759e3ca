"""Adding to the ledger, correcting, taking back, and removing a person's data."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.awards.commands import restore_into_ledger
from thidua.core import clock
from thidua.core.errors import Refused
from thidua.honours import commands
from thidua.honours.commands import StatedHonour, note_reading
from thidua.honours.models import Holder
from thidua.law.catalogue import award_form
from thidua.office.honours.finding import kept_holder_or_404, kept_honours
from thidua.office.honours.forms import ErasingForm, HolderForm, HonourForm, PostForm
from thidua.office.saving import SavedForm, refusals_shown_on
from thidua.organisations.models import Unit
from thidua.web.permissions import ADMINISTRATORS, WORKERS, allow
from thidua.web.requests import ActingRequest


@allow(WORKERS)
def add(request: ActingRequest) -> HttpResponse:
    """Add a person, collective or household to the ledger of one's own unit."""
    known = {"name": request.GET.get("ten", "")}
    form = HolderForm(request.POST or None, actor=request.actor, on=clock.today(), initial=known)
    alike: tuple[Holder, ...] = ()
    if request.method == "POST" and form.is_valid():
        unit = get_object_or_404(Unit, pk=request.actor.unit_id or 0)
        with refusals_shown_on(form):
            try:
                made = commands.add_holder(
                    keeper=unit,
                    stated=form.stated(),
                    is_another="is_another" in request.POST,
                    by=request.actor,
                    at=clock.now(),
                )
            except commands.AlikeError as found:
                alike = found.alike
        if not form.errors and not alike:
            messages.success(request, _("Đã thêm %(name)s.") % {"name": made.name})
            return redirect("office:holder", uid=made.uid)
    return _form_page(request, form, None, alike=alike)


@allow(WORKERS)
def correct(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Correct the name, the year of birth, the gender."""
    holder = kept_holder_or_404(request, uid)
    form = HolderForm(request.POST or None, actor=request.actor, on=clock.today(), holder=holder)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            commands.correct_holder(
                holder=holder,
                stated=form.stated(),
                version=form.cleaned_data["version"] or 0,
                by=request.actor,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("Đã sửa."))
            return redirect("office:holder", uid=uid)
    return _form_page(request, form, holder)


@allow(WORKERS)
def post(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Add a post."""
    holder, form = kept_holder_or_404(request, uid), PostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        with refusals_shown_on(form):
            commands.add_post(holder=holder, **typed, by=request.actor, at=clock.now())
        if not form.errors:
            messages.success(request, _("Đã thêm chức vụ."))
            return redirect("office:holder", uid=uid)
    return _form_page(request, form, holder, title=_("Thêm chức vụ"), action=reverse("office:add_post", args=[uid]))


@allow(WORKERS)
def honour(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Write an award received into the ledger; the toast takes it back."""
    holder, form = kept_holder_or_404(request, uid), HonourForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        if typed["form_code"] and not typed["form_name"]:
            typed["form_name"] = award_form(typed["form_code"]).name
        with refusals_shown_on(form):
            row = commands.record_honour(holder=holder, stated=StatedHonour(**typed), by=request.actor, at=clock.now())
        if not form.errors:
            undo = reverse("office:withdraw_honour", args=[row.uid])
            messages.success(request, _("Đã ghi %(honour)s.") % {"honour": row}, extra_tags=undo)
            return redirect("office:holder", uid=uid)
    action = reverse("office:add_honour", args=[uid])
    return _form_page(request, form, holder, title=_("Ghi khen thưởng"), action=action)


@allow(WORKERS)
@require_POST
def withdraw(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take an honour back; the toast restores it."""
    row = get_object_or_404(kept_honours(request), uid=uid)
    if row.withdrawn_at is None:
        commands.withdraw_honour(honour=row, reason="", by=request.actor, at=clock.now())
    undo = reverse("office:restore_honour", args=[uid])
    messages.success(request, _("Đã rút %(honour)s.") % {"honour": row}, extra_tags=undo)
    return redirect("office:holder", uid=row.holder.uid)


@allow(WORKERS)
@require_POST
def restore(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Undo the withdrawal of an honour."""
    row = get_object_or_404(kept_honours(request), uid=uid)
    try:
        if row.withdrawn_at is not None:
            restore_into_ledger(honour=row, by=request.actor, at=clock.now())
        messages.success(request, _("Đã lấy lại %(honour)s.") % {"honour": row})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("office:holder", uid=row.holder.uid)


@allow(ADMINISTRATORS)
def erase(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Remove a person's data on request, and say what the law on archives keeps."""
    holder, form = kept_holder_or_404(request, uid), ErasingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stays: tuple[str, ...] = ()
        with refusals_shown_on(form):
            stays = commands.erase_person(
                holder=holder, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now()
            )
        if not form.errors:
            messages.success(request, " ".join([_("Đã xóa dữ liệu cá nhân."), *map(_, stays)]))
            return redirect("office:holder", uid=uid)
    action = reverse("office:erase_holder", args=[uid])
    return _form_page(request, form, holder, title=_("Xóa dữ liệu cá nhân"), action=action)


def _form_page(
    request: ActingRequest,
    form: SavedForm,
    holder: Holder | None,
    *,
    title: str = "",
    action: str = "",
    alike: Sequence[Holder] = (),
) -> HttpResponse:
    if holder and request.method == "GET":
        note_reading(holder=holder, by=request.actor, at=clock.now())
    heading = title or (_("Sửa hồ sơ trong sổ") if holder else _("Thêm vào sổ"))
    context = {"form": form, "holder": holder, "heading": heading, "action": action, "alike": alike}
    return render(request, "office/honours/form.html", context, status=422 if form.errors or alike else 200)
