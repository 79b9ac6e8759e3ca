"""A report as a document: both formats to take away, the signed sheet brought back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.documents.commands import DOCX, PDF
from thidua.documents.queries import surroundings
from thidua.office.reports.page import find_report
from thidua.paper.docx import render_docx
from thidua.paper.pdf import render_pdf
from thidua.reading.files import MAX_BYTES
from thidua.reading.files.scans import SUFFIXES
from thidua.reports.choices import ReportState
from thidua.reports.commands import attach_signed_copy, make_paper
from thidua.reports.models import Report
from thidua.reports.queries.ladder import stand_of
from thidua.reports.queries.papers import ReportPapers, current_paper, document_of, papers_of, signed_copies
from thidua.reports.rules.paper import may_be_signed
from thidua.sources.queries import open_file
from thidua.vietnamese.fold import fold
from thidua.web.downloads import as_download
from thidua.web.permissions import STAFF, WORKERS, allow
from thidua.web.requests import ActingRequest

_NOT_MADE = gettext_noop("Bản này chưa lập văn bản. Người của %(unit)s bấm “Lập văn bản để ký” ở trang báo cáo.")
_TYPED = {ReportState.DRAFT, ReportState.RETURNED}


class SignedCopyForm(forms.Form):
    """The signed sheet. What it is, is told from its content."""

    file = forms.FileField(
        label=gettext_lazy("Bản đã ký, đóng dấu"),
        widget=forms.FileInput(attrs={"accept": ",".join([*SUFFIXES.values(), ".jpeg"])}),
        help_text=gettext_lazy("Một tệp PDF quét, hoặc ảnh JPG, PNG, tối đa 20 MB."),
        error_messages={
            "required": gettext_lazy("Chưa chọn tệp. Chọn bản quét rồi bấm lại."),
            "empty": gettext_lazy("Tệp rỗng. Quét hoặc chụp lại rồi chọn tệp khác."),
        },
    )


@dataclass(frozen=True)
class PaperPanel:
    """The documents of a report for one reader.

    Attributes:
        is_typed: whether it is still being typed, so that only a draft can be had.
        may_sign: whether the reader's unit may make the document and bring the signed sheet.
        missing: what the office profile of the day of filing lacks, where the document is a draft for it.
    """

    papers: ReportPapers
    is_typed: bool
    may_sign: bool
    missing: tuple[str, ...] = ()

    @property
    def may_make(self) -> bool:
        """Whether there is a document to make: none is there, or one that is a draft for want of a profile."""
        current = self.papers.current
        return self.may_sign and (current is None or current.issued.is_draft)


def panel_of(request: ActingRequest, report: Report) -> PaperPanel:
    """Return the documents of a report for whoever asks."""
    papers, is_typed = papers_of(report), report.state in _TYPED
    current = papers.current
    is_draft = current is not None and current.issued.is_draft
    may_work = request.actor.has(*WORKERS) and not is_typed
    return PaperPanel(
        papers=papers,
        is_typed=is_typed,
        may_sign=may_work and may_be_signed(stand_of(report), request.actor.unit_id),
        missing=surroundings(report.unit, current.issued.dated_on).missing if current and is_draft else (),
    )


@allow(STAFF)
@require_GET
def docx(request: ActingRequest, uid: UUID) -> HttpResponseBase:
    """Send the report's newest revision as a Word file: as it was made when filed, before that a draft."""
    return _document(request, uid, "docx")


@allow(STAFF)
@require_GET
def pdf(request: ActingRequest, uid: UUID) -> HttpResponseBase:
    """Send the report's newest revision as PDF: as it was made when filed, before that a draft."""
    return _document(request, uid, "pdf")


@allow(WORKERS)
@require_POST
def make(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Make the document of a filed report that has none, or only a draft."""
    paper = make_paper(report=find_report(request, uid), by=request.actor, at=clock.now())
    if paper.issued.is_draft:
        messages.info(request, _("Văn bản còn là dự thảo vì hồ sơ cơ quan chưa đủ."))
    else:
        messages.success(request, _("Đã lập văn bản để ký."))
    return _to_panel(uid)


@allow(WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask for the signed sheet and keep it; what is none is refused with the reason."""
    report = find_report(request, uid)
    form = SignedCopyForm(request.POST, request.FILES) if request.method == "POST" else SignedCopyForm()
    if form.is_valid():
        upload = form.cleaned_data["file"]
        content, name = upload.read(MAX_BYTES + 1), upload.name or ""
        try:
            attach_signed_copy(report=report, content=content, name=name, by=request.actor, at=clock.now())
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("Đã lưu bản ký. Bản trước, nếu có, còn trong phần bản cũ."))
            return _to_panel(uid)
    context = {"report": report, "form": form, "panel": panel_of(request, report)}
    return render(request, "office/reports/signed_copy.html", context, status=422 if form.errors else 200)


@allow(STAFF)
@require_GET
def signed(request: ActingRequest, uid: UUID) -> HttpResponseBase:
    """Send a signed sheet as it was brought, also one that was replaced."""
    copy = get_object_or_404(signed_copies(request.actor, on=clock.today()), uid=uid)
    return as_download(FileResponse(open_file(copy.file), content_type=copy.media_type), copy.name)


def _document(request: ActingRequest, uid: UUID, kind: str) -> HttpResponseBase:
    report = find_report(request, uid)
    if report.state in _TYPED:
        return _draft(report, kind)
    paper = current_paper(report)
    if paper is None:
        raise Refused(_NOT_MADE, unit=report.unit.name_in_sentence)
    stored = paper.issued.docx if kind == "docx" else paper.issued.pdf
    return as_download(FileResponse(open_file(stored), content_type=stored.media_type), stored.name)


def _draft(report: Report, kind: str) -> HttpResponse:
    now, document = clock.now(), document_of(report, on=clock.today())
    content = render_docx(document, at=now) if kind == "docx" else render_pdf(document, at=now)
    told = re.sub("[^a-z0-9]+", "-", fold(f"{report.unit.full_name} {report.period.label}")).strip("-")
    return as_download(HttpResponse(content, content_type=DOCX if kind == "docx" else PDF), f"du-thao-{told}.{kind}")


def _to_panel(uid: UUID) -> HttpResponse:
    response = redirect("office:report", uid=uid)
    response["Location"] += "#van-ban"
    return response
