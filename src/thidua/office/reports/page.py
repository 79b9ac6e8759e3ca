"""What the page of a report shows beside its cells: who may do what, in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.core import clock
from thidua.reports.choices import ReportState, Severity
from thidua.reports.models import FormSection, Report
from thidua.reports.queries.attachments import CellFiles, files_of
from thidua.reports.queries.due import reports
from thidua.reports.queries.entry import Entry, EntryRow, read_entry
from thidua.reports.queries.figures import span
from thidua.reports.queries.ladder import stand_of
from thidua.reports.rules.calendar import period_before, short_label
from thidua.reports.rules.checks import Finding
from thidua.reports.rules.closing import Closed
from thidua.reports.rules.ladder import Act, acts
from thidua.web.requests import ActingRequest

CHIPS = {
    ReportState.DRAFT: "entering",
    ReportState.FILED: "waiting",
    ReportState.RETURNED: "returned",
    ReportState.ACCEPTED: "received",
}
ICONS = {Severity.STOP: "circle-x", Severity.EXPLAIN: "message-square-text"}


@dataclass(frozen=True)
class ShownFinding:
    """What a check says, as a sentence, with the officer's answer and the other line that it speaks of."""

    finding: Finding
    sentence: str
    answer: str
    jump_number: str

    @property
    def icon(self) -> str:
        """The drawing of the severity."""
        return ICONS.get(Severity(self.finding.severity), "info")


@dataclass(frozen=True)
class ShownRow:
    """A line with the sentences of its checks, and the files of all lines, read when they are drawn."""

    row: EntryRow
    findings: tuple[ShownFinding, ...]
    all_files: Mapping[int, CellFiles]

    @property
    def files(self) -> CellFiles:
        """The files beside its cell."""
        return self.all_files.get(self.row.line.pk, CellFiles())


@dataclass(frozen=True)
class ShownSection:
    """A section with its lines as they are shown."""

    section: FormSection
    rows: tuple[ShownRow, ...]
    text: str
    is_narrative: bool


@dataclass(frozen=True)
class ReportPage:
    """The page of a report for one reader."""

    entry: Entry
    acts: frozenset[Act]
    today: date
    closed: Closed | None = None

    @property
    def report(self) -> Report:
        """The report that is shown."""
        return self.entry.report

    @cached_property
    def sections(self) -> tuple[ShownSection, ...]:
        """The sections of the form, in order."""
        numbers = {row.code: row.line.number for row in self.entry.rows}
        files = cast("Mapping[int, CellFiles]", SimpleLazyObject(lambda: files_of(self.entry.revision)))
        return tuple(
            ShownSection(
                each.section, tuple(_shown(row, numbers, files) for row in each.rows), each.text, each.is_narrative
            )
            for each in self.entry.sections
        )

    @property
    def rows(self) -> tuple[ShownRow, ...]:
        """All lines with numbers, in order."""
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def can_type(self) -> bool:
        """Whether the reader may type in the cells now."""
        return Act.EDIT in self.acts

    @property
    def can_file(self) -> bool:
        """Whether the reader may send it up now; the cells may still stand in the way."""
        return Act.FILE in self.acts

    @property
    def can_recall(self) -> bool:
        """Whether the reader may take it back."""
        return Act.RECALL in self.acts

    @property
    def can_decide(self) -> bool:
        """Whether it waits for the reader's unit."""
        return Act.ACCEPT in self.acts

    @property
    def can_amend(self) -> bool:
        """Whether the reader may open a new revision."""
        return Act.AMEND in self.acts

    @property
    def chip(self) -> str:
        """The chip of its state."""
        return CHIPS[ReportState(self.report.state)]

    @property
    def state_word(self) -> str:
        """The word of its state, as in the ladder."""
        return str(ReportState(self.report.state).label)

    @property
    def previous_label(self) -> str:
        """What the column of the period before is called: «Tháng 9»."""
        here = span(self.report.period)
        return capfirst(short_label(period_before(here), here))

    @property
    def here_label(self) -> str:
        """What the column of this period is called."""
        here = span(self.report.period)
        return capfirst(short_label(here, here))

    @property
    def summary(self) -> str:
        """How far the typing is, and what stands in the way of filing."""
        entry, words = self.entry, summary_words()
        filled = str(words["filled"]) % {"filled": entry.filled, "all": len(entry.rows)}
        if not self.can_type:
            return filled
        counts = {"wrong": len(entry.wrong), "unexplained": len(entry.unexplained), "missing": len(entry.missing)}
        todo = [todo_words(count)[what] % {"n": count} for what, count in counts.items() if count]
        if not todo:
            return f"{filled} {words['ready']}"
        listed = words["and"].join([", ".join(todo[:-1]), todo[-1]] if len(todo) > 1 else todo)
        return f"{filled} {words['todo'] % {'todo': capfirst(listed)}}"


def todo_words(count: int) -> dict[str, str]:
    """Return what is still to be done with so many cells, each with a place for the number."""
    return {
        "wrong": ngettext("sửa %(n)s ô sai", "sửa %(n)s ô sai", count),
        "unexplained": ngettext("ghi lý do cho %(n)s ô", "ghi lý do cho %(n)s ô", count),
        "missing": ngettext("nhập %(n)s ô trống", "nhập %(n)s ô trống", count),
    }


def summary_words() -> dict[str, Any]:
    """Return the words of `ReportPage.summary`, by which the browser too says how far the typing is."""
    return {
        "filled": _("Đã nhập %(filled)s/%(all)s ô."),
        "ready": _("Gửi được rồi."),
        "and": _(" và "),
        "todo": _("%(todo)s là gửi được."),
        "one": todo_words(1),
        "many": todo_words(2),
    }


def find_report(request: ActingRequest, uid: UUID) -> Report:
    """Return a report in the actor's scope; 404 for any other."""
    return get_object_or_404(reports(request.actor, on=clock.today()), uid=uid)


def page_of(request: ActingRequest, report: Report) -> ReportPage:
    """Return the page of a report for whoever asks."""
    stand = stand_of(report)
    return ReportPage(read_entry(report), acts(stand, request.actor.unit_id), clock.today(), stand.closed)


def _shown(row: EntryRow, numbers: Mapping[str, str], files: Mapping[int, CellFiles]) -> ShownRow:
    return ShownRow(
        row,
        tuple(
            ShownFinding(
                each,
                _(each.message) % each.values,
                row.reasons.get(each.check, ""),
                numbers.get(each.jump_to or "", ""),
            )
            for each in row.findings
        ),
        files,
    )
