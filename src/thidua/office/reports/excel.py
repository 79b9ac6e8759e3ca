"""A report's form as an Excel file: taken away, brought back, shown before anything is written, written, undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.office.reports.page import ReportPage, find_report, page_of
from thidua.office.reports.pending import keep_waiting, keep_written, undoing, waiting_for
from thidua.office.reports.upload import LIMIT, read_upload
from thidua.office.reports.workbook import file_name, workbook_of
from thidua.reports.commands import Written, write_changes
from thidua.reports.commands.closing import refuse_act
from thidua.reports.models import Report
from thidua.reports.queries.ladder import stand_of
from thidua.reports.rules.changes import Change, change_of
from thidua.reports.rules.ladder import Act
from thidua.reports.rules.sheet import Field, Outcome, ReadCell
from thidua.web.downloads import as_download
from thidua.web.errors import NotPermitted
from thidua.web.permissions import STAFF, WORKERS, allow
from thidua.web.questions import question
from thidua.web.requests import ActingRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CLOSED = gettext_noop("Báo cáo này không còn nhập được. Thu hồi hoặc mở bản sửa rồi nhập tiếp.")
_OF_OTHERS = gettext_noop("Chỉ người của %(unit)s nhập được báo cáo này.")


class ReportFileForm(forms.Form):
    """The form that comes back."""

    file = forms.FileField(
        label=gettext_lazy("Tệp Excel đã điền"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=gettext_lazy("Biểu .xlsx tải từ báo cáo này, tối đa 2 MB"),
        error_messages={
            "required": gettext_lazy("Chưa chọn tệp. Chọn biểu Excel đã điền rồi bấm lại."),
            "empty": gettext_lazy("Tệp trống. Chọn biểu Excel đã điền rồi bấm lại."),
        },
    )


@dataclass(frozen=True)
class ShownCell:
    """A cell of the file as the preview shows it."""

    cell: ReadCell
    change: Change | None

    @property
    def title(self) -> str:
        """What the cell is, as in the report."""
        slot = self.cell.slot
        if slot.field == Field.NOTE:
            return _("%(number)s. %(name)s, ghi chú") % {"number": slot.number, "name": slot.name}
        return f"{slot.number}. {slot.name}" if slot.number else slot.name

    @property
    def sentence(self) -> str:
        """Why it is asked or refused; names the cell."""
        cell = self.cell
        if cell.problem is not None:
            return _(cell.problem.message) % cell.problem.values
        if cell.asked is not None:
            told = question(cell.asked, cell.text)
            return _("Ô %(place)s: %(sentence)s") % {"place": cell.place, "sentence": told}
        return ""


@dataclass(frozen=True)
class Preview:
    """What the file would change."""

    cells: Sequence[ReadCell]

    @cached_property
    def shown(self) -> tuple[ShownCell, ...]:
        """The cells that are not unchanged, in the order of the file."""
        return tuple(ShownCell(each, change_of(each)) for each in self.cells if each.outcome != Outcome.UNCHANGED)

    @property
    def changes(self) -> list[Change]:
        """What may be written."""
        return [each.change for each in self.shown if each.change is not None]

    @property
    def changed(self) -> list[ShownCell]:
        """Cells with a new value."""
        return self._with(Outcome.CHANGED)

    @property
    def asked(self) -> list[ShownCell]:
        """Cells that can be read in several ways."""
        return self._with(Outcome.ASKED)

    @property
    def refused(self) -> list[ShownCell]:
        """Cells that cannot be taken."""
        return self._with(Outcome.REFUSED)

    def _with(self, outcome: Outcome) -> list[ShownCell]:
        return [each for each in self.shown if each.cell.outcome == outcome]


@allow(STAFF)
@require_GET
def download(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send the report's form with what is typed so far."""
    page = page_of(request, find_report(request, uid))
    return as_download(HttpResponse(workbook_of(page), content_type=XLSX), file_name(page))


@allow(WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask for the file; show what it would change. Nothing is written yet."""
    page = _typed_page(request, uid)
    form = ReportFileForm(request.POST, request.FILES) if request.method == "POST" else ReportFileForm()
    context = {"page": page, "report": page.report, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            preview = Preview(read_upload(page, form.cleaned_data["file"].read(LIMIT + 1)))
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            context |= {"preview": preview, "token": keep_waiting(request.session, page.report, preview.changes)}
    return render(request, "office/reports/excel.html", context, status=422 if form.errors else 200)


@allow(WORKERS)
@require_POST
def take_over(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Write what the preview showed, as the officer answered; the toast undoes it."""
    report = _own_report(request, uid)
    waiting = waiting_for(request.session, report, request.POST.get("token", ""))
    answers = {name: str(value) for name, value in request.POST.items()}
    chosen = [found for each in waiting.changes if (found := each.chosen(answers)) is not None]
    written = write_changes(report=report, revision=waiting.revision, changes=chosen, by=request.actor, at=clock.now())
    if written.changes:
        keep_written(request.session, report, written)
        undo = reverse("office:undo_report_excel", args=[uid])
        messages.success(request, _told(written), extra_tags=undo)
    else:
        sentence = _("Không ghi ô nào. Báo cáo giữ nguyên.")
        messages.success(request, f"{sentence} {_left(written.left)}".strip())
    return redirect("office:report", uid=uid)


@allow(WORKERS)
@require_POST
def undo(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Write back what was there before the file; cells that somebody typed since stay as they are."""
    report = _own_report(request, uid)
    back = undoing(request.session, report)
    written = write_changes(
        report=report, revision=back.revision, changes=back.changes, by=request.actor, at=clock.now()
    )
    sentence = _("Đã trả lại số trước khi nhập tệp.")
    messages.success(request, f"{sentence} {_left(written.left)}".strip())
    return redirect("office:report", uid=uid)


def _typed_page(request: ActingRequest, uid: UUID) -> ReportPage:
    """Return the page of a report that the reader may type now."""
    report = _own_report(request, uid)
    refuse_act(Act.EDIT, stand_of(report), request.actor, _CLOSED)
    return page_of(request, report)


def _own_report(request: ActingRequest, uid: UUID) -> Report:
    """Return a report of the unit that the reader works for; 404 out of scope, 403 for another unit's in scope."""
    report = find_report(request, uid)
    if report.unit_id != request.actor.unit_id:
        raise NotPermitted(_OF_OTHERS, unit=report.unit.name_in_sentence)
    return report


def _told(written: Written) -> str:
    count = len(written.changes)
    sentence = ngettext("Đã ghi %(n)s ô từ tệp Excel.", "Đã ghi %(n)s ô từ tệp Excel.", count) % {"n": count}
    return f"{sentence} {_left(written.left)}".strip()


def _left(count: int) -> str:
    sentence = ngettext("%(n)s ô giữ nguyên vì có người vừa ghi.", "%(n)s ô giữ nguyên vì có người vừa ghi.", count)
    return sentence % {"n": count} if count else ""
