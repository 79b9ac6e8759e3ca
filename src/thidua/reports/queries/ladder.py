"""Where a report goes: the unit directly above, on the last day of its period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from thidua.core.prepared import Keys, prepared, prepared_with_plan
from thidua.organisations.models import Lineage, Placement
from thidua.organisations.queries.scope import forest_state, in_force
from thidua.reports.models import CutOff, FormEdition, Period, PeriodClosing, Report
from thidua.reports.rules.closing import Closed, closed_for
from thidua.reports.rules.ladder import Stand

_IS_CLOSED = """SELECT 1 FROM reports_periodclosing
WHERE form_id = %s AND period_id = %s AND reopened_at IS NULL LIMIT 1"""


def last_day(period: Period) -> date:
    """Return the last day of a period, on which the tree is looked at.

    Raises:
        ValueError: the period has no end.
    """
    if period.until is None:
        raise ValueError(f"{period.label} has no end")
    return period.until - timedelta(days=1)


def unit_above(unit_id: int, tree: str, day: date) -> int | None:
    """Return the unit directly above one in a tree on a day."""
    return units_above_each([unit_id], tree, day).get(unit_id)


def units_above_each(unit_ids: Collection[int], tree: str, day: date) -> dict[int, int]:
    """Return the unit directly above each of several; those that have none are left out."""
    return dict(_placed(unit_ids, tree, day))


@prepared
def _placed(units: Keys, tree: str, day: date) -> QuerySet[Placement, tuple[int, int]]:
    placed = Placement.objects.filter(in_force(day), unit__in=units, tree=tree)
    return placed.order_by().values_list("unit_id", "parent_id")


def units_below(unit_id: int, tree: str, day: date) -> list[int]:
    """Return the units directly under one in a tree on a day."""
    placed = Placement.objects.filter(in_force(day), parent_id=unit_id, tree=tree)
    return list(placed.values_list("unit_id", flat=True))


def units_above(unit_id: int, tree: str, day: date) -> list[int]:
    """Return the units above one in a tree on a day, the nearest first."""
    rows = Lineage.objects.filter(in_force(day), descendant_id=unit_id, tree=tree, depth__gt=0)
    return list(rows.order_by("depth").values_list("ancestor_id", flat=True))


def stand_of(report: Report) -> Stand:
    """Return where a report stands, as the plain value that the ladder decides on."""
    above = unit_above(report.unit_id, report.edition.tree, last_day(report.period))
    return _stand(report, above)


def stands_of(reports: Iterable[Report]) -> list[Stand]:
    """Return where several reports stand; a query for the units above, and one for the closings, of each period."""
    reports = list(reports)
    alike: dict[tuple[str, Period], list[int]] = defaultdict(list)
    for each in reports:
        alike[each.edition.tree, each.period].append(each.unit_id)
    above = {which: units_above_each(units, which[0], last_day(which[1])) for which, units in alike.items()}
    closed = _closed_somewhere(reports)
    return [
        _stand(
            each,
            above[each.edition.tree, each.period].get(each.unit_id),
            may_be_closed=(each.form_id, each.period_id) in closed,
        )
        for each in reports
    ]


def _closed_somewhere(reports: Iterable[Report]) -> set[tuple[int, int]]:
    """Return the form and period of those of the reports for which some unit closed the period."""
    open_ones = PeriodClosing.objects.filter(reopened_at__isnull=True, period__in={each.period_id for each in reports})
    return set(open_ones.values_list("form_id", "period_id"))


def _stand(report: Report, above: int | None, *, may_be_closed: bool = True) -> Stand:
    tree = report.edition.tree
    closed = closing_over(report.form_id, report.period, report.unit_id, tree) if may_be_closed else None
    return Stand(report.state, report.unit_id, above or report.unit_id, closed)


def closing_over(form_id: int, period: Period, unit_id: int, tree: str) -> Closed | None:
    """Return the closing that holds for a unit's report; one query where nobody closed the period."""
    with connection.cursor() as cursor:  # by hand: asked of every report that is written, and nearly always for nothing
        cursor.execute(_IS_CLOSED, [form_id, period.pk])
        if cursor.fetchone() is None:
            return None
    rows = PeriodClosing.objects.filter(form=form_id, period=period, reopened_at__isnull=True).select_related("unit")
    closed = [as_closed(row) for row in rows]
    return closed_for([unit_id, *units_above(unit_id, tree, last_day(period))], closed) if closed else None


def as_closed(closing: PeriodClosing) -> Closed:
    """Return a closing as the rules know it."""
    return Closed(closing.unit_id, closing.unit.name_in_sentence, closing.closed_by, closing.created_at)


def edition_for(form_id: int, period: Period) -> FormEdition | None:
    """Return the edition of a form that is in force on the last day of a period."""
    return FormEdition.objects.filter(in_force(last_day(period)), form_id=form_id).order_by("-number").first()


def is_in_force(edition: FormEdition, day: date) -> bool:
    """Whether an edition is in force on a day. Editions of a form follow one another."""
    return (edition.since is None or edition.since <= day) and (edition.until is None or day < edition.until)


def units_that_count(unit_ids: Collection[int], levels: Collection[int], tree: str, day: date) -> set[int]:
    """Return those of the units whose reports are counted: no unit of a reporting level stands under them.

    What a higher level files is a consolidated report; it changes no total.
    """
    maybe = set(unit_ids) & _ever_above(frozenset(levels), tree, forest_state())
    return set(unit_ids) - set(_consolidating(maybe, levels, tree, day))


@lru_cache(maxsize=64)
def _ever_above(levels: frozenset[int], tree: str, _state: UUID | None) -> frozenset[int]:
    """The units under which a unit of one of the levels ever stood: few, and told once for a state of the trees.

    Of a unit that reports that is asked at each acceptance, and nearly always it is none of these.
    """
    below = Lineage.objects.filter(tree=tree, depth__gt=0, descendant__level__in=list(levels)).order_by()
    return frozenset(below.values_list("ancestor_id", flat=True).distinct())


@prepared
def _consolidating(units: Keys, levels: Keys, tree: str, day: date) -> QuerySet[Lineage, int]:
    below = Lineage.objects.filter(in_force(day), ancestor__in=units, tree=tree, depth__gt=0)
    return below.filter(descendant__level__in=levels).order_by().values_list("ancestor_id", flat=True).distinct()


def first_day_of_months(unit_id: int, tree: str, day: date) -> int:
    """Return the day with which months begin for a unit: its own setting, else that of the nearest unit above."""
    settings = dict(_first_days(day))
    line = [unit_id, *units_above(unit_id, tree, day)] if settings else []
    return next((settings[each] for each in line if each in settings), 1)


@prepared_with_plan
def _first_days(day: date) -> QuerySet[CutOff, tuple[int, int]]:
    return CutOff.objects.filter(in_force(day)).values_list("unit_id", "first_day")
