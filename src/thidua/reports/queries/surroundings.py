"""What a report is compared with: what the unit reported before, what others filed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from thidua.core.prepared import Keys, prepared
from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.models import Unit
from thidua.reports.models import AcceptedValue, Cell, Form, Report, Revision
from thidua.reports.queries.figures import span
from thidua.reports.queries.ladder import last_day, units_below
from thidua.reports.rules import Span, calendar, checks
from thidua.reports.rules.typed import CellKind, shown
from thidua.totals.qualifiers import bits, word

_YEARS_BACK = 2


@dataclass(frozen=True)
class Told:
    """What a unit reported on a form before, by the key of the period, then by indicator."""

    here: Span
    values: Mapping[str, Mapping[str, checks.Cell]]

    def of(self, period: Span) -> Mapping[str, checks.Cell]:
        """Return the cells of a period, by code."""
        return self.values.get(period.key, {})

    def text(self, period: Span, code: str, kind: CellKind) -> str:
        """Return one cell of a period as text, empty where nothing was reported."""
        cell = self.of(period).get(code)
        return shown(cell.value, kind, of=cell.of, qualifier=cell.qualifier) if cell else ""

    def history(self) -> dict[str, list[int]]:
        """Return the earlier values of each indicator, in no order."""
        found: dict[str, list[int]] = defaultdict(list)
        for key, cells in self.values.items():
            if key != self.here.key:
                for code, cell in cells.items():
                    found[code].append(cell.value)
        return found

    def so_far(self, indicator: Indicator, cell: Cell | None, kind: CellKind) -> str:
        """Return what there is from the beginning of the year with this report: a sum, of a stock the newest."""
        periods = [each for each in calendar.year_so_far(self.here) if each.key != self.here.key]
        earlier = [found for each in periods if (found := self.of(each).get(indicator.code))]
        now = [checks.Cell(cell.value, cell.of, cell.qualifier)] if cell and cell.value is not None else []
        every = [*earlier, *now]
        if not every:
            return ""
        if indicator.over_time == Combination.SUM:
            return shown(sum(each.value for each in every), CellKind(kind.decimals))
        return shown(every[-1].value, kind, of=every[-1].of)


def told_before(report: Report) -> Told:
    """Return what the unit reported on the form in this year and the two before, newest revisions."""
    here = span(report.period)
    since = calendar.calendar_span(here.kind, (here.since or last_day(report.period)).year - _YEARS_BACK).since
    ends = since or date.min, here.since or date.min
    keys = dict(_newest_revisions(report.form_id, report.unit_id, *ends))
    values: dict[str, dict[str, checks.Cell]] = {key: {} for key in keys.values()}
    for revision, code, value, of, qualifier in _cells_of(keys):
        values[keys[revision]][code] = checks.Cell(value or 0, of, qualifier)
    return Told(here, values)


@prepared
def _newest_revisions(form: int, unit: int, since: date, until: date) -> QuerySet[Revision, tuple[int, str]]:
    newest = Revision.objects.filter(number=F("report__number"), report__form=form, report__unit=unit)
    earlier = newest.filter(report__period__since__gte=since, report__period__since__lt=until)
    return earlier.order_by("report__period__since").values_list("pk", "report__period__key")


@prepared
def _cells_of(revisions: Keys) -> QuerySet[Cell, tuple[int, str, int | None, int | None, str]]:
    cells = Cell.objects.filter(revision__in=revisions, value__isnull=False).order_by()
    return cells.values_list("revision", "line__indicator__code", "value", "of", "qualifier")


def told_under(report: Report, rules: Sequence[checks.Check]) -> dict[str, checks.ChildrenSum]:
    """Return what units directly under the report's unit had accepted, added, for the checks that ask for it.

    While units that report on the form are missing, the sum is known to be at least so much.
    """
    codes = {each.terms.cell for each in rules if isinstance(each.terms, checks.AgainstChildren)}
    if not codes:
        return {}
    below = units_below(report.unit_id, report.edition.tree, last_day(report.period))
    rows = AcceptedValue.objects.filter(unit__in=below, period=report.period_id, indicator__code__in=codes)
    levels = report.edition.reporters.values("level")
    expected = Unit.objects.filter(pk__in=below, level__in=levels).count() if below else 0
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for code, value, held in rows.values_list("indicator__code", "value", "qualifier"):
        found[code].append((value, held))
    return {code: _sum_under(values, expected) for code, values in found.items()}


def _sum_under(values: Sequence[tuple[int, int]], expected: int) -> checks.ChildrenSum:
    held = bits("at_least") if len(values) < expected else bits("exact")
    for _value, each in values:
        held |= each
    return checks.ChildrenSum(sum(value for value, _held in values), len(values), word(held))


def told_elsewhere(report: Report, rules: Sequence[checks.Check]) -> dict[tuple[str, str], checks.Cell]:
    """Return cells of the unit's other forms for the same period, for the checks that ask for them."""
    forms = {each.terms.form for each in rules if isinstance(each.terms, checks.AgainstForm)}
    if not forms:
        return {}
    rows = Cell.objects.filter(
        revision__number=F("revision__report__number"),
        value__isnull=False,
        revision__report__form__code__in=forms,
        revision__report__unit=report.unit_id,
        revision__report__period=report.period_id,
    ).values_list("revision__report__form__code", "line__indicator__code", "value", "of", "qualifier")
    return {(form, code): checks.Cell(value or 0, of, qualifier) for form, code, value, of, qualifier in rows}


def form_names(rules: Sequence[checks.Check]) -> dict[str, str]:
    """Return the names of the other forms that checks speak of, by code."""
    codes = {each.terms.form for each in rules if isinstance(each.terms, checks.AgainstForm)}
    return dict(Form.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}
