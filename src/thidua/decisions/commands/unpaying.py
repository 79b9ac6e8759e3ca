"""Taking back a payment that was written by mistake: by another entry of the fund, never by removing one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.core.many import insert_rows
from thidua.decisions.choices import EntryKind
from thidua.decisions.commands.funds import LONGEST_NOTE, lock_lines, turns_of
from thidua.decisions.commands.locking import refuse_others
from thidua.decisions.models import DecisionLine, Fund, FundEntry
from thidua.decisions.rules.funds import day_of_counter_entry
from thidua.honours.rules.lines import line as one_line
from thidua.nominations.choices import State
from thidua.nominations.commands import mark_unpaid


@transaction.atomic
def take_back_payments(*, payments: Collection[FundEntry], reason: str, by: Actor, at: datetime) -> int:
    """Take back payments that were written by mistake, all or none; return their sum, which the funds have again.

    Each gets an entry of its own against it; its award stands as unpaid and can be paid again. A payment is named
    itself, not its line, so a page that is old does not take back the one that was put right since.

    Raises:
        Refused: none, no reason, another unit's, one was taken back already, or its award was annulled since.
    """
    said = one_line(reason, LONGEST_NOTE)
    if not said:
        raise Refused(_("Ghi lý do bỏ ghi chi, như ghi nhầm người hoặc chưa chi."), field="reason")
    rows = _locked(payments, by)
    moved = [row.nomination for row, _paid in rows if row.nomination and row.nomination.state == State.PAID]
    mark_unpaid(nominations=moved, reason=said, by=by, at=at)
    for fund in _funds([paid for _row, paid in rows]):
        _enter(fund, [(row, paid) for row, paid in rows if paid.fund_id == fund.pk], said, by, at)
    DecisionLine.objects.filter(pk__among=[row.pk for row, _paid in rows]).update(paid_on=None)
    return sum(paid.amount for _row, paid in rows)


def _locked(payments: Collection[FundEntry], by: Actor) -> list[tuple[DecisionLine, FundEntry]]:
    """Return each payment with its line, locked, if all of them stand and are the actor's to take back."""
    entries = FundEntry.objects.filter(pk__among=[each.pk for each in payments], kind=EntryKind.PAID)
    by_line = {each.line_id: each for each in entries.select_related("line") if each.line is not None}
    if not by_line or len(by_line) != len({each.pk for each in payments}):
        raise Refused(_("Chọn ít nhất một khoản chi để bỏ ghi."), field="payments")
    rows = lock_lines([each.line for each in by_line.values() if each.line is not None])
    turns = turns_of(rows)
    for row in rows:
        refuse_others(row.decision.unit, by)
        if row.paid_on is None or by_line[row.pk].turn != turns.get(row.pk, 0):
            raise Refused(_("Khoản chi này của %(name)s đã bỏ ghi rồi. Tải lại trang."), name=row.name)
        if row.annulled_at is not None:
            raise Refused(
                _("Khen thưởng của %(name)s đã hủy bỏ sau khi chi. Tiền nộp lại thì ghi thu hồi."), name=row.name
            )
    return [(row, by_line[row.pk]) for row in rows]


def _funds(payments: Sequence[FundEntry]) -> list[Fund]:
    keys = {each.fund_id for each in payments}
    return list(Fund.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def _enter(fund: Fund, rows: Sequence[tuple[DecisionLine, FundEntry]], said: str, by: Actor, at: datetime) -> None:
    common = {
        "fund": fund.pk,
        "kind": EntryKind.TAKEN_BACK,
        "on": day_of_counter_entry(fund.year, clock.legal_day(at)),
        "made_by": by.label,
        "created_at": at,
        "note": said,
    }
    told = [(paid.amount, row.pk, paid.turn) for row, paid in rows]
    insert_rows(FundEntry, ("amount", "line", "turn"), told, common=common)
    names = [row.name for row, _paid in rows]
    before = {"lines": names, "paid_on": sorted({paid.on.isoformat() for _row, paid in rows})}
    after = {"lines": names, "paid_on": None, "total": sum(paid.amount for _row, paid in rows), "reason": said}
    audit.record("take_back_payments", fund, by=by, at=at, unit_id=fund.unit_id, before=before, after=after)
