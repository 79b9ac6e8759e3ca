"""What can be done with the period that is looked at: closing it, reopening it, reminding who has not filed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from thidua.core.actors import Actor
from thidua.office.filing import words
from thidua.office.filing.asked import Asked
from thidua.reports.models import Form, Period
from thidua.reports.queries.closing import closing_below, what_hinders
from thidua.reports.queries.filing import Asking, Plan
from thidua.reports.rules import Span
from thidua.reports.rules.closing import Closed, Hindrance
from thidua.web.formats import day
from thidua.web.permissions import WORKERS


@dataclass(frozen=True)
class PeriodPanel:
    """The period that is looked at, for one reader.

    Attributes:
        name: «tháng 10».
        query: what follows the address of an act, so that it is done on this form and period.
        closed: who closed it for the units under the one looked at.
        missing: how many of them are late.
        hinders: why it cannot be closed now; ``None`` where it can, or nobody may ask.
        may_act: whether the reader may close it, reopen it, remind.
    """

    name: str
    query: str
    closed: Closed | None
    unit_id: int
    missing: int
    hinders: Hindrance | None
    may_act: bool
    due_on: date | None

    @property
    def may_reopen(self) -> bool:
        """Whether it was the unit looked at that closed it, so that the reader may reopen it."""
        return self.may_act and self.closed is not None and self.closed.unit_id == self.unit_id

    @property
    def may_close(self) -> bool:
        """Whether closing is offered; filed reports that wait are told then."""
        return self.may_act and self.closed is None and not (self.hinders and self.hinders.is_running)

    @property
    def may_remind(self) -> bool:
        """Whether somebody is late who can still file."""
        return self.may_act and self.closed is None and self.missing > 0

    @property
    def waiting(self) -> int:
        """How many filed reports wait for a decision."""
        return self.hinders.waiting if self.hinders else 0

    @property
    def reminder(self) -> str:
        """What a reminder says, unless something else is written."""
        return usual_reminder(self.name, self.due_on)


def period_panel(
    actor: Actor, plan: Plan, asked: Asked, *, place: int, missing: int, due_on: date | None
) -> PeriodPanel:
    """Return the panel of the period at ``place``; at most five queries."""
    asking = plan.askings[place]
    period, is_asked = period_row(asking.span), asking.level is not None
    closed = closing_below(plan.form, period, plan.unit, asking.tree) if is_asked else None
    may_act = is_asked and asked.is_own and actor.has(*WORKERS)
    looks = may_act and closed is None
    return PeriodPanel(
        name=words.period_with_year(asking.span),
        query=query_of(plan.form, asked, place),
        closed=closed,
        unit_id=plan.unit.pk,
        missing=missing,
        hinders=what_hinders(plan.form, period, plan.unit, today=asked.today) if looks else None,
        may_act=may_act,
        due_on=due_on,
    )


def usual_reminder(period: str, due_on: date | None) -> str:
    """Return what a reminder says, unless something else is written; ``due_on`` where it is the same for all."""
    if due_on is None:
        return _("Báo cáo %(period)s đã quá hạn. Đề nghị gửi ngay.") % {"period": period}
    return _("Báo cáo %(period)s đã quá hạn %(day)s. Đề nghị gửi ngay.") % {"period": period, "day": day(due_on)}


def query_of(form: Form, asked: Asked, place: int) -> str:
    """Return the query that names a form, its year and period, and whose units are looked at."""
    named = {"bieu": form.code, "nam": str(asked.year), "ky": str(place + 1)}
    return f"?{urlencode(named | ({} if asked.is_own else {'don-vi': str(asked.unit.uid)}))}"


def period_row(span: Span) -> Period:
    """Return a period as a row that is not kept: reading must not write one."""
    return Period(kind=span.kind, since=span.since, until=span.until, label=span.label, key=span.key)


def asking_at(plan: Plan, asked: Asked) -> Asking | None:
    """Return what is asked in the period that the address names; ``None`` where it names none, or nothing is asked."""
    if not asked.number or asked.number > len(plan.askings):
        return None
    asking = plan.askings[asked.number - 1]
    return asking if asking.level is not None else None
