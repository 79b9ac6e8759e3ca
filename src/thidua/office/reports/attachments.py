"""Files beside cells of a report: put there from the grid, taken away with undo, taken home."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.office.reports.page import find_report
from thidua.reading.files import MAX_BYTES
from thidua.reports.commands import attach_cell_file, restore_cell_file, withdraw_cell_file
from thidua.reports.models import CellFile, FormLine, Report
from thidua.reports.queries.attachments import cell_files, files_of_cell
from thidua.sources.queries import open_file
from thidua.web.downloads import as_download
from thidua.web.permissions import STAFF, WORKERS, allow
from thidua.web.requests import ActingRequest, whole_number

_REFUSED = 422


@allow(WORKERS)
@require_POST
def attach(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Keep the ``file`` beside the cell of ``line``; a file that cannot be kept is answered beside the cell."""
    report = find_report(request, uid)
    line = _line_of(report, request.POST.get("line", ""))
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused(_("Chưa chọn tệp. Chọn tệp rồi bấm lại."), field="file")
    content, name = upload.read(MAX_BYTES + 1), upload.name or ""
    try:
        kept = attach_cell_file(report=report, line=line, content=content, name=name, by=request.actor, at=clock.now())
    except Refused as refusal:
        if not request.htmx:
            raise
        return _drawn(request, report, line, status=_REFUSED, error=str(refusal))
    sentence = _("Đã kèm %(name)s.") % {"name": kept.name}
    return _done(request, kept, sentence, reverse("office:withdraw_cell_file", args=[kept.uid]))


@allow(WORKERS)
@require_POST
def withdraw(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take a file away from its cell."""
    kept = withdraw_cell_file(attached=_found(request, uid), by=request.actor, at=clock.now())
    sentence = _("Đã gỡ %(name)s.") % {"name": kept.name}
    return _done(request, kept, sentence, reverse("office:restore_cell_file", args=[kept.uid]))


@allow(WORKERS)
@require_POST
def restore(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Put a file back that was taken away."""
    kept = restore_cell_file(attached=_found(request, uid), by=request.actor, at=clock.now())
    sentence = _("Đã kèm lại %(name)s.") % {"name": kept.name}
    return _done(request, kept, sentence, reverse("office:withdraw_cell_file", args=[kept.uid]))


@allow(STAFF)
@require_GET
def download(request: ActingRequest, uid: UUID) -> FileResponse:
    """Send a file as it was attached, also one that was taken away."""
    found = _found(request, uid)
    return as_download(FileResponse(open_file(found.file), content_type=found.media_type), found.name)


def _found(request: ActingRequest, uid: UUID) -> CellFile:
    return get_object_or_404(cell_files(request.actor, on=clock.today()), uid=uid)


def _line_of(report: Report, given: str) -> FormLine:
    lines = FormLine.objects.filter(section__edition=report.edition_id).select_related("indicator")
    line = lines.filter(pk=whole_number(given) or 0).first()
    if line is None:
        raise Refused(_("Dòng này không thuộc biểu đang nhập."))
    return line


def _done(request: ActingRequest, kept: CellFile, sentence: str, undo_url: str) -> HttpResponse:
    """Answer an act: the files of the cell drawn anew and a toast (HTMX), else the page at the cell."""
    report = find_report(request, kept.revision.report.uid)
    if request.htmx:
        return _drawn(request, report, kept.line, sentence=sentence, undo_url=undo_url)
    messages.success(request, sentence, extra_tags=undo_url)
    response = redirect("office:report", uid=report.uid)
    response["Location"] += f"#cell-{kept.line_id}"
    return response


def _drawn(request: ActingRequest, report: Report, line: FormLine, *, status: int = 200, **shown: Any) -> HttpResponse:
    files = files_of_cell(report.revisions.get(number=report.number), line.pk)
    context = {"report": report, "line": line, "files": files, "may_attach": True, "is_answer": True} | shown
    return render(request, "office/reports/files.html", context, status=status)
