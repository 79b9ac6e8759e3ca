"""What the pages of many workbooks show: a ZIP, how far it is, what became of each unit's file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import clock
from thidua.reading.files import bundle
from thidua.reports.choices import WorkbookOutcome
from thidua.reports.models import WorkbookBatch, WorkbookFile
from thidua.reports.queries.workbooks import WorkbookProgress, stands_still, workbook_files, workbook_progress
from thidua.web.questions import questions
from thidua.web.requests import ActingRequest

PAGE_SIZE = 100
SHOWN_AT_ONCE = 3
"""Sentences of a file that are read without opening it."""
CHIPS = {
    WorkbookOutcome.WAITING: "waiting",
    WorkbookOutcome.READY: "entering",
    WorkbookOutcome.ASKED: "judge",
    WorkbookOutcome.SAME: "frozen",
    WorkbookOutcome.REFUSED: "not_met",
    WorkbookOutcome.WRITTEN: "done",
    WorkbookOutcome.UNDONE: "withdrawn",
    WorkbookOutcome.KEPT: "not_met",
}


class WorkbooksForm(forms.Form):
    """A ZIP of filled-in workbooks."""

    attached = forms.FileField(
        label=gettext_lazy("Tệp ZIP các biểu đã điền"),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        help_text=gettext_lazy("Một tệp .zip, tối đa %(size)s MB và %(files)s biểu. Tên tệp đổi cũng được.")
        % {"size": bundle.MAX_PACKED // 2**20, "files": bundle.MAX_FILES},
        error_messages={
            "required": gettext_lazy("Chưa chọn tệp. Chọn một tệp .zip rồi bấm lại."),
            "empty": gettext_lazy("Tệp trống. Chọn một tệp .zip rồi bấm lại."),
        },
    )


@dataclass(frozen=True)
class ShownFile:
    """A workbook with its sentences."""

    file: WorkbookFile

    @property
    def chip(self) -> str:
        """The chip of what became of it."""
        return CHIPS[WorkbookOutcome(self.file.outcome)]

    @property
    def because(self) -> str:
        """Why it was refused."""
        file = self.file
        return _(file.message) % file.values if file.message else ""

    @property
    def sentences(self) -> list[str]:
        """What is to be looked at, cell by cell."""
        return [_told(fault) for fault in self.file.faults]

    @property
    def first(self) -> list[str]:
        """The sentences that are read at once."""
        return self.sentences[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> list[str]:
        """The sentences that are opened."""
        return self.sentences[SHOWN_AT_ONCE:]

    @property
    def untold(self) -> int:
        """How many cells more there are than are told."""
        return self.file.asked + self.file.refused - len(self.file.faults)


def context_of(request: ActingRequest, batch: WorkbookBatch) -> dict[str, Any]:
    """Return what the page of a ZIP, and the part of it that changes, are drawn from."""
    page = Paginator(workbook_files(batch), PAGE_SIZE).get_page(request.GET.get("page"))
    return {
        "batch": batch,
        "progress": (progress := workbook_progress(batch)),
        "counts": _counts(progress),
        "page": page,
        "files": [ShownFile(each) for each in page.object_list],
        "stands_still": stands_still(batch, at=clock.now()),
    }


def _counts(progress: WorkbookProgress) -> str:
    """Return «Ghi được 3 · không nhận 1»."""
    told = [f"{outcome.label.lower()} {progress.files[outcome]}" for outcome in CHIPS if progress.files[outcome]]
    return capfirst(" · ".join(told))


def _told(fault: Mapping[str, Any]) -> str:
    """Return the sentence of a cell; it names the cell."""
    asked = questions().get(fault["message"])
    if asked is None:
        sentence = _(fault["message"]) % fault["values"]
        return f"{fault['title']}. {sentence}"
    told = _("Ô %(place)s: %(sentence)s") % {"place": fault["place"], "sentence": asked % fault["values"]}
    return f"{fault['title']}. {told}"
