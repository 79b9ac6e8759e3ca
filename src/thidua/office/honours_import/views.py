"""Lists of past awards: brought, their columns named, shown before they are written, written, undone."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.honours.choices import BatchState
from thidua.honours.commands.importing import choose_columns, move_batch, rename_columns, resume_batch, start_batch
from thidua.honours.models import ImportBatch
from thidua.honours.queries.importing import batches_of
from thidua.office.brought_lists import as_sent
from thidua.office.brought_tables import brought
from thidua.office.honours_import.columns import columns_page, stated_columns
from thidua.office.honours_import.pages import ListForm, context_of
from thidua.office.honours_import.tasks import go_on_with_honours
from thidua.organisations.models import Unit
from thidua.sources.queries import path_of
from thidua.web.downloads import as_download
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest

_STOP_POLLING = 286
"""HTMX's own status for «no need to ask again»."""
_RECENT = 20


@allow(WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def batches(request: ActingRequest) -> HttpResponse:
    """Ask for a list; show those brought lately."""
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    unit = get_object_or_404(Unit, pk=request.actor.unit_id)
    if request.method == "POST" and form.is_valid():
        try:
            found = _brought(request, unit, form)
        except Refused as refusal:
            form.add_error("attached", str(refusal))
        else:
            return redirect("office:honour_import", uid=found.uid)
    context = {"form": form, "unit": unit, "batches": list(batches_of(unit.pk)[:_RECENT])}
    return render(request, "office/honours_import/batches.html", context, status=422 if form.errors else 200)


@allow(WORKERS)
@require_GET
def batch(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show a list: its columns while they are not named, then what it brings and what becomes of it."""
    found = _find(request, uid)
    if found.state == BatchState.MAPPING:
        return _show_columns(request, found)
    return render(request, "office/honours_import/batch.html", context_of(found))


@allow(WORKERS)
@require_POST
def choose(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Keep what the columns are and ask for the checking; what is missing is said beside what was chosen."""
    found = _find(request, uid)
    answers = {name: str(value) for name, value in request.POST.items()}
    try:
        page = columns_page(found, sheet_name=answers.get("sheet", ""), row=answers.get("row", ""))
        stated = stated_columns(page, answers)
        moved = choose_columns(batch=found, stated=stated, by=request.actor, at=clock.now())
    except Refused as refusal:
        if found.state != BatchState.MAPPING:
            raise
        return _show_columns(request, found, refusal)
    _enqueue(request, moved)
    return redirect("office:honour_import", uid=uid)


@allow(WORKERS)
@require_POST
def rename(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Go back to the columns."""
    rename_columns(batch=_find(request, uid), by=request.actor, at=clock.now())
    return redirect("office:honour_import", uid=uid)


@allow(WORKERS)
@require_GET
def progress(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send the part of the page that changes (HTMX asks every two seconds while the worker is at it)."""
    found = _find(request, uid)
    context = {**context_of(found), "oob": True}
    status = 200 if found.is_working else _STOP_POLLING
    return render(request, "office/honours_import/progress.html", context, status=status)


@allow(WORKERS)
@require_GET
def faulty(request: ActingRequest, uid: UUID) -> HttpResponseBase:
    """Send the rows that are not taken, with the reasons."""
    file = _find(request, uid).faulty
    if file is None:
        raise Refused(_("Không có hàng nào bị bỏ lại để tải về."))
    return as_download(FileResponse(path_of(file.sha256).open("rb"), content_type=file.media_type), file.name)


@allow(WORKERS)
@require_POST
def write(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask for the writing of every sound row."""
    return _move(request, uid, BatchState.WRITING)


@allow(WORKERS)
@require_POST
def undo(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask for the taking back of the whole list."""
    return _move(request, uid, BatchState.UNDOING)


@allow(WORKERS)
@require_POST
def go_on(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask the worker again, where it stands still or was stopped. What is done is not done twice."""
    moved = resume_batch(batch=_find(request, uid), by=request.actor, at=clock.now())
    _enqueue(request, moved)
    return redirect("office:honour_import", uid=uid)


def _brought(request: ActingRequest, unit: Unit, form: ListForm) -> ImportBatch:
    sent = brought(form.cleaned_data["attached"])
    return start_batch(
        unit=unit,
        content=sent.content,
        file_name=sent.file_name,
        media_type=sent.media_type,
        by=request.actor,
        at=clock.now(),
    )


def _show_columns(request: ActingRequest, found: ImportBatch, refusal: Refused | None = None) -> HttpResponse:
    """Draw the page of the columns; what was sent stays chosen."""
    sent = {name: str(value) for name, value in (request.POST or request.GET).items()}
    because = gettext(found.message) % found.values if found.message else ""
    context: dict[str, object] = {"batch": found, "refusal": str(refusal) if refusal else "", "because": because}
    status = 422 if refusal else 200
    try:
        page = columns_page(found, sheet_name=sent.get("sheet", ""), row=sent.get("row", ""))
        context["columns"] = as_sent(page, sent) if request.method == "POST" else page
    except Refused as unreadable:
        context["refusal"], status = str(unreadable), 422
    return render(request, "office/honours_import/columns.html", context, status=status)


def _move(request: ActingRequest, uid: UUID, to: BatchState) -> HttpResponse:
    moved = move_batch(batch=_find(request, uid), to=to, by=request.actor, at=clock.now())
    if moved.is_working:
        _enqueue(request, moved)
    return redirect("office:honour_import", uid=uid)


def _enqueue(request: ActingRequest, found: ImportBatch) -> None:
    go_on_with_honours.enqueue(batch_id=found.pk, user_id=request.user.pk)


def _find(request: ActingRequest, uid: UUID) -> ImportBatch:
    return get_object_or_404(batches_of(request.actor.unit_id), uid=uid)
