"""Holding a decision still while something is written to it, by whoever may."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_noop as _

from thidua.core import clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.decisions.choices import DecisionState
from thidua.decisions.models import AwardDecision
from thidua.decisions.rules.acts import may_write
from thidua.decisions.rules.funds import MOST
from thidua.organisations.models import Unit
from thidua.organisations.queries.heirs import living_heirs
from thidua.vietnamese.writing import number

_DECISIONS = AwardDecision.objects.select_related("unit", "round")


def refuse_others(unit: Unit, by: Actor) -> None:
    """Refuse what is another unit's to do, or nobody's with the roles of the actor.

    Raises:
        Refused: with the unit whose it is.
    """
    if by.unit_id != unit.pk or not may_write(by.roles):
        raise Refused(
            _("Việc này của cán bộ thi đua, khen thưởng %(unit)s. Chuyển sang làm việc cho đơn vị ấy rồi làm lại."),
            unit=unit.name_in_sentence,
        )


def acting_unit(unit: Unit, by: Actor, at: datetime) -> Unit:
    """Return in whose name the actor handles money of what a unit decided: its own, or that of one that took its place.

    Raises:
        Refused: it is another unit's to do, or nobody's with the roles of the actor.
    """
    heirs = {} if by.unit_id == unit.pk else {each.pk: each for each in living_heirs(unit, on=clock.legal_day(at))}
    found = heirs.get(by.unit_id or 0, unit)
    refuse_others(found, by)
    return found


def refuse_huge(amount: int, field: str) -> None:
    """Refuse an amount that nobody can mean, into a fund or out of it.

    Raises:
        Refused: at the field where it was typed.
    """
    if abs(amount) > MOST:
        raise Refused(_("Không quá %(most)s đồng. Kiểm tra lại số tiền."), field=field, most=number(MOST))


def lock_decision(decision: AwardDecision) -> AwardDecision:
    """Return a decision as it is now, locked until the transaction ends."""
    return _DECISIONS.select_for_update(of=("self",)).get(pk=decision.pk)


def lock_draft(decision: AwardDecision, by: Actor) -> AwardDecision:
    """Return a draft as it is now, locked, for somebody who may write to it.

    Raises:
        Refused: it was issued or dropped, or is another unit's.
    """
    kept = lock_decision(decision)
    refuse_others(kept.unit, by)
    if kept.withdrawn_at is not None:
        raise Refused(_("Dự thảo này đã bỏ. Lập dự thảo khác."))
    if kept.state != DecisionState.DRAFT:
        raise Refused(
            _("Quyết định đã ban hành số %(code)s, không sửa được nữa. Sai thì hủy bỏ bằng quyết định khác."),
            code=kept.code,
        )
    return kept
