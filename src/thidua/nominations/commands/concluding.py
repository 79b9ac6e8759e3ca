"""What an authorised person concludes of a condition: of one that asks a person, or past one that is not met."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor, Role
from thidua.core.changes import withdraw_rows
from thidua.core.errors import Refused
from thidua.honours.rules.lines import line
from thidua.law.verdicts import Outcome
from thidua.nominations.choices import State
from thidua.nominations.commands.checking import check_nominations
from thidua.nominations.commands.locking import lock_nominations
from thidua.nominations.models import Conclusion, Nomination
from thidua.nominations.queries.sides import sides_of
from thidua.nominations.rules.path import Side, with_decider
from thidua.nominations.rules.verdict_rows import VerdictRow

_JUDGES = (Role.OFFICER, Role.APPROVER, Role.LEADER)
_HEADS = (Role.APPROVER, Role.LEADER)
_LONGEST_REASON = 1000


@transaction.atomic
def conclude(
    *, nomination: Nomination, condition: str, is_met: bool, reason: str, by: Actor, at: datetime
) -> Conclusion:
    """Write what a person concluded of a condition that the law leaves to a person; check the nomination again.

    Raises:
        Refused: it is not the actor's to judge, the condition asks nobody, or there is no reason.
    """
    kept, row = _held(nomination, condition, Outcome.TO_JUDGE, by, at)
    if not by.has(*_JUDGES):
        raise Refused(_("Người thẩm định hoặc lãnh đạo của nơi xét kết luận điều kiện này."))
    return _write(kept, row, is_met=is_met, is_override=False, reason=reason, by=by, at=at)


@transaction.atomic
def override(*, nomination: Nomination, condition: str, reason: str, by: Actor, at: datetime) -> Conclusion:
    """Let a nomination pass a condition that is not met, with a reason; the verdict itself stays as it is.

    Raises:
        Refused: it is not the actor's to do, the condition is not one that is not met, or there is no reason.
    """
    kept, row = _held(nomination, condition, Outcome.NOT_MET, by, at)
    if not by.owns(*_HEADS):
        raise Refused(_("Chỉ lãnh đạo hoặc người duyệt của nơi xét được cho qua điều kiện chưa đạt, không ủy quyền."))
    return _write(kept, row, is_met=False, is_override=True, reason=reason, by=by, at=at)


@transaction.atomic
def withdraw_conclusion(*, conclusion: Conclusion, reason: str = "", by: Actor, at: datetime) -> None:
    """Take a conclusion back (undo), and check the nomination again.

    Raises:
        Refused: the nomination was decided or ended since, or it is another unit's, or somebody else's to take back.
    """
    (kept,) = lock_nominations([conclusion.nomination])
    _refuse_others(kept, by, at)
    if conclusion.concluded_by != by.label and not by.owns(*_HEADS):
        raise Refused(
            _("Kết luận này do %(who)s ghi. Người ấy, hoặc lãnh đạo, người duyệt của nơi xét mới rút được."),
            who=conclusion.concluded_by,
        )
    withdraw_rows([conclusion], act="withdraw_conclusion", reason=reason, by=by, at=at)
    check_nominations(nominations=[kept], by=by, at=at)


def _held(
    nomination: Nomination, condition: str, outcome: Outcome, by: Actor, at: datetime
) -> tuple[Nomination, VerdictRow]:
    """Return the nomination locked and the row of the condition as it is found now."""
    (kept,) = lock_nominations([nomination])
    _refuse_others(kept, by, at)
    found = check_nominations(nominations=[kept], by=by, at=at)[kept.pk]
    row = next((each for each in found.rows if each.code == condition), None)
    if row is None or row.outcome is not outcome:
        raise Refused(_("Điều kiện này không còn chờ kết luận. Tải lại trang để xem kết quả hiện nay."))
    return kept, row


def _refuse_others(kept: Nomination, by: Actor, at: datetime) -> None:
    if Side.DECIDING not in sides_of(kept, by, on=clock.legal_day(at)):
        raise Refused(_("Nơi xét hồ sơ này mới kết luận được: %(unit)s."), unit=kept.round.unit.full_name)
    if not with_decider(State(kept.state)):
        raise Refused(_("Chỉ kết luận khi hồ sơ đang ở nơi xét, trước khi có quyết định."))


def _write(
    kept: Nomination, row: VerdictRow, *, is_met: bool, is_override: bool, reason: str, by: Actor, at: datetime
) -> Conclusion:
    reason = line(reason, _LONGEST_REASON)
    if not reason:
        raise Refused(_("Ghi lý do kết luận, để người xem hồ sơ sau này hiểu."), field="reason")
    there = Conclusion.objects.in_force().filter(nomination=kept, condition=row.code)
    withdraw_rows(there, act="withdraw_conclusion", reason="replaced", by=by, at=at)
    made = Conclusion.objects.create(
        nomination=kept,
        condition=row.code,
        requirement=line(row.requirement, 500),
        is_override=is_override,
        is_met=is_met,
        reason=reason,
        concluded_by=by.label,
        concluded_role=by.role_label,
        created_at=at,
    )
    after = {"nomination": kept.code, "condition": row.code, "is_met": is_met, "reason": reason}
    act = "override_condition" if is_override else "conclude_condition"
    audit.record(act, made, by=by, at=at, unit_id=kept.round.unit_id, after=after)
    check_nominations(nominations=[kept], by=by, at=at)
    return made
