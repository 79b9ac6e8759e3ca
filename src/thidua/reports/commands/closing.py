"""Closing a period for all units under one, and reopening it with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.organisations.models import Unit
from thidua.reports.commands.publishing import keep_published
from thidua.reports.commands.totals import hold_totals
from thidua.reports.models import Form, Period, PeriodClosing
from thidua.reports.queries.closing import own_closing, reports_under, what_hinders
from thidua.reports.rules.closing import Closed
from thidua.reports.rules.ladder import Act, Stand, acts

_IS_CLOSED = _(
    "Kỳ báo cáo này đã khóa: %(by)s, %(unit)s, khóa ngày %(day)s. Cần nhập hoặc sửa thì đề nghị %(unit)s mở lại kỳ."
)


@transaction.atomic
def close_period(*, form: Form, period: Period, unit: Unit, by: Actor, at: datetime) -> PeriodClosing:
    """Close a period of a form for all units under one, and publish its totals. Closing it twice changes nothing.

    Raises:
        Refused: the actor works for another unit, the days of the period are not over, or reports wait for a decision.
    """
    hold_totals()
    _lock(unit, by)
    if standing := own_closing(form, period, unit):
        return standing
    # Whoever files now waits for this, or is waited for: nothing is filed between counting and closing.
    list(reports_under(form, period, unit).order_by().select_for_update(of=("self",)).values_list("pk"))
    hinders = what_hinders(form, period, unit, today=clock.legal_day(at))
    if hinders and hinders.waiting:
        raise Refused(
            _("Chưa khóa được: còn %(count)s báo cáo của %(period)s chờ duyệt. Nhận hoặc trả lại hết rồi khóa."),
            count=hinders.waiting, period=period.label,
        )  # fmt: skip
    if hinders:
        raise Refused(_("Chưa khóa được: %(period)s chưa kết thúc. Khóa khi kỳ đã qua."), period=period.label)
    closing = PeriodClosing.objects.create(form=form, period=period, unit=unit, closed_by=by.label, created_at=at)
    after = {"form": form.code, "period": period.label}
    audit.record("close_period", closing, by=by, at=at, unit_id=unit.pk, after=after)
    keep_published(form=form, period=period, unit=unit, by=by, at=at, closing=closing)
    return closing


@transaction.atomic
def reopen_period(
    *, form: Form, period: Period, unit: Unit, reason: str, by: Actor, at: datetime
) -> PeriodClosing | None:
    """Reopen what a unit closed, with the reason; the closing stays as history. ``None``: it is not closed.

    Raises:
        Refused: the actor works for another unit, or no reason is given.
    """
    _lock(unit, by)
    closing = own_closing(form, period, unit)
    if closing is None:
        return None
    if not reason.strip():
        raise Refused(_("Ghi lý do mở lại kỳ."), field="reason")
    closing.reopened_at, closing.reopened_by, closing.reason = at, by.label, reason.strip()[:500]
    closing.version += 1
    closing.save(update_fields=["reopened_at", "reopened_by", "reason", "version"])
    before = {"closed_by": closing.closed_by, "closed_at": closing.created_at.isoformat()}
    after = {"reason": closing.reason}
    audit.record("reopen_period", closing, by=by, at=at, unit_id=unit.pk, before=before, after=after)
    return closing


def refuse_act(act: Act, stand: Stand, by: Actor, sentence: str) -> None:
    """Refuse what cannot be done with a report now, in the sentence given; where its period is closed, say so.

    Raises:
        Refused: the ladder does not allow ``act`` to the actor's unit.
    """
    if act in acts(stand, by.unit_id):
        return
    if stand.closed and act in acts(replace(stand, closed=None), by.unit_id):
        raise closed_refusal(stand.closed)
    raise Refused(sentence)


def closed_refusal(closed: Closed) -> Refused:
    """Return the refusal that says who closed the period and whom to ask."""
    return Refused(_IS_CLOSED, by=closed.by, unit=closed.unit, day=f"{clock.legal_day(closed.at):%d/%m/%Y}")


def _lock(unit: Unit, by: Actor) -> None:
    """Hold the unit, so that two who close at once make one closing; rows that name it can still be written."""
    if by.unit_id != unit.pk:
        raise Refused(_("Chỉ người của %(unit)s khóa và mở lại được kỳ này."), unit=unit.name_in_sentence)
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
