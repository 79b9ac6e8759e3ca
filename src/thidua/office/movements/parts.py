"""The parts of a movement: governing documents and aims. What is dropped can be brought back at once."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.movements import commands
from thidua.movements.choices import AimKind
from thidua.movements.models import Aim, GoverningDocument
from thidua.movements.queries import aims, governing_documents, phases
from thidua.office.movements.forms import AimForm, DocumentForm
from thidua.office.movements.views import find_movement
from thidua.office.saving import refusals_shown_on
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest


@allow(WORKERS)
def add_document(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Add a document by which a movement is run."""
    movement = find_movement(request, uid)
    form = DocumentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("title", "number", "issuer", "issued_on")}
        with refusals_shown_on(form):
            commands.add_governing_document(movement=movement, **typed, by=request.actor, at=clock.now())
        if not form.errors:
            messages.success(request, _("Đã thêm “%(title)s”.") % {"title": typed["title"]})
            return redirect("office:movement", uid=uid)
    context = {"form": form, "movement": movement}
    return render(request, "office/movements/document_form.html", context, status=422 if form.errors else 200)


@allow(WORKERS)
@require_POST
def drop_document(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take a governing document off the list; the toast brings it back."""
    document = _document(request, uid)
    commands.withdraw_governing_document(document=document, by=request.actor, at=clock.now())
    undo = reverse("office:restore_governing_document", args=[uid])
    messages.success(request, _("Đã bỏ “%(title)s”.") % {"title": document.title}, extra_tags=undo)
    return redirect("office:movement", uid=document.movement.uid)


@allow(WORKERS)
@require_POST
def restore_document(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Bring a governing document back."""
    document = _document(request, uid)
    commands.restore_governing_document(document=document, by=request.actor, at=clock.now())
    return _back(request, document.movement.uid)


@allow(WORKERS)
def add_aim(request: ActingRequest, uid: UUID, kind: str) -> HttpResponse:
    """Add a focus point, target or task to a phase."""
    phase = get_object_or_404(phases(request.actor, on=clock.today()), uid=uid)
    if kind not in AimKind.values:
        raise Http404
    form = AimForm(request.POST or None, kind=AimKind(kind), on=clock.today())
    if request.method == "POST" and form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        with refusals_shown_on(form):
            commands.add_aim(phase=phase, kind=kind, **typed, by=request.actor, at=clock.now())
        if not form.errors:
            messages.success(request, _("Đã thêm: %(text)s") % {"text": typed["text"]})
            return redirect("office:movement", uid=phase.movement.uid)
    context = {"form": form, "movement": phase.movement, "phase": phase, "kind": AimKind(kind)}
    return render(request, "office/movements/aim_form.html", context, status=422 if form.errors else 200)


@allow(WORKERS)
def edit_aim(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Change an aim; a stale save shows both texts."""
    aim = _aim(request, uid)
    kind = AimKind(aim.kind)
    form = AimForm(request.POST or None, initial=AimForm.initial_of(aim), kind=kind, on=clock.today())
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        version = typed.pop("version") or 0
        with refusals_shown_on(form):
            commands.edit_aim(aim=aim, version=version, changes=typed, by=request.actor, at=clock.now())
        if not form.errors:
            messages.success(request, _("Đã lưu: %(text)s") % {"text": typed["text"]})
            return redirect("office:movement", uid=aim.phase.movement.uid)
    context = {"form": form, "movement": aim.phase.movement, "phase": aim.phase, "kind": kind, "aim": aim}
    return render(request, "office/movements/aim_form.html", context, status=422 if form.errors else 200)


@allow(WORKERS)
@require_POST
def mark_aim(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Say that a task is done, or, pressed again, that it is not."""
    aim = _aim(request, uid)
    is_done = aim.done_at is None
    commands.mark_aim(aim=aim, is_done=is_done, by=request.actor, at=clock.now())
    sentence = _("Đã xong: %(text)s") if is_done else _("Mở lại: %(text)s")
    messages.success(request, sentence % {"text": aim.text}, extra_tags=reverse("office:mark_aim", args=[uid]))
    return _back(request, aim.phase.movement.uid)


@allow(WORKERS)
@require_POST
def drop_aim(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take an aim back; the toast brings it back."""
    aim = _aim(request, uid)
    commands.withdraw_aim(aim=aim, by=request.actor, at=clock.now())
    undo = reverse("office:restore_aim", args=[uid])
    messages.success(request, _("Đã bỏ: %(text)s") % {"text": aim.text}, extra_tags=undo)
    return redirect("office:movement", uid=aim.phase.movement.uid)


@allow(WORKERS)
@require_POST
def restore_aim(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Bring an aim back."""
    aim = _aim(request, uid)
    commands.restore_aim(aim=aim, by=request.actor, at=clock.now())
    return _back(request, aim.phase.movement.uid)


def _back(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Go back to the movement; from a toast (HTMX) by loading the whole page anew."""
    if not request.htmx:
        return redirect("office:movement", uid=uid)
    return HttpResponse(status=204, headers={"HX-Redirect": reverse("office:movement", args=[uid])})


def _document(request: ActingRequest, uid: UUID) -> GoverningDocument:
    return get_object_or_404(governing_documents(request.actor, on=clock.today()), uid=uid)


def _aim(request: ActingRequest, uid: UUID) -> Aim:
    return get_object_or_404(aims(request.actor, on=clock.today()), uid=uid)
