"""What a form asks in a year: its periods, and for each the edition in force, the level and the tree."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from thidua.core.prepared import Keys, prepared
from thidua.organisations.models import Lineage, Unit, UnitDescription
from thidua.reports.models import CutOff, Form, FormEdition, Period, Report
from thidua.reports.rules import Span
from thidua.reports.rules.calendar import MONTHS, due_on, is_asked, period_before, periods_of_year


@dataclass(frozen=True)
class Days:
    """A half-open span of days; ``None`` ends are unknown or open."""

    since: date | None
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Asking:
    """One period of a form, and what is asked for it under a unit.

    Attributes:
        last_day: the day on which the tree is looked at.
        tree: along which the reports go up.
        level: of the units that report, the highest below the unit; ``None`` where nothing is asked.
    """

    span: Span
    last_day: date
    tree: str = ""
    level: int | None = None
    days_to_file: int = 0

    def due(self, first_day: int) -> date:
        """Return the last day on which filing is in time, where months begin on ``first_day``."""
        return due_on(self.span, self.days_to_file, first_day)


@dataclass(frozen=True)
class Plan:
    """What a form asks under a unit in a year. ``before`` is the last period of the year before."""

    form: Form
    unit: Unit
    year: int
    before: Asking
    askings: tuple[Asking, ...]
    goes_deeper: bool
    """Whether the form asks a level below the one that is shown, too."""

    @property
    def every(self) -> tuple[Asking, ...]:
        """The periods with the one before."""
        return (self.before, *self.askings)

    @property
    def keys(self) -> dict[str, int]:
        """The place of each period in ``every``, by the period's key."""
        return {asking.span.key: place for place, asking in enumerate(self.every)}

    @property
    def levels(self) -> set[int]:
        """The levels that are asked."""
        return levels_of(self.every)

    @property
    def trees(self) -> set[str]:
        """The trees along which reports go up."""
        return trees_of(self.every)


def levels_of(every: Sequence[Asking]) -> set[int]:
    """Return the levels that are asked in some periods."""
    return {asking.level for asking in every if asking.level is not None}


def trees_of(every: Sequence[Asking]) -> set[str]:
    """Return the trees along which reports go up in some periods."""
    return {asking.tree for asking in every if asking.level is not None}


def forms_below(unit: Unit) -> QuerySet[Form]:
    """Return the forms that ask some level below ``unit`` for periods of the calendar."""
    return Form.objects.filter(period_kind__in=MONTHS, editions__reporters__level__gt=unit.level).distinct()


def first_year(form: Form) -> int | None:
    """Return the year of the earliest period of which there is a report on a form."""
    reported = Exists(Report.objects.filter(form=form, period=OuterRef("pk")))
    since = Period.objects.filter(reported, since__isnull=False).order_by("since").values_list("since", flat=True)
    first = since.first()
    return first.year if first else None


def plan_of(form: Form, unit: Unit, year: int) -> Plan:
    """Return what ``form`` asks under ``unit`` in a year, by two queries."""
    editions = list(form.editions.order_by("number").prefetch_related("reporters"))
    spans = periods_of_year(form.period_kind, year)
    before, *askings = (_asking(span, editions, unit) for span in (period_before(spans[0]), *spans))
    shown = {asking.level for asking in askings if asking.level is not None}
    every = {reporter.level for edition in editions for reporter in edition.reporters.all()}
    goes_deeper = bool(shown) and max(every) > max(shown)
    return Plan(form, unit, year, before, tuple(askings), goes_deeper)


def _asking(span: Span, editions: Sequence[FormEdition], unit: Unit) -> Asking:
    if span.until is None:
        raise ValueError(f"{span.label} has no end")
    last_day = span.until - timedelta(days=1)
    in_force = [each for each in editions if Days(each.since, each.until).holds(last_day)]
    if not in_force or not is_asked(span, in_force[-1].asked_since):
        return Asking(span, last_day)
    edition = in_force[-1]
    below = [each.level for each in edition.reporters.all() if each.level > unit.level]
    return Asking(span, last_day, edition.tree, min(below), edition.days_to_file) if below else Asking(span, last_day)


@dataclass(frozen=True)
class FirstDays:
    """From which day of the month units count, where they or a unit above them have a setting of their own."""

    settings: Mapping[int, tuple[tuple[int, str, Days, Days, int], ...]]
    """By unit: how far above, in which tree, when it stood there, when the setting counts, the day."""

    def of(self, unit_id: int, asking: Asking) -> int:
        """Return the day with which months begin for a unit: the nearest setting in force, else the first."""
        found = [
            (depth, first_day)
            for depth, tree, stood, counted, first_day in self.settings.get(unit_id, ())
            if (depth == 0 or tree == asking.tree) and stood.holds(asking.last_day) and counted.holds(asking.last_day)
        ]
        return min(found)[1] if found else 1


def first_days(unit_ids: Collection[int]) -> FirstDays:
    """Return the settings that count for units, by one query."""
    settings: dict[int, tuple[tuple[int, str, Days, Days, int], ...]] = {}
    for unit_id, depth, tree, stood_since, stood_until, since, until, first_day in _settings(unit_ids):
        row = (depth, tree, Days(stood_since, stood_until), Days(since, until), first_day)
        settings[unit_id] = (*settings.get(unit_id, ()), row)
    return FirstDays(settings)


@prepared
def _settings(units: Keys) -> QuerySet[CutOff, tuple[Any, ...]]:
    return CutOff.objects.filter(unit__lineage_down__descendant__in=units).values_list(
        "unit__lineage_down__descendant",
        "unit__lineage_down__depth",
        "unit__lineage_down__tree",
        "unit__lineage_down__since",
        "unit__lineage_down__until",
        "since",
        "until",
        "first_day",
    )


def stood_under(every: Sequence[Asking], ancestors: Collection[int], scope: QuerySet[Unit]) -> QuerySet[Lineage]:
    """Return the rows that say which units in scope, of the levels asked, stood under ``ancestors`` in the periods."""
    first, last = every[0].last_day, every[-1].last_day
    return Lineage.objects.filter(
        Q(since__isnull=True) | Q(since__lte=last),
        Q(until__isnull=True) | Q(until__gt=first),
        ancestor__in=ancestors,
        tree__in=trees_of(every),
        descendant__level__in=levels_of(every),
        descendant__in=scope,
    )


class Names:
    """What units were called, day by day; one query."""

    def __init__(self, unit_ids: Collection[int]) -> None:
        self._known: dict[int, list[tuple[date | None, str]]] = {}
        for unit_id, since, name in (
            UnitDescription.objects.filter(unit__in=unit_ids)
            .order_by(F("since").asc(nulls_first=True))
            .values_list("unit", "since", "full_name")
        ):
            self._known.setdefault(unit_id, []).append((since, name))

    def on(self, unit_id: int, day: date) -> str:
        """Return what a unit was called on a day; before its first name the first."""
        names = self._known[unit_id]
        return next((name for since, name in reversed(names) if since is None or since <= day), names[0][1])
