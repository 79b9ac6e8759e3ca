"""Movements of a year: by who launched them and how they are organised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from thidua.core.actors import Actor
from thidua.insights.statistics.tables import columns_of
from thidua.law.statistic_forms import Column, Counts, Line, StatisticForm
from thidua.movements.choices import MovementCategory, Organisation, Scope
from thidua.movements.models import Movement, Phase
from thidua.organisations.choices import Level, UnitKind
from thidua.organisations.queries import units_in_scope

_ORGANISATIONS = {Counts.THEMATIC: Organisation.THEMATIC, Counts.REGULAR: Organisation.REGULAR}
_SCOPES = {
    Counts.NATIONAL: Scope.NATIONAL,
    Counts.SECTOR: Scope.SECTOR,
    Counts.CLUSTER: Scope.CLUSTER,
    Counts.UNIT: Scope.UNIT,
}


@dataclass(frozen=True, slots=True)
class Launched:
    """Movements that run in the year, alike in who launched them, organisation, scope and the years of their phase.

    Of several phases that run in the year the one that began last counts; ``last_year`` ``None``: it has no end yet.
    """

    unit_kind: str
    unit_level: int
    organisation: str
    scope: str
    first_year: int
    last_year: int | None
    year: int
    times: int

    def fits(self, column: Column) -> bool:
        """Whether the column names the launching unit."""
        is_central = self.unit_level == Level.COUNTRY and self.unit_kind != UnitKind.COUNTRY
        return self.unit_kind in column.units or (column.central_bodies and is_central)

    def answers(self, line: Line) -> bool | None:
        """Whether the line counts them; ``None`` where the movement does not say."""
        if line.counts in _SCOPES:
            return self.scope == _SCOPES[line.counts] if self.scope else None
        if line.counts is Counts.DURATION:
            return line.lasts(*self._years)
        return line.counts is Counts.ALL or _ORGANISATIONS.get(line.counts) == self.organisation

    @property
    def _years(self) -> tuple[int, int | None]:
        """How many years it lasts, at least and at most: one on a theme within one year may last less than that."""
        if self.last_year is None:
            return self.year - self.first_year + 1, None
        years = self.last_year - self.first_year + 1
        is_short = years == 1 and self.organisation == Organisation.THEMATIC
        return (0 if is_short else years), years


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
        is_running=Exists(_running_phases(year)),
        **_years_of_phase(year),
        is_begun=Exists(phases.filter(first_year=year)) & ~Exists(phases.filter(first_year__lt=year)),
    )
    told = dated.order_by().values_list("is_running", "is_begun", "is_dated", *_LAUNCHED).annotate(times=Count("pk"))
    groups = list(told)
    return MovementsOfYear(
        running=tuple(_launched(alike, year, times) for is_running, _b, _d, *alike, times in groups if is_running),
        begun=sum(times for _running, is_begun, *_rest, times in groups if is_begun),
        undated=sum(times for _running, _begun, is_dated, *_rest, times in groups if not is_dated),
    )


def movements_behind(
    actor: Actor, form: StatisticForm, line: Line, column: Column, *, year: int, on: date
) -> list[Movement]:
    """Return the movements that a cell counts, by name."""
    running = _movements(actor, on).filter(Exists(_running_phases(year))).annotate(**_years_of_phase(year))
    told = {pk: _launched(alike, year, 1) for pk, *alike in running.order_by().values_list("pk", *_LAUNCHED)}
    counted = [pk for pk, each in told.items() if column.code in columns_of(each, form.columns) and each.answers(line)]
    rows = Movement.objects.filter(pk__in=counted).select_related("unit").prefetch_related("phases")
    return list(rows.order_by("folded", "pk"))


def _launched(alike: Sequence[Any], year: int, times: int) -> Launched:
    kind, level, organisation, scope, first_year, last_year = alike
    return Launched(kind, level, organisation, scope, first_year, last_year, year, times)


def _movements(actor: Actor, on: date) -> QuerySet[Movement]:
    return Movement.objects.filter(category=MovementCategory.MOVEMENT, unit__in=units_in_scope(actor, on=on))


def _running_phases(year: int) -> QuerySet[Phase]:
    """Return the phases of a movement that reach into the year, the one that began last first."""
    reaches_it = Q(last_year__isnull=True) | Q(last_year__gte=year)
    running = Phase.objects.filter(reaches_it, movement=OuterRef("pk"), first_year__lte=year)
    return running.order_by("-first_year", "-pk")


def _years_of_phase(year: int) -> dict[str, Subquery]:
    phase = _running_phases(year)
    return {name: Subquery(phase.values(name)[:1]) for name in ("first_year", "last_year")}


_LAUNCHED = ("unit__kind", "unit__level", "organisation", "scope", "first_year", "last_year")
"""What makes a ``Launched``, in its order."""
