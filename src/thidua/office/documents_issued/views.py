"""The documents made here: the list, and each as a file."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.documents.queries import issued_documents as issued_in_scope
from thidua.sources.queries import open_file
from thidua.web.downloads import as_download
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

PAGE_SIZE = 50


@allow(STAFF)
@require_GET
def issued_documents(request: ActingRequest) -> HttpResponse:
    """List the documents made in scope, newest first."""
    found = issued_in_scope(request.actor, on=clock.today())
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "office/documents_issued/documents.html", {"page": page})


@allow(STAFF)
@require_GET
def download(request: ActingRequest, uid: UUID, form: str) -> FileResponse:
    """Send a document as ``docx`` or ``pdf``."""
    issued = get_object_or_404(issued_in_scope(request.actor, on=clock.today()), uid=uid)
    files = {"docx": issued.docx, "pdf": issued.pdf}
    if form not in files:
        raise Http404
    stored = files[form]
    return as_download(FileResponse(open_file(stored), content_type=stored.media_type), stored.name)
