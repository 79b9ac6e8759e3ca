"""What the checks of a report look at, and what they find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from thidua.indicators.models import Indicator
from thidua.reports.models import Cell, FormLine, Report, Revision
from thidua.reports.queries.figures import span
from thidua.reports.queries.structure import Structure, structure_of
from thidua.reports.queries.surroundings import Told, form_names, told_before, told_elsewhere, told_under
from thidua.reports.rules import calendar, checks


@dataclass
class Sheet:
    """A revision with the lines of its form, in order, and what stands in them, by line id; each read once.

    Whoever writes cells, answers or passages keeps what was read right.
    """

    report: Report
    revision: Revision

    @property
    def is_kept(self) -> bool:
        """Whether it has rows; else it is being drafted, to be kept whole."""
        return self.report.pk is not None

    @cached_property
    def structure(self) -> Structure:
        """What the edition is made of."""
        return structure_of(self.report.edition)

    @property
    def lines(self) -> Sequence[FormLine]:
        """The lines of the edition, with their indicators."""
        return self.structure.lines

    @cached_property
    def told(self) -> Told:
        """What the unit reported on the form before."""
        return told_before(self.report)

    @cached_property
    def answers(self) -> dict[tuple[str, str], str]:
        """What the officer answered, by check and cell."""
        return {(each.check_code, each.cell_code): each.text for each in self.revision.explanations.all()}

    @cached_property
    def passages(self) -> dict[int, str]:
        """The texts of narrative sections, by section id."""
        return dict(self.revision.passages.values_list("section_id", "text"))

    @cached_property
    def cells(self) -> dict[int, Cell]:
        """The cells that hold something."""
        return {cell.line_id: cell for cell in self.revision.cells.all()}


@dataclass(frozen=True)
class Desk:
    """The checks of the form and what they look at: of every line what it is called, and the numbers around.

    Attributes:
        told: what the unit reported before.
        answers: what the officer answered, by check and cell.
        findings: what does not hold.
    """

    rules: tuple[checks.Check, ...]
    columns: Mapping[str, checks.Column]
    around: checks.Surroundings
    told: Told
    answers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    findings: tuple[checks.Finding, ...] = ()


def sheet_of(report: Report) -> Sheet:
    """Return the newest revision of a report."""
    return Sheet(report, report.revisions.get(number=report.number))


def desk_of(sheet: Sheet) -> Desk:
    """Let the checks look at a sheet; three to five queries."""
    told, answers = sheet.told, sheet.answers
    rules = sheet.structure.rules
    columns = {line.indicator.code: _column(line.indicator, line.number) for line in sheet.lines}
    columns |= {each.code: _column(each, "") for each in _indicators_elsewhere(rules) if each.code not in columns}
    around = _surroundings(sheet, rules, told)
    return Desk(rules, columns, around, told, answers, checks.findings(rules, columns, around, answers))


def empty_lines(sheet: Sheet) -> list[FormLine]:
    """Return the lines that must be filled in and are not, in order."""
    filled = {pk for pk, cell in sheet.cells.items() if cell.value is not None}
    return [line for line in sheet.lines if line.is_required and line.pk not in filled]


def codes_in_the_way(sheet: Sheet, desk: Desk) -> list[str]:
    """Return the codes of the cells that stand in the way of filing, in order: wrong, unexplained, or missing."""
    missing = {line.indicator.code for line in empty_lines(sheet)}
    wrong = {each.cell for each in desk.findings if each.stands_in_the_way}
    return [line.indicator.code for line in sheet.lines if line.indicator.code in missing | wrong]


def _surroundings(sheet: Sheet, rules: Sequence[checks.Check], told: Told) -> checks.Surroundings:
    report, here = sheet.report, span(sheet.report.period)
    before = calendar.period_before(here)
    kept = {line.indicator.code: sheet.cells[line.pk] for line in sheet.lines if line.pk in sheet.cells}
    return checks.Surroundings(
        cells={
            code: checks.Cell(cell.value, cell.of, cell.qualifier)
            for code, cell in kept.items()
            if cell.value is not None
        },
        previous=told.of(before),
        previous_label=calendar.short_label(before, here),
        history=told.history(),
        children=told_under(report, rules),
        others=told_elsewhere(report, rules),
        form_names=form_names(rules),
    )


def _column(indicator: Indicator, number: str) -> checks.Column:
    return checks.Column(indicator.code, indicator.short or indicator.name, indicator.decimals, number)


def _indicators_elsewhere(rules: Sequence[checks.Check]) -> list[Indicator]:
    """Return what checks name of other forms."""
    codes = {each.terms.other for each in rules if isinstance(each.terms, checks.AgainstForm)}
    return list(Indicator.objects.filter(code__in=codes)) if codes else []
