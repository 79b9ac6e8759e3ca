"""Many files in one ZIP: sending it, the page that shows how far its reading is, and what became of each file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.intake import queries
from thidua.intake.commands import start_batch
from thidua.intake.models import Batch
from thidua.intake.tasks import bring_in_batch
from thidua.office.intake.forms import NewBatchForm
from thidua.organisations.models import Unit
from thidua.reading.files.bundle import MAX_PACKED
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest

PAGE_SIZE = 100
_STOP_POLLING = 286
"""HTMX's own status for «no need to ask again»."""


@allow(WORKERS)
@require_GET
def batch_list(request: ActingRequest) -> HttpResponse:
    """List the batches in scope, newest first."""
    page = Paginator(queries.batches(request.actor, on=clock.today()), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "office/intake/batches.html", {"page": page})


@allow(WORKERS)
def new_batch(request: ActingRequest) -> HttpResponse:
    """Take a ZIP; the worker reads its files, the page that follows shows it."""
    form = NewBatchForm(request.POST, request.FILES) if request.method == "POST" else NewBatchForm()
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["attached"]
        unit = get_object_or_404(Unit, pk=request.actor.unit_id)
        name = upload.name or ""
        content = upload.read(MAX_PACKED + 1)  # one more than is allowed: it is then said to be too large
        try:
            begun = start_batch(unit=unit, content=content, file_name=name, by=request.actor, at=clock.now())
        except Refused as refusal:
            form.add_error("attached", str(refusal))
        else:
            bring_in_batch.enqueue(batch_id=begun.pk, user_id=request.user.pk)
            return redirect("office:batch", uid=begun.uid)
    return render(request, "office/intake/new_batch.html", {"form": form}, status=422 if form.errors else 200)


@allow(WORKERS)
@require_GET
def batch(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show a batch: how far it is, then what was read, refused and there already."""
    return render(request, "office/intake/batch.html", _context(request, _find(request, uid)))


@allow(WORKERS)
@require_GET
def progress(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send the part of the page that changes (HTMX asks every two seconds until all is read)."""
    found = _find(request, uid)
    status = _STOP_POLLING if found.finished_at else 200
    return render(
        request, "office/intake/batch_progress.html", {**_context(request, found), "oob": True}, status=status
    )


@allow(WORKERS)
@require_POST
def go_on(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask the worker again, where a batch stands still. Files that are in are known and not read twice."""
    found = _find(request, uid)
    if found.finished_at is None:
        bring_in_batch.enqueue(batch_id=found.pk, user_id=request.user.pk)
    return redirect("office:batch", uid=found.uid)


def _find(request: ActingRequest, uid: UUID) -> Batch:
    return get_object_or_404(queries.batches(request.actor, on=clock.today()), uid=uid)


def _context(request: ActingRequest, found: Batch) -> dict[str, Any]:
    page = Paginator(queries.batch_files(found), PAGE_SIZE).get_page(request.GET.get("page"))
    return {
        "batch": found,
        "progress": queries.batch_progress(found),
        "page": page,
        "stands_still": queries.stands_still(found, at=clock.now()),
    }
