"""Which units report figures that count: those that an edition asks and that have nobody under them who is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from thidua.organisations.choices import Tree
from thidua.organisations.models import Lineage, Unit
from thidua.organisations.queries.scope import in_force
from thidua.reports.models import Form, FormEdition
from thidua.reports.queries.filing.plan import Days
from thidua.reports.rules import Span
from thidua.reports.rules.adding import shorter_periods
from thidua.reports.rules.calendar import MONTHS, periods_of_year


@dataclass(frozen=True)
class Asking:
    """A period of a form: the day on which the tree is looked at, and of which levels in which tree it asks.

    ``levels`` is empty where no edition is in force.
    """

    span: Span
    last_day: date
    tree: str = Tree.TERRITORY
    levels: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Reporting:
    """How many units at and under others report figures that count.

    Attributes:
        counts: by unit above and place of the period.
        covered: the units (with the place of the period) whose own reports are consolidated ones and count nowhere.
    """

    askings: Sequence[Asking]
    counts: Mapping[tuple[int, int], int]
    covered: frozenset[tuple[int, int]]

    def of(self, unit_id: int, place: int = 0) -> int:
        """Return how many there are at and under a unit in the period at ``place``."""
        return self.counts.get((unit_id, place), 0)

    def counts_itself(self, unit: Unit, place: int) -> bool:
        """Whether what the unit itself reports for the period at ``place`` counts."""
        return unit.level in self.askings[place].levels and (unit.pk, place) not in self.covered


def forms_counted(unit: Unit) -> QuerySet[Form]:
    """Return the forms that ask ``unit`` or some level below it for periods of the calendar."""
    return Form.objects.filter(period_kind__in=MONTHS, editions__reporters__level__gte=unit.level).distinct()


def askings_of(form: Form, year: int) -> tuple[tuple[Asking, ...], FormEdition | None]:
    """Return the periods of a form in a year and the newest edition that was in force in one; two queries."""
    editions = list(form.editions.order_by("number").prefetch_related("reporters"))
    found, newest = [], None
    for span in periods_of_year(form.period_kind, year):
        last_day = _last_day(span)
        edition = next((each for each in reversed(editions) if Days(each.since, each.until).holds(last_day)), None)
        found.append(_asking(span, last_day, edition))
        newest = max(filter(None, (newest, edition)), key=lambda each: each.number, default=None)
    return tuple(found), newest


def asking_of(form: Form, span: Span) -> Asking:
    """Return what a form asks for one period, also for one longer than its own; two queries."""
    last_day = _last_day(span)
    editions = form.editions.filter(in_force(last_day)).order_by("-number").prefetch_related("reporters")
    return _asking(span, last_day, next(iter(editions), None))


def askings_inside(form: Form, asking: Asking) -> tuple[Asking, ...]:
    """Return the periods of a form that make up a longer one, in order; itself where it is one; at most two queries."""
    span = asking.span
    if span.kind == form.period_kind or span.since is None:
        return (asking,)
    keys = {each.key for each in shorter_periods(span, form.period_kind)}
    every, _edition = askings_of(form, span.since.year)
    return tuple(each for each in every if each.span.key in keys)


def reporting(unit_ids: Collection[int], askings: Sequence[Asking]) -> Reporting:
    """Count the units at and under others that report figures that count, period by period; two queries.

    The database counts them, grouped by how long they stood where they stood.
    """
    every = _stood(unit_ids, askings)
    grouped = every.order_by().values_list("ancestor", "tree", "descendant__level", "since", "until")
    counts: Counter[tuple[int, int]] = Counter()
    for above, tree, level, since, until, units in grouped.annotate(units=Count("descendant")):
        for place, asking in enumerate(askings):
            if _is_asked(asking, tree, level) and Days(since, until).holds(asking.last_day):
                counts[above, place] += units
    covered = _covered(every, askings)
    for above, place, _unit in covered:
        counts[above, place] -= 1
    return Reporting(askings, counts, frozenset((unit, place) for _above, place, unit in covered))


def reporters(unit: Unit, asking: Asking) -> QuerySet[Unit]:
    """Return the units at and under ``unit`` that report figures that count for a period."""
    stood = Lineage.objects.filter(in_force(asking.last_day), tree=asking.tree, ancestor=unit)
    below = Lineage.objects.filter(
        in_force(asking.last_day),
        tree=asking.tree,
        ancestor=OuterRef("pk"),
        depth__gt=0,
        descendant__level__in=asking.levels,
    )
    return Unit.objects.filter(~Exists(below), pk__in=stood.values("descendant"), level__in=asking.levels)


def _covered(every: QuerySet[Lineage], askings: Sequence[Asking]) -> set[tuple[int, int, int]]:
    """(unit above, place, unit) of the units that have somebody under them who is asked, too."""
    rows = (
        every.filter(
            descendant__lineage_down__depth__gt=0,
            descendant__lineage_down__tree=F("tree"),
            descendant__lineage_down__descendant__level__in=_levels(askings),
        )
        .order_by()
        .values_list(
            "ancestor",
            "descendant",
            "tree",
            "descendant__level",
            "since",
            "until",
            "descendant__lineage_down__descendant__level",
            "descendant__lineage_down__since",
            "descendant__lineage_down__until",
        )
        .distinct()
    )
    return {
        (above, place, unit)
        for above, unit, tree, level, since, until, level_below, since_below, until_below in rows
        for place, asking in enumerate(askings)
        if _is_asked(asking, tree, level)
        and level_below in asking.levels
        and Days(since, until).holds(asking.last_day)
        and Days(since_below, until_below).holds(asking.last_day)
    }


def _stood(unit_ids: Collection[int], askings: Sequence[Asking]) -> QuerySet[Lineage]:
    """The rows that say which units of the levels asked stood at and under others in these periods."""
    first, last = askings[0].last_day, askings[-1].last_day
    return Lineage.objects.filter(
        Q(since__isnull=True) | Q(since__lte=last),
        Q(until__isnull=True) | Q(until__gt=first),
        ancestor__in=unit_ids,
        tree__in={asking.tree for asking in askings},
        descendant__level__in=_levels(askings),
    )


def _is_asked(asking: Asking, tree: str, level: int) -> bool:
    return tree == asking.tree and level in asking.levels


def _levels(askings: Sequence[Asking]) -> set[int]:
    return {level for asking in askings for level in asking.levels}


def _asking(span: Span, last_day: date, edition: FormEdition | None) -> Asking:
    if edition is None:
        return Asking(span, last_day)
    return Asking(span, last_day, edition.tree, frozenset(each.level for each in edition.reporters.all()))


def _last_day(span: Span) -> date:
    if span.until is None:
        raise ValueError(f"{span.label} has no end")
    return span.until - timedelta(days=1)
