"""What the page of a table shows while it is read and after: how far it is, what changes where, what is not taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.core import clock
from thidua.office.brought_tables import table_field
from thidua.office.reports.together.pages import CHIPS
from thidua.reports.choices import WorkbookOutcome
from thidua.reports.models import FormLine, TableImport, TablePart
from thidua.reports.queries.structure import kind_of
from thidua.reports.queries.tables.progress import TableProgress, table_parts, table_progress, table_stands_still
from thidua.reports.rules.tables.changes import CellChange
from thidua.reports.rules.tables.headers import letters
from thidua.reports.rules.tables.values import Kept
from thidua.reports.rules.typed import shown
from thidua.web.questions import questions
from thidua.web.requests import ActingRequest

PAGE_SIZE = 50
FAULTS_AT_ONCE = 20
"""Sentences that are read without opening the rest."""
CHANGES_AT_ONCE = 60


class TableForm(forms.Form):
    """A table file."""

    attached = table_field(
        gettext_lazy("Tệp bảng số liệu"),
        gettext_lazy("Tệp .xlsx, .xls, .ods hoặc .csv, tối đa %(size)s MB. Biểu nào cũng được, không cần mẫu."),
    )


@dataclass(frozen=True)
class ShownChange:
    """A cell that changes, or was changed."""

    place: str
    title: str
    before: str
    after: str
    is_computed: bool


@dataclass(frozen=True)
class ShownPart:
    """What a table says of one report."""

    part: TablePart
    lines: Mapping[int, FormLine]

    @property
    def chip(self) -> str:
        """The chip of what became of it."""
        return CHIPS[WorkbookOutcome(self.part.outcome)]

    @property
    def because(self) -> str:
        """Why it is not written."""
        return _(self.part.message) % self.part.values if self.part.message else ""

    @cached_property
    def changes(self) -> list[ShownChange]:
        """The cells that change, in the order of the table."""
        found = [CellChange(*each) for each in self.part.changes]
        return [self._shown(each) for each in found if each.now != each.was][:CHANGES_AT_ONCE]

    def _shown(self, change: CellChange) -> ShownChange:
        line = self.lines[change.line]
        title = f"{line.number}. {line.indicator.name}"
        place = f"{letters(change.column)}{change.row}"
        return ShownChange(place, title, _text(change.was, line), _text(change.now, line), bool(change.is_computed))


def context_of(request: ActingRequest, table: TableImport) -> dict[str, Any]:
    """Return what the page of a table that is read, and the part of it that changes, are drawn from."""
    page = Paginator(table_parts(table), PAGE_SIZE).get_page(request.GET.get("page"))
    lines = FormLine.objects.filter(section__edition__form=table.form_id).select_related("indicator")
    by_pk = {line.pk: line for line in lines}
    sentences = [_sentence(each) for each in table.faults]
    return {
        "table": table,
        "progress": (progress := table_progress(table)),
        "counts": _counts(table, progress),
        "page": page,
        "parts": [ShownPart(each, by_pk) for each in page.object_list],
        "first_faults": sentences[:FAULTS_AT_ONCE],
        "more_faults": sentences[FAULTS_AT_ONCE:],
        "untold": table.wrong - len(sentences),
        "stands_still": table_stands_still(table, at=clock.now()),
    }


def _counts(table: TableImport, progress: TableProgress) -> str:
    """Return «100 hàng · 3 hàng bỏ qua · 40 ô mới · …»."""
    told = (
        (table.rows, ngettext("%(n)s hàng", "%(n)s hàng", table.rows)),
        (
            table.skipped,
            ngettext("%(n)s hàng tổng hoặc trống bỏ qua", "%(n)s hàng tổng hoặc trống bỏ qua", table.skipped),
        ),
        (progress.units, ngettext("%(n)s đơn vị", "%(n)s đơn vị", progress.units)),
        (progress.fresh, ngettext("%(n)s ô mới", "%(n)s ô mới", progress.fresh)),
        (progress.changed, ngettext("%(n)s ô khác số đã có", "%(n)s ô khác số đã có", progress.changed)),
        (progress.same, ngettext("%(n)s ô không đổi", "%(n)s ô không đổi", progress.same)),
        (table.wrong, ngettext("%(n)s ô không nhận", "%(n)s ô không nhận", table.wrong)),
        (
            progress.left,
            ngettext("%(n)s ô giữ nguyên vì có người vừa ghi", "%(n)s ô giữ nguyên vì có người vừa ghi", progress.left),
        ),
    )
    return capfirst(" · ".join(sentence % {"n": _grouped(number)} for number, sentence in told if number))


def _sentence(fault: Mapping[str, Any]) -> str:
    """Return why a cell is not taken; it names the cell."""
    asked = questions().get(fault["message"])
    if asked is None:
        return str(_(fault["message"]) % fault["values"])
    return _("Ô %(place)s: %(sentence)s") % {"place": fault["place"], "sentence": asked % fault["values"]}


def _text(kept: Kept | None, line: FormLine) -> str:
    return shown(kept[0], kind_of(line), of=kept[1], qualifier=kept[2]) if kept else ""


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
