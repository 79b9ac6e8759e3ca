"""What stands around a report: the days that it covers, and the reminders that it has not answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from thidua.reports.models import Report
from thidua.reports.queries.figures import span
from thidua.reports.queries.ladder import first_day_of_months, last_day
from thidua.reports.queries.reminding import reminders_of
from thidua.reports.rules.calendar import days_covered
from thidua.reports.rules.reminding import Reminded


@dataclass(frozen=True)
class Around:
    """The first and the last day that a report is about; ``reminded`` until it is filed."""

    first: date
    last: date
    reminded: Reminded | None


def around_of(report: Report) -> Around:
    """Return what stands around a report, as it was when its period ended; three queries."""
    first_day = first_day_of_months(report.unit_id, report.edition.tree, last_day(report.period))
    days = days_covered(span(report.period), first_day)
    return Around(days.since, days.until - timedelta(days=1), reminders_of(report))
