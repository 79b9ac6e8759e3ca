"""Holding a nomination until a day, and releasing it. Nothing is kept of why (Decree 152/2025/NĐ-CP, Art. 4)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor, Role
from thidua.core.errors import Refused
from thidua.nominations.choices import Act, State
from thidua.nominations.commands.checking import check_nominations
from thidua.nominations.commands.locking import lock_nominations
from thidua.nominations.commands.moving import write_steps
from thidua.nominations.models import Nomination
from thidua.nominations.queries.sides import sides_of
from thidua.nominations.rules.path import OPEN, Side, with_decider

_WHO = (Role.OFFICER, Role.APPROVER, Role.LEADER)


@transaction.atomic
def hold(*, nomination: Nomination, until: date, by: Actor, at: datetime) -> Nomination:
    """Let no step be taken before ``until``.

    Raises:
        Refused: the day is past, or it is not the actor's to do.
    """
    if until <= clock.legal_day(at):
        raise Refused(_("Chọn ngày xét tiếp sau hôm nay."), field="until")
    return _hold(nomination, Act.HOLD, until, by, at)


@transaction.atomic
def release(*, nomination: Nomination, by: Actor, at: datetime) -> Nomination:
    """End a hold before its day, also of a nomination that was returned meanwhile: nobody else can."""
    return _hold(nomination, Act.RELEASE, None, by, at)


def _hold(nomination: Nomination, act: Act, until: date | None, by: Actor, at: datetime) -> Nomination:
    (kept,) = lock_nominations([nomination])
    if Side.DECIDING not in sides_of(kept, by, on=clock.legal_day(at)) or not by.has(*_WHO):
        raise Refused(_("Nơi xét hồ sơ này mới tạm dừng hoặc cho xét tiếp: %(unit)s."), unit=kept.round.unit.full_name)
    may_change = State(kept.state) in OPEN if act is Act.RELEASE else with_decider(State(kept.state))
    if not may_change:
        raise Refused(_("Chỉ tạm dừng hồ sơ đang ở nơi xét, trước khi có quyết định."))
    if kept.held_until == until:
        return kept
    before = kept.held_until
    kept.held_until = until
    kept.version += 1
    kept.save(update_fields=["held_until", "version"])
    check_nominations(nominations=[kept], by=by, at=at)
    write_steps([kept], act, {kept.pk: kept.state}, reason="", by=by, at=at)
    told = {"held_until": before.isoformat() if before else None}, {"held_until": until.isoformat() if until else None}
    audit.record(f"{act}_until", kept, by=by, at=at, unit_id=kept.round.unit_id, before=told[0], after=told[1])
    return kept
