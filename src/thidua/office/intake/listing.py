"""The list of texts, bringing new ones in, and the file as it came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.intake import commands
from thidua.intake.queries import documents_in_scope
from thidua.office.intake.forms import NewDocumentForm
from thidua.organisations.models import Unit
from thidua.reading.files import MAX_BYTES
from thidua.sources.models import Document
from thidua.sources.queries import documents as documents_of
from thidua.sources.queries import open_file
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest

PAGE_SIZE = 30
STATES = (
    ("", gettext_lazy("Tất cả")),
    ("waiting", gettext_lazy("Chờ xem")),
    ("done", gettext_lazy("Đã xem hết")),
    ("locked", gettext_lazy("Đã khóa")),
)


@dataclass(frozen=True)
class NotTaken:
    """A file or text that was not taken in, and why."""

    name: str
    because: str
    uid: str = ""


@allow(WORKERS)
@require_GET
def documents(request: ActingRequest) -> HttpResponse:
    """List the texts in scope; ``?q=`` searches the titles, ``?tinh_trang=`` keeps one state."""
    today = clock.today()
    text, state = request.GET.get("q", "").strip(), request.GET.get("tinh_trang", "")
    found = documents_in_scope(request.actor, on=today, text=text, state=state)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "text": text,
        "state": state,
        "states": STATES,
        "first": _first_waiting(page.object_list),
        "waiting": documents_in_scope(request.actor, on=today, state="waiting").count(),
        "has_any": bool(page.object_list) or documents_in_scope(request.actor, on=today).exists(),
    }
    return render(request, "office/intake/documents.html", context)


def _first_waiting(listed: Iterable[Any]) -> Document | None:
    """Return the first text of the page (with its counts) in which facts wait."""
    return next((each for each in listed if each.waiting and each.locked_at is None), None)


@allow(WORKERS)
def new_document(request: ActingRequest) -> HttpResponse:
    """Take in files and a pasted text. What cannot be read is named with the reason; what was typed stays."""
    form = NewDocumentForm(request.POST or None, request.FILES or None)
    taken: list[Document] = []
    refused: list[NotTaken] = []
    if request.method == "POST" and form.is_valid():
        unit = get_object_or_404(Unit, pk=request.actor.unit_id)
        for upload in form.uploads():
            _take(taken, refused, request, unit, name=upload.name or "", content=_content(upload))
        if (pasted := form.cleaned_data["text"]).strip():
            _take(taken, refused, request, unit, name="", content=pasted.encode(), typed=form.cleaned_data)
        if not refused:
            return _to_read(taken)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "taken": taken, "refused": refused}
    return render(request, "office/intake/new_document.html", context, status=status)


@allow(WORKERS)
@require_GET
def original(request: ActingRequest, uid: UUID) -> HttpResponseBase:
    """Send the file as it was brought in."""
    found = get_object_or_404(documents_of(request.actor, on=clock.today()).select_related("file"), uid=uid)
    if found.file is None:
        raise Http404
    response = FileResponse(open_file(found.file), as_attachment=True, filename=found.file.name)
    response["Content-Type"] = "application/octet-stream"
    return response


def _take(
    taken: list[Document],
    refused: list[NotTaken],
    request: ActingRequest,
    unit: Unit,
    *,
    name: str,
    content: bytes,
    typed: dict[str, Any] | None = None,
) -> None:
    """Bring one text in, or note why not."""
    fields = typed or {}
    day = fields.get("published")
    try:
        brought = commands.bring_in(
            unit=unit,
            content=content,
            file_name=name,
            title=fields.get("title") or "",
            publisher=fields.get("publisher") or "",
            published=day.isoformat() if day else "",
            keep_file=bool(name),
            by=request.actor,
            at=clock.now(),
        )
    except Refused as refusal:
        refused.append(NotTaken(name or _("Bài dán vào"), str(refusal), str(refusal.values.get("uid", ""))))
        return
    taken.append(brought.document)
    for notice in brought.notices:
        messages.info(request, notice)


def _content(upload: UploadedFile[Any]) -> bytes:
    """Return the bytes, one more than is allowed at most: reading then says that it is too large."""
    content: bytes = upload.read(MAX_BYTES + 1)
    return content


def _to_read(taken: list[Document]) -> HttpResponse:
    if len(taken) == 1:
        return redirect(reverse("office:document", args=[taken[0].uid]))
    return redirect(reverse("office:documents") + "?tinh_trang=waiting")
