"""What was accepted at and under a unit in a year: a row per line of the form, a column per period and the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from thidua.core.actors import Actor
from thidua.indicators.choices import Combination
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.reports.choices import PeriodKind
from thidua.reports.models import AcceptedValue, Form, FormEdition, FormLine, Report, TotalState
from thidua.reports.queries.filing import Names
from thidua.reports.queries.totals.counted import joined, known_as, over_time, own_values, stale_places, totals_at
from thidua.reports.queries.totals.reporters import Asking, Reporting, askings_of, reporters, reporting
from thidua.reports.rules import Span
from thidua.reports.rules.adding import Part
from thidua.reports.rules.calendar import calendar_span
from thidua.reports.rules.filing import current_place

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
    is_stale: bool


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
class TotalsTable:
    """Everything that was accepted at and under a unit on a form in a year.

    Attributes:
        unit_name: what the unit was called in the newest period.
        columns: the periods, then the year where that is not itself the period.
        place: of the newest period that is over and has figures; without any, of the last that is over.
        missing: names of the first units that have no figures in it.
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
    is_own: bool
    added_at: datetime | None

    @property
    def newest(self) -> TotalColumn:
        """The column at ``place``."""
        return self.columns[self.place]

    @property
    def has_year(self) -> bool:
        """Whether the last column adds up the others."""
        return len(self.columns) > 1

    @property
    def is_empty(self) -> bool:
        """Whether there is no number at all."""
        return not any(cell.part for section in self.sections for row in section.rows for cell in row.cells)


def totals_table(actor: Actor, form: Form, unit: Unit, year: int, *, on: date) -> TotalsTable:
    """Return what was accepted at and under ``unit`` on ``form`` in a year; at most fourteen queries.

    Raises:
        Unit.DoesNotExist: the unit is not one whose rows the actor may see.
    """
    scope = units_in_scope(actor, on=on)
    unit = scope.get(pk=unit.pk)
    askings, edition = askings_of(form, year)
    due, lines = reporting([unit.pk], askings), _lines(edition)
    columns = _columns(unit, form, askings, due, on)
    place = _newest(columns[: len(askings)], on)
    gone = _without_figures(unit, askings[place], lines).filter(pk__in=scope.values("pk"))
    missing = list(gone.order_by("sort_key", "pk").values_list("pk", flat=True)[:NAMED])
    names = Names([unit.pk, *missing])
    return TotalsTable(
        form=form,
        unit=unit,
        unit_name=names.on(unit.pk, askings[place].last_day),
        year=year,
        levels=askings[place].levels,
        tree=askings[place].tree,
        sections=_sections(_rows(unit, lines, columns, due)),
        columns=columns,
        place=place,
        missing=tuple(names.on(pk, askings[place].last_day) for pk in missing),
        is_own=due.of(unit.pk, place) == 1 and due.counts_itself(unit, place),
        added_at=TotalState.objects.values_list("added_at", flat=True).first(),
    )


def _lines(edition: FormEdition | None) -> list[FormLine]:
    rows = FormLine.objects.filter(section__edition=edition).select_related("section", "indicator")
    return list(rows.order_by("section__order", "order"))


def _columns(
    unit: Unit, form: Form, askings: Sequence[Asking], due: Reporting, on: date
) -> tuple[TotalColumn, ...]:
    units, stale = _units_with_figures(unit, form, askings), stale_places(unit, askings)
    columns = [
        TotalColumn(
            span=asking.span,
            expected=due.of(unit.pk, place),
            units=units.get(asking.span.key, 0),
            is_over=asking.last_day < on,
            is_stale=place in stale,
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
        is_stale=any(column.is_stale for column in columns),
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
    return reporters(unit, asking).filter(~Exists(there))


def _rows(unit: Unit, lines: Sequence[FormLine], columns: Sequence[TotalColumn], due: Reporting) -> list[TotalRow]:
    spans, ids = [column.span for column in columns], [line.indicator_id for line in lines]
    totals = totals_at([unit.pk], spans, ids)
    own: dict[tuple[int, str], Part] = {}
    series: dict[int, list[Part]] = defaultdict(list)
    for each in own_values([unit.pk], spans, ids):
        own[each.indicator_id, each.key] = each.part
        series[each.indicator_id].append(each.part)
    if len(columns) > 1:
        for line in lines:
            if year := over_time(line.indicator, series[line.indicator_id]):
                own[line.indicator_id, spans[-1].key] = year
    last = due.of(unit.pk, len(due.askings) - 1)
    return [
        TotalRow(
            line,
            tuple(
                TotalCell(
                    joined(
                        totals.get((unit.pk, line.indicator_id, column.span.key)),
                        own.get((line.indicator_id, column.span.key)),
                    ),
                    _expected(line, column, last),
                    column.is_stale,
                )
                for column in columns
            ),
            line.indicator.over_units != Combination.NONE,
        )
        for line in lines
    ]


def _expected(line: FormLine, column: TotalColumn, last: int) -> int:
    """Of how many values a number would consist. Of a stock the year takes one of each unit that stands at its end."""
    is_latest = line.indicator.over_time == Combination.LATEST
    return last if is_latest and column.span.kind == PeriodKind.YEAR else column.expected


def _sections(rows: Sequence[TotalRow]) -> tuple[TotalSection, ...]:
    grouped = groupby(rows, key=lambda row: (row.line.section_id, row.line.section.title))
    return tuple(TotalSection(title, tuple(inside)) for (_section, title), inside in grouped)
