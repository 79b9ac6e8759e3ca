"""Reminding units of reports that are late."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.organisations.models import Unit
from thidua.reports.commands.closing import closed_refusal
from thidua.reports.models import Form, Period, Reminder
from thidua.reports.queries.closing import closing_below
from thidua.reports.queries.filing import plan_of, read_matrix
from thidua.reports.queries.ladder import edition_for, last_day
from thidua.reports.rules.reminding import LATE, OWING

_LONGEST = 500


class Reminding(NamedTuple):
    """What became of it: how many units were reminded now, how many had been on the same day."""

    reminded: int
    already: int


@transaction.atomic
def remind_units(
    *, form: Form, period: Period, unit: Unit, text: str, by: Actor, at: datetime, only: Unit | None = None
) -> Reminding:
    """Remind every unit under ``unit`` that is late with a report, or one of them; each at most once a day.

    Sending it twice does no harm: who was reminded on the day is left out.

    Raises:
        Refused: the actor works for another unit, nothing is written, nobody is late, or the period is closed.
    """
    if by.unit_id != unit.pk:
        raise Refused(_("Chỉ người của %(unit)s nhắc được các nơi này."), unit=unit.name_in_sentence)
    said = " ".join(text.replace("\0", "").split())
    if not said or len(said) > _LONGEST:
        raise Refused(_("Ghi lời nhắc, dài tối đa %(most)s ký tự."), field="text", most=_LONGEST)
    Unit.objects.select_for_update().get(pk=unit.pk)  # two who remind at once send one reminder
    edition = edition_for(form.pk, period)
    if edition and (closed := closing_below(form, period, unit, edition.tree)):
        raise closed_refusal(closed)
    today = clock.legal_day(at)
    late = _late(form, period, unit, only, by, at)
    if not late:
        raise Refused(_("Không còn nơi nào phải nhắc: báo cáo đã gửi, hoặc chưa quá hạn."))
    same_day = Reminder.objects.filter(form=form, period=period, on=today, unit__in=late)
    already = set(same_day.values_list("unit_id", flat=True))
    made = [
        Reminder(form=form, period=period, unit=each, sender=unit, by=by.label, on=today, text=said, created_at=at)
        for each in late
        if each.pk not in already
    ]
    Reminder.objects.bulk_create(made)
    lines = [audit.Line(row, after={"unit": row.unit.full_name, "period": period.label, "text": said}) for row in made]
    audit.record_all("remind_unit", lines, by=by, at=at, unit_id=unit.pk)
    return Reminding(len(made), len(already))


def _late(form: Form, period: Period, unit: Unit, only: Unit | None, by: Actor, at: datetime) -> list[Unit]:
    """Return the units that may be reminded: as they stand in the matrix of who has filed."""
    plan = plan_of(form, unit, last_day(period).year)
    matrix = read_matrix(by, plan, today=clock.legal_day(at), only=only.uid if only else None)
    place = plan.keys.get(period.key, 0) - 1
    if place < 0:
        return []
    rows = matrix.in_state(place, *(OWING if only else LATE))
    return list(Unit.objects.filter(uid__in=[row.uid for row in rows]).order_by("sort_key", "pk"))
