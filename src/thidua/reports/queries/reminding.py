"""Reminders that were not answered yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.core.prepared import prepared
from thidua.reports.choices import ReportState
from thidua.reports.models import Form, Period, Reminder, Report
from thidua.reports.rules.reminding import Reminded, reminded

_UP = (ReportState.FILED, ReportState.ACCEPTED)


def reminders_to(unit_id: int) -> dict[tuple[int, str], tuple[Period, Reminded]]:
    """Return what a unit is reminded of, by form and key of the period; one query.

    A reminder is answered by filing; it does not come back when that report is sent back or amended.
    """
    rows = defaultdict(list)
    for row in _open_ones(unit_id):
        rows[row.form_id, row.period.key].append(row)
    return {report: (each[0].period, found) for report, each in rows.items() if (found := _together(each)) is not None}


@prepared
def _open_ones(unit: int) -> QuerySet[Reminder]:
    return _open(Reminder.objects.filter(unit=unit)).select_related("period", "sender")


def reminders_of(report: Report) -> Reminded | None:
    """Return what the unit of a report is reminded of there; ``None`` once it is filed."""
    if report.state in _UP:
        return None
    rows = Reminder.objects.filter(unit=report.unit_id, form=report.form_id, period=report.period_id)
    return _together(_open(rows).select_related("sender"))


def days_reminded(form: Form, key: str, unit_uid: UUID) -> list[date]:
    """Return on which days a unit was reminded of a report, answered or not, the oldest first."""
    rows = Reminder.objects.filter(form=form, period__key=key, unit__uid=unit_uid)
    return list(rows.order_by("on").values_list("on", flat=True))


def _open(rows: QuerySet[Reminder]) -> QuerySet[Reminder]:
    answered = Report.objects.filter(
        Q(state__in=_UP) | Q(accepted_number__isnull=False) | Q(filed_on__gt=OuterRef("on")),
        form=OuterRef("form"),
        period=OuterRef("period"),
        unit=OuterRef("unit"),
    )
    return rows.filter(~Exists(answered))


def _together(rows: Iterable[Reminder]) -> Reminded | None:
    return reminded([(row.on, row.sender.name_in_sentence, row.text) for row in rows])
