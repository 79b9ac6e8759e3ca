"""Issuing a decision: its number, its day, and everything that follows from it, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.decisions.choices import DecisionKind, DecisionState
from thidua.decisions.commands.awarding import Awarding
from thidua.decisions.commands.following import Annulling, Following, Reissuing
from thidua.decisions.commands.locking import lock_draft
from thidua.decisions.commands.numbering import take_number
from thidua.decisions.commands.signing import settle_signer
from thidua.decisions.models import AwardDecision
from thidua.decisions.rules.acts import may_issue
from thidua.decisions.rules.signing import as_fields

_NUMBERED = (
    "number", "year", "dated_on", "is_from_book", "state", *as_fields(None), "issued_at", "issued_by", "version",
)  # fmt: skip
_WORK: Mapping[DecisionKind, Callable[[AwardDecision, Actor, datetime], Following]] = {
    DecisionKind.AWARD: Awarding,
    DecisionKind.ANNUL: Annulling,
    DecisionKind.REISSUE: Reissuing,
}


@dataclass(frozen=True, slots=True)
class Issued:
    """A decision that has its number now; ``passed`` are numbers that our book passed over, typed before."""

    decision: AwardDecision
    passed: tuple[int, ...] = ()


@transaction.atomic
def issue_decision(
    *, decision: AwardDecision, number: str | None = None, dated_on: date, by: Actor, at: datetime
) -> Issued:
    """Issue a draft, all or nothing: an award writes the ledger, an annulment takes its rows back.

    ``number`` is what the office's registry gave, as typed («15», «15/QĐ-UBND»); without it our own book gives one.
    Locks are taken in one order: the decision, lines, nominations, the book, the ledger.

    Raises:
        Refused: it is no draft or another unit's, the day cannot be, it has no lines, a line's award may not be given,
            a condition of a nomination is not met and nobody let it pass, an amount is still asked, the number is none
            or taken, the office profile of the day has no such signer, or the ledger refuses an award.
    """
    kept = lock_draft(decision, by)
    _refuse(kept, dated_on, by, at)
    work = _WORK[DecisionKind(kept.kind)](kept, by, at)
    settle_signer(kept, dated_on)
    work.prepare(dated_on)
    given = take_number(kept, typed=number, dated_on=dated_on)
    work.write()
    kept.state, kept.issued_at, kept.issued_by = DecisionState.ISSUED, at, by.label
    kept.version += 1
    kept.save(update_fields=_NUMBERED)
    after = {"number": kept.code, "dated_on": dated_on.isoformat(), "lines": len(work.lines), "passed": given.passed}
    audit.record("issue_decision", kept, by=by, at=at, unit_id=kept.unit_id, after=after)
    return Issued(kept, given.passed)


def _refuse(decision: AwardDecision, dated_on: date, by: Actor, at: datetime) -> None:
    if not may_issue(DecisionKind(decision.kind), by.roles):
        raise Refused(_("Quyết định hủy bỏ do người duyệt hoặc lãnh đạo đơn vị ghi ban hành."))
    if dated_on > clock.legal_day(at):
        raise Refused(_("Ngày quyết định chưa tới. Ban hành vào ngày ký, hoặc sửa ngày."), field="dated_on")
    since, until = decision.unit.since, decision.unit.until
    if since is not None and dated_on < since:
        raise Refused(
            _("%(unit)s thành lập từ %(day)s, chưa ra quyết định trước ngày ấy. Kiểm tra lại ngày."),
            field="dated_on",
            unit=decision.unit.full_name,
            day=f"{since:%d/%m/%Y}",
        )
    if until is not None and dated_on >= until:
        raise Refused(
            _("%(unit)s đã kết thúc hoạt động từ %(day)s, không ra quyết định sau ngày ấy. Đơn vị kế tục quyết định."),
            field="dated_on",
            unit=decision.unit.full_name,
            day=f"{until:%d/%m/%Y}",
        )
