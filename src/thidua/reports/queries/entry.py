"""The page on which a report is typed: lines with their cells, what was reported before, what the checks say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.reports.choices import SectionKind, Severity
from thidua.reports.models import Cell, FormLine, FormSection, Report, Revision
from thidua.reports.queries.figures import span
from thidua.reports.queries.surroundings import Told, form_names, told_before, told_elsewhere, told_under
from thidua.reports.rules import calendar, checks
from thidua.reports.rules.typed import CellKind, shown

_SHARE = "%"


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
class Desk:
    """The checks of the form and what they look at: of every line what it is called, and the numbers around."""

    rules: tuple[checks.Check, ...]
    columns: Mapping[str, checks.Column]
    around: checks.Surroundings


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


def kind_of(line: FormLine) -> CellKind:
    """Return what the cell of a line takes."""
    indicator = line.indicator
    return CellKind(
        indicator.decimals,
        line.takes_qualifier,
        is_ratio=indicator.over_units == Combination.AVERAGE,
        is_share=indicator.unit_of_measure == _SHARE,
    )


def read_entry(report: Report) -> Entry:
    """Return the newest revision of a report with everything that is shown beside it; seven to nine queries."""
    revision = report.revisions.get(number=report.number)
    lines = _lines(report.edition_id)
    cells = {cell.line_id: cell for cell in revision.cells.all()}
    told = told_before(report)
    reasons: dict[str, dict[str, str]] = defaultdict(dict)
    for answer in revision.explanations.all():
        reasons[answer.cell_code][answer.check_code] = answer.text
    desk = _desk(report, lines, cells, told)
    answers = {(check, cell): text for cell, texts in reasons.items() for check, text in texts.items()}
    found = checks.findings(desk.rules, desk.columns, desk.around, answers)
    passages = dict(revision.passages.values_list("section_id", "text"))
    sections = tuple(
        EntrySection(
            section,
            tuple(_row(report, line, cells.get(line.pk), told, found, reasons) for line in lines[section.pk]),
            passages.get(section.pk, ""),
        )
        for section in report.edition.sections.all()
    )
    return Entry(report, revision, sections, found, desk)


def _lines(edition_id: int) -> dict[int, list[FormLine]]:
    lines: dict[int, list[FormLine]] = defaultdict(list)
    rows = FormLine.objects.filter(section__edition=edition_id).select_related("indicator").order_by("order")
    for line in rows:
        lines[line.section_id].append(line)
    return lines


def _desk(report: Report, lines: Mapping[int, Sequence[FormLine]], cells: Mapping[int, Cell], told: Told) -> Desk:
    every = [line for section in lines.values() for line in section]
    rules = tuple(
        checks.parse_check({"code": each.code, "severity": each.severity, "terms": each.terms, "message": each.message})
        for each in report.edition.checks.all()
    )
    kept = {line.indicator.code: cells[line.pk] for line in every if line.pk in cells}
    here = {
        code: checks.Cell(cell.value, cell.of, cell.qualifier) for code, cell in kept.items() if cell.value is not None
    }
    columns = {line.indicator.code: _column(line.indicator, line.number) for line in every}
    columns |= {each.code: _column(each, "") for each in _indicators_elsewhere(rules) if each.code not in columns}
    before = calendar.period_before(span(report.period))
    around = checks.Surroundings(
        cells=here,
        previous=told.of(before),
        previous_label=calendar.short_label(before, span(report.period)),
        history=told.history(),
        children=told_under(report, rules),
        others=told_elsewhere(report, rules),
        form_names=form_names(rules),
    )
    return Desk(rules, columns, around)


def _column(indicator: Indicator, number: str) -> checks.Column:
    return checks.Column(indicator.code, indicator.short or indicator.name, indicator.decimals, number)


def _indicators_elsewhere(rules: Sequence[checks.Check]) -> list[Indicator]:
    """Return what checks name of other forms."""
    codes = {each.terms.other for each in rules if isinstance(each.terms, checks.AgainstForm)}
    return list(Indicator.objects.filter(code__in=codes)) if codes else []


def _row(
    report: Report,
    line: FormLine,
    cell: Cell | None,
    told: Told,
    found: Sequence[checks.Finding],
    reasons: Mapping[str, Mapping[str, str]],
) -> EntryRow:
    kind, code = kind_of(line), line.indicator.code
    here = span(report.period)
    return EntryRow(
        line=line,
        text=shown(cell.value, kind, of=cell.of, qualifier=cell.qualifier) if cell else "",
        note=cell.note if cell else "",
        previous=told.text(calendar.period_before(here), code, kind),
        last_year=told.text(calendar.same_period_last_year(here), code, kind),
        so_far=told.so_far(line.indicator, cell, kind),
        findings=tuple(each for each in found if each.cell == code),
        reasons=reasons.get(code, {}),
    )
