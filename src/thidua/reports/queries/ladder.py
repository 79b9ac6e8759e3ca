"""Where a report goes: the unit directly above, on the last day of its period."""

from __future__ import annotations

from datetime import date, timedelta

from thidua.organisations.models import Lineage, Placement, Unit
from thidua.organisations.queries.scope import in_force
from thidua.reports.models import CutOff, FormEdition, Period, PeriodClosing, Report
from thidua.reports.rules.closing import Closed, closed_for
from thidua.reports.rules.ladder import Stand


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
    placed = Placement.objects.filter(in_force(day), unit_id=unit_id, tree=tree)
    return placed.values_list("parent_id", flat=True).first()


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
    tree = report.edition.tree
    above = unit_above(report.unit_id, tree, last_day(report.period))
    closed = closing_over(report.form_id, report.period, report.unit_id, tree)
    return Stand(report.state, report.unit_id, above or report.unit_id, closed)


def closing_over(form_id: int, period: Period, unit_id: int, tree: str) -> Closed | None:
    """Return the closing that holds for a unit's report; one query where nobody closed the period."""
    rows = PeriodClosing.objects.filter(form=form_id, period=period, reopened_at__isnull=True).select_related("unit")
    closed = [as_closed(row) for row in rows]
    return closed_for([unit_id, *units_above(unit_id, tree, last_day(period))], closed) if closed else None


def as_closed(closing: PeriodClosing) -> Closed:
    """Return a closing as the rules know it."""
    return Closed(closing.unit_id, closing.unit.name_in_sentence, closing.closed_by, closing.created_at)


def edition_for(form_id: int, period: Period) -> FormEdition | None:
    """Return the edition of a form that is in force on the last day of a period."""
    return FormEdition.objects.filter(in_force(last_day(period)), form_id=form_id).order_by("-number").first()


def counts_from(unit: Unit, edition: FormEdition, day: date) -> bool:
    """Whether what a unit reports is counted: no unit under it reports the same form.

    What a higher level files is a consolidated report; it changes no total.
    """
    levels = edition.reporters.values_list("level", flat=True)
    below = Lineage.objects.filter(in_force(day), ancestor_id=unit.pk, tree=edition.tree, depth__gt=0)
    return not below.filter(descendant__level__in=list(levels)).exists()


def first_day_of_months(unit_id: int, tree: str, day: date) -> int:
    """Return the day with which months begin for a unit: its own setting, else that of the nearest unit above."""
    line = [unit_id, *units_above(unit_id, tree, day)]
    settings = dict(CutOff.objects.filter(in_force(day), unit_id__in=line).values_list("unit_id", "first_day"))
    return next((settings[each] for each in line if each in settings), 1)
