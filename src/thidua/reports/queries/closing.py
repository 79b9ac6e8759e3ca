"""Which periods are closed, for whom, and what stands in the way of closing one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from thidua.core.prepared import prepared
from thidua.organisations.models import Lineage, Unit
from thidua.organisations.queries.scope import in_force
from thidua.reports.choices import ReportState
from thidua.reports.models import Form, FormEdition, Period, PeriodClosing, Report
from thidua.reports.queries.figures import span
from thidua.reports.queries.ladder import as_closed, edition_for, first_day_of_months, last_day, units_above
from thidua.reports.rules import Span
from thidua.reports.rules.calendar import days_covered
from thidua.reports.rules.closing import Closed, Hindrance, closed_for, hindrance

_SOMEBODY_BELOW = 0
"""Stands for any unit under another; no row has this key."""


def closings_over(asked: Sequence[tuple[FormEdition, Span]], unit_id: int) -> dict[tuple[int, str], Closed]:
    """Return the closings that hold for what a unit reports, by form and key of the period.

    One query, and one more for each report whose period somebody closed.
    """
    if not asked:
        return {}
    earliest = min(each.since or date.min for _edition, each in asked)
    closed: dict[tuple[int, str], list[Closed]] = defaultdict(list)
    periods = {}
    for row in _closings_after(earliest):
        closed[row.form_id, row.period.key].append(as_closed(row))
        periods[row.period.key] = row.period
    found: dict[tuple[int, str], Closed] = {}
    for edition, each in asked:
        if each.key in periods and (edition.form_id, each.key) in closed:
            line = [unit_id, *units_above(unit_id, edition.tree, last_day(periods[each.key]))]
            holds = closed_for(line, closed[edition.form_id, each.key])
            found |= {(edition.form_id, each.key): holds} if holds else {}
    return found


@prepared
def _closings_after(day: date) -> QuerySet[PeriodClosing]:
    rows = PeriodClosing.objects.filter(reopened_at__isnull=True, period__until__gt=day)
    return rows.select_related("unit", "period")


def own_closing(form: Form, period: Period, unit: Unit) -> PeriodClosing | None:
    """Return a unit's own closing of a period, that stands."""
    rows = PeriodClosing.objects.filter(form=form, period__key=period.key, unit=unit, reopened_at__isnull=True)
    return rows.select_related("unit", "period").first()


def closing_below(form: Form, period: Period, unit: Unit, tree: str) -> Closed | None:
    """Return the closing that holds for the units under one, whoever closed the period: the unit or one above it."""
    rows = PeriodClosing.objects.filter(form=form, period__key=period.key, reopened_at__isnull=True)
    closed = [as_closed(row) for row in rows.select_related("unit")]
    line = [unit.pk, *units_above(unit.pk, tree, last_day(period))] if closed else []
    return closed_for([_SOMEBODY_BELOW, *line], closed) if closed else None


def reports_under(form: Form, period: Period, unit: Unit) -> QuerySet[Report]:
    """Return the reports on a form for a period of all units under one on its last day; at the top its own, too."""
    day = last_day(period)
    above = Lineage.objects.filter(
        in_force(day), ancestor=unit, descendant=OuterRef("unit"), tree=OuterRef("edition__tree"), depth__gt=0
    )
    rows = Report.objects.filter(form=form, period__key=period.key)
    edition = edition_for(form.pk, period)
    is_top = edition is not None and not units_above(unit.pk, edition.tree, day)
    return rows.filter(Exists(above)) | rows.filter(unit=unit) if is_top else rows.filter(Exists(above))


def what_hinders(form: Form, period: Period, unit: Unit, *, today: date) -> Hindrance | None:
    """Return what stands in the way of a unit's closing a period for all under it."""
    edition = edition_for(form.pk, period)
    if edition is None:
        return hindrance(is_over=False, waiting=0)
    first_day = first_day_of_months(unit.pk, edition.tree, last_day(period))
    waiting = reports_under(form, period, unit).filter(state=ReportState.FILED).count()
    return hindrance(is_over=days_covered(span(period), first_day).until <= today, waiting=waiting)
