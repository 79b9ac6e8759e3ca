"""Calling in the certificates of annulled awards: what became of each, recorded and taken back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.decisions.choices import Returned
from thidua.decisions.commands.funds import LONGEST_NOTE, lock_lines
from thidua.decisions.commands.locking import refuse_others
from thidua.decisions.models import DecisionLine
from thidua.honours.rules.lines import line as one_line

_RETURNED = ("returned", "returned_on", "returned_note")


@transaction.atomic
def record_return(
    *, line: DecisionLine, returned: str, on: date, note: str = "", by: Actor, at: datetime
) -> DecisionLine:
    """Record what became of the certificate or medal of an annulled award, and when.

    Raises:
        Refused: another unit's, the award stands, it is recorded already, or the day is to come or before the decision.
    """
    (kept,) = lock_lines([line])
    refuse_others(kept.decision.unit, by)
    if kept.annulled_at is None:
        raise Refused(_("Khen thưởng của %(name)s còn hiệu lực, không thu bằng, hiện vật."), name=kept.name)
    if kept.returned:
        raise Refused(_("Bằng, hiện vật của %(name)s đã ghi rồi. Ghi nhầm thì bỏ ghi trước."), name=kept.name)
    if returned not in Returned.values:
        raise Refused(_("Chọn bằng, hiện vật đã nộp lại hay chưa trao, đã mất."), field="returned")
    if on > clock.legal_day(at) or (kept.decision.dated_on and on < kept.decision.dated_on):
        raise Refused(_("Ngày phải từ ngày quyết định và không sau hôm nay."), field="on")
    told = {"returned": returned, "returned_on": on, "returned_note": one_line(note, LONGEST_NOTE)}
    return _keep(kept, told, "record_return", by, at)


@transaction.atomic
def undo_return(*, line: DecisionLine, by: Actor, at: datetime) -> DecisionLine:
    """Take back what was recorded of a certificate; it is called in again. A second press changes nothing."""
    (kept,) = lock_lines([line])
    refuse_others(kept.decision.unit, by)
    if not kept.returned:
        return kept
    return _keep(kept, {"returned": "", "returned_on": None, "returned_note": ""}, "undo_return", by, at)


def _keep(row: DecisionLine, told: dict[str, Any], act: str, by: Actor, at: datetime) -> DecisionLine:
    before = _plain(row)
    for name, value in told.items():
        setattr(row, name, value)
    row.save(update_fields=list(_RETURNED))
    audit.record(act, row, by=by, at=at, unit_id=row.decision.unit_id, before=before, after=_plain(row))
    return row


def _plain(row: DecisionLine) -> dict[str, str]:
    on = row.returned_on.isoformat() if row.returned_on else ""
    return {"name": row.name, "returned": str(row.returned), "on": on, "note": row.returned_note}
