"""The reminders of one cell: when it was reminded, and whether it can be reminded now."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.core.actors import Actor
from thidua.office.filing import words
from thidua.office.filing.asked import Asked
from thidua.office.filing.period import period_row, query_of, usual_reminder
from thidua.reports.queries.closing import closing_below
from thidua.reports.queries.filing import FilingMatrix, FilingRow
from thidua.reports.queries.reminding import days_reminded
from thidua.reports.rules.reminding import OWING
from thidua.vietnamese.writing import number
from thidua.web.formats import day
from thidua.web.permissions import WORKERS


@dataclass(frozen=True)
class ReminderPanel:
    """What the detail of a cell says of reminders. ``query``: what follows the address of the act; blank: no button."""

    said: str
    query: str
    text: str
    verb: str


def reminder_panel(
    actor: Actor, matrix: FilingMatrix, row: FilingRow, asked: Asked, *, place: int
) -> ReminderPanel | None:
    """Return the reminders of a cell for one reader; ``None`` where there were none and none can be sent."""
    plan, asking, cell = matrix.plan, matrix.columns[place].asking, row.cells[place]
    days = days_reminded(plan.form, asking.span.key, row.uid)
    owes = cell.state in OWING and asked.is_own and actor.has(*WORKERS) and asked.today not in days
    may = owes and closing_below(plan.form, period_row(asking.span), plan.unit, asking.tree) is None
    if not days and not may:
        return None
    said = ngettext("Đã nhắc ngày %(day)s, %(times)s lần.", "Đã nhắc ngày %(day)s, %(times)s lần.", len(days)) % {
        "day": day(days[-1]) if days else "",
        "times": number(len(days)),
    }
    return ReminderPanel(
        said=said if days else "",
        query=f"{query_of(plan.form, asked, place)}&o={row.uid}" if may else "",
        text=usual_reminder(words.period_with_year(asking.span), cell.due_on),
        verb=_("Nhắc lại") if days else _("Nhắc gửi báo cáo"),
    )
