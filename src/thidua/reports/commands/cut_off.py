"""Setting from which day of the month a unit and those under it count."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.organisations.models import Lineage, Unit
from thidua.organisations.queries.scope import in_force
from thidua.reports.models import CutOff
from thidua.reports.queries.cut_off import cut_off_over, cut_offs_of, last_reported, set_above
from thidua.reports.rules.cut_off import FIRST_DAYS

_LONGEST_BASIS = 300


@transaction.atomic
def set_cut_off(*, unit: Unit, first_day: int, since: date, basis: str, by: Actor, at: datetime) -> CutOff:
    """Let a unit and all under it count from ``first_day`` of the month before, in periods that end from ``since`` on.

    What was set before holds for periods that ended before. The same again changes nothing.

    Raises:
        Refused: not the actor's unit or one under it, no such day, a unit above has set one, something later is set
            already, or a report of a period that would change was begun.
    """
    today = clock.legal_day(at)
    if not Lineage.objects.filter(in_force(today), ancestor=by.unit_id, descendant=unit).exists():
        raise Refused(_("Chỉ đặt được ngày đầu kỳ cho đơn vị mình và các đơn vị bên dưới."))
    if first_day not in FIRST_DAYS:
        raise Refused(_("Ngày đầu kỳ từ 1 đến 28."), field="first_day")
    if by.unit_id and (above := set_above(by.unit_id, since)):
        raise Refused(
            _("Ngày đầu kỳ do %(unit)s đặt chung. Cần đổi thì đề nghị %(unit)s."), unit=above.unit.name_in_sentence
        )
    Unit.objects.select_for_update().get(pk=unit.pk)
    last = cut_offs_of(unit).last()
    if last and (last.first_day, last.until) == (first_day, None) and (last.since is None or last.since <= since):
        return last
    _refuse_past(unit, last, since)
    before = _as_json(last or cut_off_over(unit, since))
    row = _written(unit, last, first_day, since, basis)
    audit.record("set_cut_off", unit, by=by, at=at, unit_id=unit.pk, before=before, after=_as_json(row))
    return row


def _refuse_past(unit: Unit, last: CutOff | None, since: date) -> None:
    """Refuse what would change periods that are reported already, or come before what is set."""
    if last and last.since and since < last.since:
        raise Refused(
            _("Đã đặt ngày đầu kỳ từ %(day)s. Chọn ngày ấy hoặc sau ngày ấy."),
            field="since", day=f"{last.since:%d/%m/%Y}",
        )  # fmt: skip
    report = last_reported(unit, since)
    if report and report.period.until:
        ended = report.period.until - timedelta(days=1)
        raise Refused(
            _("Đã có báo cáo %(period)s. Chọn ngày sau %(day)s, để kỳ cũ giữ nguyên ngày."),
            field="since", period=report.period.label, day=f"{ended:%d/%m/%Y}",
        )  # fmt: skip


def _written(unit: Unit, last: CutOff | None, first_day: int, since: date, basis: str) -> CutOff:
    """Write the setting; one from the same day is written over, one from before ends."""
    said = " ".join(basis.replace("\0", "").split())[:_LONGEST_BASIS]
    if last and last.since == since:
        last.first_day, last.basis = first_day, said
        last.save(update_fields=["first_day", "basis"])
        return last
    if last and last.until is None:
        last.until = since
        last.save(update_fields=["until"])
    return CutOff.objects.create(unit=unit, first_day=first_day, since=since, basis=said)


def _as_json(row: CutOff | None) -> dict[str, Any]:
    if row is None:
        return {"first_day": 1}
    since = row.since.isoformat() if row.since else None
    return {"unit": row.unit.full_name, "first_day": row.first_day, "since": since, "basis": row.basis}
