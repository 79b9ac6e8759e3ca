"""The page on which a report is typed: lines with their cells, what was reported before, what the checks say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from thidua.indicators.choices import Combination
from thidua.reports.choices import SectionKind, Severity
from thidua.reports.models import FormLine, FormSection, Report, Revision
from thidua.reports.queries.desk import Desk, Sheet, desk_of, sheet_of
from thidua.reports.queries.figures import span
from thidua.reports.rules import calendar, checks
from thidua.reports.rules.typed import shown


@dataclass(frozen=True)
class EntryRow:
    """One line of the form with its cell.

    Attributes:
        text: what stands in the cell, empty where nothing does.
        previous: what was reported for the period before, as text; so are ``last_year`` and ``so_far``.
        findings: what the checks say of this cell, the gravest first.
        reasons: the officer's answers, by check.
    """

    line: FormLine
    text: str
    note: str
    previous: str
    last_year: str
    so_far: str
    findings: tuple[checks.Finding, ...]
    reasons: Mapping[str, str]

    @property
    def code(self) -> str:
        """The code of what is counted, by which checks name the cell."""
        return self.line.indicator.code

    @property
    def is_stock(self) -> bool:
        """Whether it is what there is at the end of the period, not what came in it."""
        return self.line.indicator.over_time == Combination.LATEST

    @property
    def state(self) -> str:
        """«empty», «stop», «explain», «notice» or «ok»."""
        if not self.text:
            return "empty"
        open_ones = [each for each in self.findings if not each.is_answered]
        return str(open_ones[0].severity) if open_ones else "ok"


@dataclass(frozen=True)
class EntrySection:
    """A section of the form: rows, or the text of a narrative one."""

    section: FormSection
    rows: tuple[EntryRow, ...]
    text: str = ""

    @property
    def is_narrative(self) -> bool:
        """Whether it asks for text."""
        return self.section.kind == SectionKind.NARRATIVE


@dataclass(frozen=True)
class Entry:
    """Everything that the page of a report shows."""

    report: Report
    revision: Revision
    sections: tuple[EntrySection, ...]
    findings: tuple[checks.Finding, ...]
    desk: Desk

    @cached_property
    def rows(self) -> tuple[EntryRow, ...]:
        """All rows with numbers, in order."""
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def filled(self) -> int:
        """How many cells are filled in."""
        return sum(bool(row.text) for row in self.rows)

    @property
    def wrong(self) -> tuple[EntryRow, ...]:
        """Rows with a number that must be mended."""
        return tuple(row for row in self.rows if row.state == Severity.STOP)

    @property
    def unexplained(self) -> tuple[EntryRow, ...]:
        """Rows whose number needs a reason that is not given yet."""
        return tuple(row for row in self.rows if row.state == Severity.EXPLAIN)

    @property
    def missing(self) -> tuple[EntryRow, ...]:
        """Rows that must be filled in and are not."""
        return tuple(row for row in self.rows if row.line.is_required and not row.text)

    @property
    def open_cells(self) -> tuple[EntryRow, ...]:
        """Rows that stand in the way of filing, in order."""
        waiting = {row.code for row in (*self.wrong, *self.unexplained, *self.missing)}
        return tuple(row for row in self.rows if row.code in waiting)

    @property
    def may_be_filed(self) -> bool:
        """Whether nothing stands in the way of filing."""
        return checks.may_be_filed(self.findings, [row.code for row in self.missing])


def read_entry(report: Report) -> Entry:
    """Return the newest revision of a report with everything that is shown beside it; seven to nine queries."""
    sheet = sheet_of(report)
    desk = desk_of(sheet)
    lines: dict[int, list[FormLine]] = defaultdict(list)
    for line in sheet.lines:
        lines[line.section_id].append(line)
    passages = dict(sheet.revision.passages.values_list("section_id", "text"))
    row = partial(_row, sheet, desk)
    sections = tuple(
        EntrySection(section, tuple(map(row, lines[section.pk])), passages.get(section.pk, ""))
        for section in sheet.structure.sections
    )
    return Entry(report, sheet.revision, sections, desk.findings, desk)


def _row(sheet: Sheet, desk: Desk, line: FormLine) -> EntryRow:
    kind, code, cell, told = sheet.structure.kinds[line.pk], line.indicator.code, sheet.cells.get(line.pk), desk.told
    here = span(sheet.report.period)
    return EntryRow(
        line=line,
        text=shown(cell.value, kind, of=cell.of, qualifier=cell.qualifier) if cell else "",
        note=cell.note if cell else "",
        previous=told.text(calendar.period_before(here), code, kind),
        last_year=told.text(calendar.same_period_last_year(here), code, kind),
        so_far=told.so_far(line.indicator, cell, kind),
        findings=tuple(each for each in desk.findings if each.cell == code),
        reasons={check: text for (check, answered), text in desk.answers.items() if answered == code},
    )
