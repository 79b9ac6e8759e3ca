"""Taking hold of a row before it is written to, and refusing whoever works for another unit."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_noop as _

from thidua.core import clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.nominations.choices import State
from thidua.nominations.commands.locking import lock_nominations
from thidua.nominations.models import Nomination, Round
from thidua.nominations.queries.sides import sides_of
from thidua.nominations.rules.path import EDITABLE, Side, with_decider
from thidua.organisations.models import Unit

OVER = _("Đợt xét này đã kết thúc. Mở lại đợt xét trước.")
_OTHERS = _("Chỉ người của %(unit)s làm được việc này.")
_NOT_HERE = _("Hồ sơ %(code)s đang ở bước «%(state)s», không nằm ở nơi xét. Làm việc này khi hồ sơ đã được tiếp nhận.")
_NOT_EDITABLE = _("Hồ sơ %(code)s đang ở bước «%(state)s», không sửa được. Thu hồi, hoặc chờ cấp xét trả lại rồi sửa.")


def refuse_other_unit(by: Actor, unit: Unit) -> None:
    """Refuse whoever does not work for a unit.

    Raises:
        Refused: the actor works for another one.
    """
    if by.unit_id != unit.pk:
        raise Refused(_OTHERS, unit=unit.name_in_sentence)


def held_round(found: Round, by: Actor, *, open_only: bool = True) -> Round:
    """Return a round as it is now, locked until the transaction ends.

    Raises:
        Refused: the actor works for another unit, or the round is closed.
    """
    kept = Round.objects.select_for_update(of=("self",)).select_related("unit").get(pk=found.pk)
    refuse_other_unit(by, kept.unit)
    if open_only and kept.closed_at is not None:
        raise Refused(OVER)
    return kept


def held_dossier(found: Nomination, by: Actor, at: datetime) -> Nomination:
    """Return a nomination as it is now, locked, for the unit that proposes to change what its dossier holds.

    Raises:
        Refused: the actor works for another unit, or the dossier lies with whoever decides.
    """
    (kept,) = lock_nominations([found])
    if Side.NOMINATING not in sides_of(kept, by, on=clock.legal_day(at)):
        raise Refused(_OTHERS, unit=kept.unit.name_in_sentence)
    if State(kept.state) not in EDITABLE:
        raise Refused(_NOT_EDITABLE, code=kept.code, state=State(kept.state).label)
    return kept


def held_for_appraisal(found: Nomination, by: Actor, at: datetime) -> Nomination:
    """Return a nomination as it is now, locked, for the unit that appraises it.

    Raises:
        Refused: the actor works for another unit, or the dossier does not lie with it.
    """
    (kept,) = lock_nominations([found])
    if Side.DECIDING not in sides_of(kept, by, on=clock.legal_day(at)):
        raise Refused(_OTHERS, unit=kept.round.unit.name_in_sentence)
    if not with_decider(State(kept.state)):
        raise Refused(_NOT_HERE, code=kept.code, state=State(kept.state).label)
    return kept
