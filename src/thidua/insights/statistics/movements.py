"""Movements of a year: by who launched them and how they are organised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thidua.core.actors import Actor
from thidua.insights.statistics.tables import columns_of
from thidua.law.statistic_forms import Column, Counts, Line, StatisticForm
from thidua.movements.choices import MovementCategory, Organisation
from thidua.movements.models import Movement, Phase
from thidua.organisations.choices import Level, UnitKind
from thidua.organisations.queries import units_in_scope

_LINES = {Counts.THEMATIC: Organisation.THEMATIC, Counts.REGULAR: Organisation.REGULAR}


@dataclass(frozen=True, slots=True)
class Launched:
    """Movements that run in the year, alike in the unit that launched them and in their organisation."""

    unit_kind: str
    unit_level: int
    organisation: str
    times: int

    def fits(self, column: Column) -> bool:
        """Whether the column names the launching unit."""
        is_central = self.unit_level == Level.COUNTRY and self.unit_kind != UnitKind.COUNTRY
        return self.unit_kind in column.units or (column.central_bodies and is_central)

    def answers(self, counts: Counts) -> bool:
        """Whether the line counts them."""
        return counts is Counts.ALL or _LINES.get(counts) == self.organisation


@dataclass(frozen=True, slots=True)
class MovementsOfYear:
    """What runs in a year; how many of it began in it; and how many movements have no phase, so no year."""

    running: tuple[Launched, ...]
    begun: int
    undated: int


def movements_of_year(actor: Actor, year: int, *, on: date) -> MovementsOfYear:
    """Count the movements of the unit of ``actor`` and of all under it."""
    phases = Phase.objects.filter(movement=OuterRef("pk"))
    dated = _movements(actor, on).annotate(
        is_dated=Exists(phases),
        is_running=_runs_in(year),
        is_begun=Exists(phases.filter(first_year=year)) & ~Exists(phases.filter(first_year__lt=year)),
    )
    names = ("unit__kind", "unit__level", "organisation", "is_running", "is_begun", "is_dated")
    groups = list(dated.order_by().values_list(*names).annotate(times=Count("pk")))
    return MovementsOfYear(
        running=tuple(
            Launched(kind, level, organisation, times)
            for kind, level, organisation, is_running, _begun, _dated, times in groups
            if is_running
        ),
        begun=sum(times for *_names, is_begun, _dated, times in groups if is_begun),
        undated=sum(times for *_names, is_dated, times in groups if not is_dated),
    )


def movements_behind(
    actor: Actor, form: StatisticForm, line: Line, column: Column, *, year: int, on: date
) -> list[Movement]:
    """Return the movements that a cell counts, by name."""
    running = _movements(actor, on).filter(_runs_in(year)).select_related("unit").prefetch_related("phases")
    return [row for row in running.order_by("folded", "pk") if _counts_in(row, form.columns, line, column)]


def _counts_in(row: Movement, columns: Sequence[Column], line: Line, column: Column) -> bool:
    launched = Launched(row.unit.kind, row.unit.level, row.organisation, 1)
    return column.code in columns_of(launched, columns) and launched.answers(line.counts)


def _movements(actor: Actor, on: date) -> QuerySet[Movement]:
    return Movement.objects.filter(category=MovementCategory.MOVEMENT, unit__in=units_in_scope(actor, on=on))


def _runs_in(year: int) -> Exists:
    """Return the condition that a phase of the movement reaches into the year."""
    reaches_it = Q(last_year__isnull=True) | Q(last_year__gte=year)
    return Exists(Phase.objects.filter(reaches_it, movement=OuterRef("pk"), first_year__lte=year))
