"""Many units' reports by Excel: the forms in one ZIP, and the ZIP that comes back, shown before it is written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.office.reports.together.entitled import units_to_fill
from thidua.office.reports.together.packing import zip_name, zip_of
from thidua.office.reports.together.pages import WorkbooksForm, context_of
from thidua.office.reports.together.tasks import go_on_with_workbooks
from thidua.organisations.models import Unit
from thidua.reading.files.bundle import MAX_PACKED
from thidua.reports.choices import BatchStage
from thidua.reports.commands import move_batch, start_workbooks
from thidua.reports.models import WorkbookBatch
from thidua.reports.queries.workbooks import batches_of, many_due
from thidua.web.downloads import as_download
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest

_STOP_POLLING = 286
"""HTMX's own status for «no need to ask again»."""
_RECENT = 10


@allow(WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def many(request: ActingRequest) -> HttpResponse:
    """Offer the forms of the units that the reader may fill in; take the ZIP that comes back."""
    form = WorkbooksForm(request.POST, request.FILES) if request.method == "POST" else WorkbooksForm()
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["attached"]
        unit = get_object_or_404(Unit, pk=request.actor.unit_id)
        content = upload.read(MAX_PACKED + 1)  # one more than is allowed: it is then said to be too large
        try:
            batch = start_workbooks(
                unit=unit, content=content, file_name=upload.name or "", by=request.actor, at=clock.now()
            )
        except Refused as refusal:
            form.add_error("attached", str(refusal))
        else:
            _enqueue(request, batch)
            return redirect("office:workbook_batch", uid=batch.uid)
    context = {"form": form, **_offer(request)}
    return render(request, "office/reports/many_excel.html", context, status=422 if form.errors else 200)


@allow(WORKERS)
@require_POST
def download(request: ActingRequest) -> HttpResponseBase:
    """Send a ZIP of the forms of all units that the reader may fill in, for one form and period, as it is made."""
    wanted = request.POST.get("form", ""), request.POST.get("period", "")
    offered = many_due(units_to_fill(request.actor, on=clock.today()), on=clock.today())
    due = next((each for each in offered if (each.edition.form.code, each.period.key) == wanted), None)
    if due is None or not due.open_units:
        raise Http404("no such form or period")
    made = zip_of(due, by=request.actor, at=clock.now())
    return as_download(StreamingHttpResponse(made, content_type="application/zip"), zip_name(due))


@allow(WORKERS)
@require_GET
def batch(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show a ZIP: how far it is, what each unit's file changes, what must be looked at."""
    return render(request, "office/reports/workbook_batch.html", context_of(request, _find(request, uid)))


@allow(WORKERS)
@require_GET
def progress(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send the part of the page that changes (HTMX asks every two seconds while the worker is at it)."""
    found = _find(request, uid)
    context = {**context_of(request, found), "oob": True}
    status = 200 if found.is_working else _STOP_POLLING
    return render(request, "office/reports/workbook_progress.html", context, status=status)


@allow(WORKERS)
@require_POST
def write(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask for the writing of everything that is sound."""
    return _move(request, uid, BatchStage.WRITING)


@allow(WORKERS)
@require_POST
def undo(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask for the numbers from before the ZIP."""
    return _move(request, uid, BatchStage.UNDOING)


@allow(WORKERS)
@require_POST
def go_on(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask the worker again, where it stands still. What is settled is not done twice."""
    found = _find(request, uid)
    if found.is_working:
        _enqueue(request, found)
    return redirect("office:workbook_batch", uid=found.uid)


def _move(request: ActingRequest, uid: UUID, to: BatchStage) -> HttpResponse:
    found = _find(request, uid)
    with_computed = request.POST.get("computed") == "1"
    moved = move_batch(batch=found, to=to, with_computed=with_computed, by=request.actor, at=clock.now())
    if moved.is_working:
        _enqueue(request, moved)
    return redirect("office:workbook_batch", uid=found.uid)


def _enqueue(request: ActingRequest, batch: WorkbookBatch) -> None:
    go_on_with_workbooks.enqueue(batch_id=batch.pk, user_id=request.user.pk)


def _find(request: ActingRequest, uid: UUID) -> WorkbookBatch:
    return get_object_or_404(batches_of(request.actor.unit_id), uid=uid)


def _offer(request: ActingRequest) -> dict[str, Any]:
    on = clock.today()
    units = units_to_fill(request.actor, on=on)
    return {
        "due": many_due(units, on=on),
        "others": len(units - {request.actor.unit_id}),
        "unit": get_object_or_404(Unit, pk=request.actor.unit_id),
        "batches": list(batches_of(request.actor.unit_id)[:_RECENT]),
    }
