"""What was accepted at and under a unit in a year: a row per line of the form, a column per period and the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from thidua.core.actors import Actor
from thidua.indicators.choices import Combination
from thidua.organisations.models import Lineage, Unit
from thidua.organisations.queries import in_force, units_in_scope
from thidua.reports.choices import PeriodKind
from thidua.reports.models import AcceptedValue, Form, FormEdition, FormLine, Report, TotalState
from thidua.reports.queries.filing.plan import Names
from thidua.reports.queries.totals.counted import known_as, over_time, own_values, stale_marks, totals_at
from thidua.reports.queries.totals.reporters import Asking, Reporting, askings_of, reporters, reporting
from thidua.reports.rules import Span
from thidua.reports.rules.adding import Part
from thidua.reports.rules.calendar import calendar_span
from thidua.reports.rules.filing import current_place

_Mark = tuple[int, str]
"""An indicator and the key of a period."""
NAMED = 5
"""Of how many units that are missing the names are read."""


@dataclass(frozen=True)
class TotalCell:
    """A number of the table.

    Attributes:
        part: what it is and how many values it consists of; ``None`` where there is none.
        expected: of how many values it would consist if nothing were missing.
        is_stale: whether it is being added anew.
    """

    part: Part | None
    expected: int
    is_stale: bool

    @property
    def missing(self) -> int:
        """How many values are missing of those that should be there."""
        return max(0, self.expected - (self.part.figures if self.part else 0))

    @property
    def word(self) -> str:
        """The word before the number, blank where it is exact."""
        return known_as(self.part, self.missing) if self.part else ""


@dataclass(frozen=True)
class TotalColumn:
    """A period: how many units report for it, and of how many there are figures. The last column is the year."""

    span: Span
    expected: int
    units: int
    is_over: bool


@dataclass(frozen=True)
class TotalRow:
    """A line of the form. ``is_added``: whether it is added over units at all."""

    line: FormLine
    cells: tuple[TotalCell, ...]
    is_added: bool


@dataclass(frozen=True)
class TotalSection:
    """A section of the form with its numeric lines."""

    title: str
    rows: tuple[TotalRow, ...]


@dataclass(frozen=True)
class UnitBelow:
    """A unit directly below, as it was called then."""

    uid: UUID
    name: str


@dataclass(frozen=True)
class TotalsTable:
    """Everything that was accepted at and under a unit on a form in a year.

    Attributes:
        unit_name: what the unit was called in the newest period.
        columns: the periods, then the year where that is not itself the period.
        place: of the period that is looked at: the one asked for, else the newest that is over and has figures;
            without any, the last that is over.
        missing: names of the first units that have no figures in it.
        below: the units directly below that the reader may see.
        is_own: whether the unit reports itself and nobody under it does: the numbers are its own.
        added_at: when totals were last added.
    """

    form: Form
    unit: Unit
    unit_name: str
    year: int
    levels: frozenset[int]
    tree: str
    sections: tuple[TotalSection, ...]
    columns: tuple[TotalColumn, ...]
    place: int
    missing: tuple[str, ...]
    below: tuple[UnitBelow, ...]
    is_own: bool
    added_at: datetime | None

    @property
    def newest(self) -> TotalColumn:
        """The column at ``place``, the newest where no other was asked for."""
        return self.columns[self.place]

    @property
    def has_year(self) -> bool:
        """Whether the last column adds up the others."""
        return len(self.columns) > 1

    @property
    def is_empty(self) -> bool:
        """Whether there is no number at all."""
        return not any(cell.part for section in self.sections for row in section.rows for cell in row.cells)


def totals_table(
    actor: Actor, form: Form, unit: Unit, year: int, *, on: date, number: int | None = None
) -> TotalsTable:
    """Return what was accepted at and under ``unit`` on ``form`` in a year; at most sixteen queries.

    ``number``, from 1, is that of the period to look at.

    Raises:
        Unit.DoesNotExist: the unit is not one whose rows the actor may see.
    """
    scope = units_in_scope(actor, on=on)
    unit = scope.get(pk=unit.pk)
    askings, edition = askings_of(form, year)
    due, lines = reporting([unit.pk], askings), _lines(edition)
    columns, stale = _columns(unit, form, askings, due, on), stale_marks(unit, askings)
    place = number - 1 if number and number <= len(askings) else _newest(columns[: len(askings)], on)
    asking = askings[place]
    missing = list(_without_figures(unit, asking, lines).filter(pk__in=scope.values("pk"))[:NAMED])
    below = list(_directly_below(unit, asking).filter(pk__in=scope.values("pk")))
    names = Names([unit.pk, *(each.pk for each in (*missing, *below))])
    return TotalsTable(
        form=form,
        unit=unit,
        unit_name=names.on(unit.pk, asking.last_day),
        year=year,
        levels=asking.levels,
        tree=asking.tree,
        sections=_sections(_rows(unit, lines, columns, due, stale)),
        columns=columns,
        place=place,
        missing=tuple(names.on(each.pk, asking.last_day) for each in missing),
        below=tuple(UnitBelow(each.uid, names.on(each.pk, asking.last_day)) for each in below),
        is_own=due.of(unit.pk, place) == 1 and due.counts_itself(unit, place),
        added_at=TotalState.objects.values_list("added_at", flat=True).first(),
    )


def _lines(edition: FormEdition | None) -> list[FormLine]:
    rows = FormLine.objects.filter(section__edition=edition).select_related("section", "indicator")
    return list(rows.order_by("section__order", "order"))


def _columns(unit: Unit, form: Form, askings: Sequence[Asking], due: Reporting, on: date) -> tuple[TotalColumn, ...]:
    units = _units_with_figures(unit, form, askings)
    columns = [
        TotalColumn(
            span=asking.span,
            expected=due.of(unit.pk, place),
            units=units.get(asking.span.key, 0),
            is_over=asking.last_day < on,
        )
        for place, asking in enumerate(askings)
    ]
    if form.period_kind == PeriodKind.YEAR:
        return tuple(columns)
    return (*columns, _year_column(columns, on))


def _year_column(columns: Sequence[TotalColumn], on: date) -> TotalColumn:
    """The year: what is due and what is there of the periods that are over or have figures, added."""
    begun = [column for column in columns if column.is_over or column.units]
    span = calendar_span(PeriodKind.YEAR, (columns[0].span.since or on).year)
    return TotalColumn(
        span=span,
        expected=sum(column.expected for column in begun),
        units=sum(column.units for column in begun),
        is_over=columns[-1].is_over,
    )


def _newest(columns: Sequence[TotalColumn], on: date) -> int:
    """The place of the newest period that is over and has figures; else of one that has, or of the last over."""
    with_figures = [place for place, column in enumerate(columns) if column.units]
    over = [place for place in with_figures if columns[place].is_over]
    if with_figures:
        return (over or with_figures)[-1]
    return current_place([column.span.until if column.expected else None for column in columns], on)


def _units_with_figures(unit: Unit, form: Form, askings: Sequence[Asking]) -> Mapping[str, int]:
    """By key of the period: how many units at and under one have a number that counts."""
    stood = Q(unit__lineage_up__since__isnull=True) | Q(unit__lineage_up__since__lt=F("period__until"))
    stays = Q(unit__lineage_up__until__isnull=True) | Q(unit__lineage_up__until__gte=F("period__until"))
    values = AcceptedValue.objects.filter(
        unit=OuterRef("unit"), period=OuterRef("period"), revision__report=OuterRef("pk")
    )
    rows = (
        Report.objects.filter(
            stood,
            stays,
            Exists(values),
            form=form,
            accepted_number__isnull=False,
            period__key__in=[asking.span.key for asking in askings],
            unit__lineage_up__ancestor=unit,
            unit__lineage_up__tree=F("edition__tree"),
        )
        .order_by()
        .values_list("period__key")
    )
    return dict(rows.annotate(units=Count("unit", distinct=True)))


def _without_figures(unit: Unit, asking: Asking, lines: Sequence[FormLine]) -> QuerySet[Unit]:
    there = AcceptedValue.objects.filter(
        unit=OuterRef("pk"),
        period__key=asking.span.key,
        indicator__in=[line.indicator_id for line in lines],
    )
    return reporters(unit, asking).filter(~Exists(there)).order_by("sort_key", "pk")


def _directly_below(unit: Unit, asking: Asking) -> QuerySet[Unit]:
    rows = Lineage.objects.filter(in_force(asking.last_day), ancestor=unit, tree=asking.tree, depth=1)
    return Unit.objects.filter(pk__in=rows.values("descendant")).order_by("sort_key", "pk")


def _rows(
    unit: Unit, lines: Sequence[FormLine], columns: Sequence[TotalColumn], due: Reporting, stale: Collection[_Mark]
) -> list[TotalRow]:
    counted = _counted(unit, lines, [column.span for column in columns])
    last = due.of(unit.pk, len(due.askings) - 1)
    rows = []
    for line in lines:
        indicator = line.indicator
        cells = tuple(
            TotalCell(
                counted.get((indicator.pk, column.span.key)),
                _expected(line, column, last),
                is_stale=_is_stale(indicator.pk, column, columns, stale),
            )
            for column in columns
        )
        rows.append(TotalRow(line, cells, is_added=indicator.over_units != Combination.NONE))
    return rows


def _is_stale(indicator_id: int, column: TotalColumn, columns: Sequence[TotalColumn], stale: Collection[_Mark]) -> bool:
    """Whether a number is being added anew; the year is, where one of its periods is."""
    covered = columns if column is columns[-1] else (column,)
    return any((indicator_id, each.span.key) in stale for each in covered)


def _counted(unit: Unit, lines: Sequence[FormLine], spans: Sequence[Span]) -> Mapping[tuple[int, str], Part]:
    """By indicator and key of the period: what counts at and under a unit, of the year too."""
    ids = [line.indicator_id for line in lines]
    found = {(indicator, key): part for (_unit, indicator, key), part in totals_at([unit.pk], spans, ids).items()}
    series: dict[int, list[Part]] = defaultdict(list)
    for own in own_values([unit.pk], spans, ids):
        series[own.indicator_id].append(own.part)
        found[own.indicator_id, own.key] = found.get((own.indicator_id, own.key), Part()) + own.part
    for line in lines if len(spans) > 1 else ():
        if year := over_time(line.indicator, series[line.indicator_id]):
            at = line.indicator_id, spans[-1].key
            found[at] = found.get(at, Part()) + year
    return found


def _expected(line: FormLine, column: TotalColumn, last: int) -> int:
    """Of how many values a number would consist. Of a stock the year takes one of each unit that stands at its end."""
    is_latest = line.indicator.over_time == Combination.LATEST
    return last if is_latest and column.span.kind == PeriodKind.YEAR else column.expected


def _sections(rows: Sequence[TotalRow]) -> tuple[TotalSection, ...]:
    grouped = groupby(rows, key=lambda row: (row.line.section_id, row.line.section.title))
    return tuple(TotalSection(title, tuple(inside)) for (_section, title), inside in grouped)
