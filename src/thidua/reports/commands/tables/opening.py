"""Opening many reports at once, as `commands.opening.open_report` opens one; who asks holds the units locked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.many import insert_rows
from thidua.organisations.models import Unit
from thidua.reports.models import Form, FormEdition, Period, Report, Revision
from thidua.reports.queries.figures import span
from thidua.reports.queries.filing.plan import Asking, first_days
from thidua.reports.queries.ladder import edition_for, last_day


def open_reports(form: Form, wanted: Sequence[tuple[Unit, Period]], *, by: Actor, at: datetime) -> list[Report]:
    """Begin the reports of these units and periods that nobody began; return them. Called within the writing.

    Who asks has looked that the form asks these units in these periods, and that the periods are not closed.
    """
    if not wanted:
        return []
    editions = {period: edition_for(form.pk, period) for period in {period for _unit, period in wanted}}
    days = first_days({unit.pk for unit, _period in wanted})
    begun: dict[tuple[int, int], Report] = {}
    for unit, period in wanted:
        edition = editions[period]
        if edition is None:
            continue
        asking = _asking(edition, period, unit)
        due = asking.due(days.of(unit.pk, asking))
        report = Report(form=form, edition=edition, unit=unit, period=period, due_on=due, created_at=at)
        begun[unit.pk, period.pk] = report
    _insert(form, begun, at)
    reports = list(begun.values())
    lines = [audit.Line(report, after={"edition": report.edition.number}, unit_id=report.unit_id) for report in reports]
    audit.record_all("open_report", lines, by=by, at=at)
    return reports


def _insert(form: Form, begun: Mapping[tuple[int, int], Report], at: datetime) -> None:
    """Write the reports and their first revisions; the reports get their keys."""
    rows = ((each.uid, each.edition_id, each.unit_id, each.period_id, each.due_on) for each in begun.values())
    names = ("uid", "edition", "unit", "period", "due_on")
    insert_rows(Report, names, rows, common={"form": form.pk, "created_at": at})
    units, periods = {unit for unit, _period in begun}, {period for _unit, period in begun}
    kept = Report.objects.filter(form=form, unit__in=units, period__in=periods)
    for pk, unit, period in kept.values_list("pk", "unit", "period"):
        if (unit, period) in begun:
            begun[unit, period].pk = pk
    revisions = ((each.pk,) for each in begun.values())
    insert_rows(Revision, ("report",), revisions, common={"number": 1, "created_at": at})


def _asking(edition: FormEdition, period: Period, unit: Unit) -> Asking:
    return Asking(span(period), last_day(period), edition.tree, unit.level, edition.days_to_file)
