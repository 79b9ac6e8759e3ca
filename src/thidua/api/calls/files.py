"""Files beside cells: sent and fetched as they are, taken away, put back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _
from ninja import Query, Router
from pydantic import Field

from thidua.api.calls.found import find_report
from thidua.api.declaring import reads, writes
from thidua.api.once import Key, once
from thidua.api.requests import CallingRequest
from thidua.api.shapes.common import Given, Plain
from thidua.api.shapes.files import CellFileOut, cell_file_out
from thidua.api.shapes.writing import Code
from thidua.core import clock
from thidua.core.errors import Refused
from thidua.reading.files.enclosures import SUFFIXES
from thidua.reports.commands import attach_enclosure, prepare_enclosure, restore_cell_file, withdraw_cell_file
from thidua.reports.models import CellFile, FormLine, Report
from thidua.reports.queries.attachments import cell_files
from thidua.sources.queries import open_file
from thidua.web.downloads import as_download

router = Router(tags=["reports"])

_BYTES = {"schema": {"type": "string", "format": "binary"}}
_SENT = {"requestBody": {"required": True, "content": {"application/octet-stream": _BYTES}}}
_FETCHED = {"responses": {200: {"content": dict.fromkeys(SUFFIXES, _BYTES)}}}


class BesideCell(Given):
    """Beside which cell, and under which name."""

    code: Code = Field(description="The cell's code.")
    name: Annotated[Plain, Field(min_length=1, max_length=255)] = Field(description="The file's name.")


@reads(
    router,
    "reports/{uuid:uid}/cell-files",
    list[CellFileOut],
    name="report_cell_files",
    summary=gettext_lazy("Các tệp kèm ô của một báo cáo"),
)
def of_report(request: CallingRequest, uid: UUID) -> list[CellFileOut]:
    """Return the files beside the cells of the newest revision, those that were taken away too."""
    report = find_report(request, uid)
    rows = cell_files(request.actor, on=clock.today()).filter(revision__report=report)
    return [cell_file_out(each) for each in rows.filter(revision__number=report.number)]


@writes(
    router,
    "POST",
    "reports/{uuid:uid}/attach",
    CellFileOut,
    name="attach_cell_file",
    summary=gettext_lazy("Kèm một tệp vào ô; thân yêu cầu là tệp"),
    extra=_SENT,
)
def attach(request: CallingRequest, uid: UUID, beside: Query[BesideCell], key: Key) -> HttpResponse:
    """Keep the body of the request as a file beside a cell; the same bytes stand there once."""
    report = find_report(request, uid)
    line = _line_of(report, beside.code)
    # looked at before the transaction: on SQLite nobody waits for it
    enclosure = prepare_enclosure(content=request.body, name=beside.name)

    def act() -> CellFileOut:
        kept = attach_enclosure(report=report, line=line, enclosure=enclosure, by=request.actor, at=clock.now())
        return cell_file_out(_found(request, kept.uid))

    return once(request, key, act)


@reads(
    router,
    "cell-files/{uuid:uid}",
    None,
    name="cell_file",
    summary=gettext_lazy("Tải một tệp kèm ô"),
    extra=_FETCHED,
)
def fetch(request: CallingRequest, uid: UUID) -> HttpResponse:
    """Send a file as it was attached, also one that was taken away."""
    found = _found(request, uid)
    with open_file(found.file) as kept:
        return as_download(HttpResponse(kept.read(), content_type=found.media_type), found.name)


@writes(
    router,
    "POST",
    "cell-files/{uuid:uid}/withdraw",
    CellFileOut,
    name="withdraw_cell_file",
    summary=gettext_lazy("Gỡ một tệp kèm ô"),
)
def withdraw(request: CallingRequest, uid: UUID, key: Key) -> HttpResponse:
    """Take a file away from its cell; it can be put back."""
    return _done(request, uid, key, lambda kept: withdraw_cell_file(attached=kept, by=request.actor, at=clock.now()))


@writes(
    router,
    "POST",
    "cell-files/{uuid:uid}/restore",
    CellFileOut,
    name="restore_cell_file",
    summary=gettext_lazy("Kèm lại một tệp đã gỡ"),
)
def restore(request: CallingRequest, uid: UUID, key: Key) -> HttpResponse:
    """Put a file back that was taken away."""
    return _done(request, uid, key, lambda kept: restore_cell_file(attached=kept, by=request.actor, at=clock.now()))


def _done(request: CallingRequest, uid: UUID, key: str, act: Callable[[CellFile], CellFile]) -> HttpResponse:
    found = _found(request, uid)
    return once(request, key, lambda: cell_file_out(_found(request, act(found).uid)))


def _found(request: CallingRequest, uid: UUID) -> CellFile:
    return get_object_or_404(cell_files(request.actor, on=clock.today()), uid=uid)


def _line_of(report: Report, code: str) -> FormLine:
    line = FormLine.objects.filter(section__edition=report.edition_id, indicator__code=code).first()
    if line is None:
        raise Refused(_("Dòng này không thuộc biểu đang nhập."))
    return line
