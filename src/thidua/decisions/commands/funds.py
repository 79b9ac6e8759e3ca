"""The commendation fund: what it begins with, what is added, paid and comes back. Entries are only added."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused, Stale
from thidua.core.many import insert_rows
from thidua.decisions.choices import DecisionKind, DecisionState, EntryKind
from thidua.decisions.commands.locking import acting_unit, refuse_huge, refuse_others
from thidua.decisions.models import DecisionLine, Fund, FundEntry
from thidua.decisions.queries.balances import balance_of, changes_of, recoveries_of
from thidua.decisions.rules.funds import lacking
from thidua.honours.rules.lines import line as one_line
from thidua.nominations.choices import State
from thidua.nominations.commands import mark_paid
from thidua.organisations.models import Unit
from thidua.vietnamese.writing import number

LONGEST_NOTE = 500
_NO_FUND = _("Chưa mở Quỹ thi đua, khen thưởng năm %(year)s của đơn vị. Mở quỹ với số đầu năm rồi ghi.")


@transaction.atomic
def open_fund(*, unit: Unit, year: int, opening: int, by: Actor, at: datetime) -> Fund:
    """Open the fund of a unit for a year with what it begins with, in đồng.

    Raises:
        Refused: another unit's, open already, or below nought.
    """
    refuse_others(unit, by)
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if opening < 0:
        raise Refused(_("Số đầu năm không được âm."), field="opening")
    refuse_huge(opening, "opening")
    if Fund.objects.filter(unit=unit, year=year).exists():
        raise Refused(_("Quỹ năm %(year)s đã mở. Có thêm hay bớt thì ghi bổ sung, giảm."), field="year", year=year)
    fund = Fund.objects.create(unit=unit, year=year, opening=opening, created_at=at)
    audit.record("open_fund", fund, by=by, at=at, unit_id=unit.pk, after={"year": year, "opening": opening})
    return fund


@transaction.atomic
def change_fund(
    *, fund: Fund, amount: int, on: date, note: str, seen: int | None = None, by: Actor, at: datetime
) -> FundEntry:
    """Add to a fund, or take from it what is below nought, with the paper that says so.

    ``seen`` is how many such entries the writer saw (``changes_of``), so that a second click writes nothing.

    Raises:
        Stale: there are others since.
        Refused: nothing changes, no note, a day outside the year or to come, or less would be left than nothing.
    """
    refuse_others(fund.unit, by)
    kept = _locked(fund.unit, fund.year)
    _refuse_unseen(changes_of(kept), seen)
    said = one_line(note, LONGEST_NOTE)
    refuse_huge(amount, "amount")
    if not amount:
        raise Refused(_("Ghi số tiền bổ sung, hoặc số giảm có dấu trừ."), field="amount")
    if not said:
        raise Refused(_("Ghi văn bản bổ sung hay giảm quỹ."), field="note")
    _refuse_day(kept, on, at)
    balance = balance_of(kept)
    if balance + amount < 0:
        raise Refused(_("Quỹ còn %(balance)s đồng, không giảm quá số ấy."), field="amount", balance=number(balance))
    kind = EntryKind.ADDED if amount > 0 else EntryKind.REDUCED
    return _enter(kept, kind, abs(amount), on, said, None, by, at)


@transaction.atomic
def pay_lines(
    *, lines: Collection[DecisionLine], paid_on: date, overdraft_reason: str = "", by: Actor, at: datetime
) -> int:
    """Record that the bonuses of lines were paid, all or none, from the unit's fund of that year; return the sum.

    A fund goes below nought only with a reason, which its entries then carry.

    Raises:
        Refused: none, another unit's, one is not of an issued award, annulled, without money or paid already; a day
            before its decision or to come; no fund that year, or too little in it and no reason.
    """
    rows = lock_lines(lines)
    if not rows:
        raise Refused(_("Chọn ít nhất một người, tập thể, hộ để chi thưởng."), field="lines")
    unit = rows[0].decision.unit
    for row in rows:
        refuse_others(row.decision.unit, by)
        _refuse_line(row, paid_on)
    unpaid = [row.nomination for row in rows if row.nomination is not None and row.nomination.state != State.ARCHIVED]
    mark_paid(nominations=unpaid, by=by, at=at)
    fund = _locked(unit, paid_on.year)
    _refuse_day(fund, paid_on, at)
    total, said = sum(row.bonus or 0 for row in rows), one_line(overdraft_reason, LONGEST_NOTE)
    _refuse_lack(fund, total, said)
    common = {
        "fund": fund.pk,
        "kind": EntryKind.PAID,
        "on": paid_on,
        "made_by": by.label,
        "created_at": at,
        "note": said,
    }
    turns = turns_of(rows)
    insert_rows(
        FundEntry,
        ("amount", "line", "turn"),
        [(row.bonus, row.pk, turns.get(row.pk, 0)) for row in rows],
        common=common,
    )
    DecisionLine.objects.filter(pk__among=[row.pk for row in rows]).update(paid_on=paid_on)
    after = {"lines": [row.name for row in rows], "total": total, "paid_on": paid_on.isoformat(), "overdraft": said}
    audit.record("pay_lines", fund, by=by, at=at, unit_id=unit.pk, after=after)
    return total


@transaction.atomic
def record_recovery(
    *, line: DecisionLine, amount: int, on: date, note: str = "", seen: int | None = None, by: Actor, at: datetime
) -> FundEntry:
    """Record that money of an annulled award came back into the fund of the year of ``on``.

    Where the unit that decided has ended, it comes back into the fund of the one that took its place. ``seen`` is
    how many recoveries of the line the writer saw (``recoveries_of``).

    Raises:
        Stale: there are others since.
        Refused: another unit's, nothing is to come back, more than that, a day before it was paid or to come, or no
            fund that year.
    """
    (kept,) = lock_lines([line])
    unit = acting_unit(kept.decision.unit, by, at)
    _refuse_unseen(recoveries_of(kept), seen)
    back = sum(recoveries_of(kept).values_list("amount", flat=True))
    owed = kept.to_recover - back
    if not 0 < amount <= owed:
        raise Refused(
            _("%(name)s còn phải nộp lại %(owed)s đồng. Ghi số tiền từ 1 đồng đến số ấy."),
            field="amount",
            name=kept.name,
            owed=number(owed),
        )
    if kept.paid_on and on < kept.paid_on:
        raise Refused(
            _("Ngày nộp trước ngày chi %(day)s. Kiểm tra lại ngày."), field="on", day=f"{kept.paid_on:%d/%m/%Y}"
        )
    fund = _locked(unit, on.year)
    _refuse_day(fund, on, at)
    return _enter(fund, EntryKind.RECOVERED, amount, on, one_line(note, LONGEST_NOTE), kept, by, at)


def lock_lines(lines: Collection[DecisionLine]) -> Sequence[DecisionLine]:
    """Return lines as they are now, locked in one order; refuse where one is no more."""
    rows = DecisionLine.objects.in_force().select_for_update(of=("self",)).filter(pk__among=[each.pk for each in lines])
    found = list(rows.select_related("decision__unit", "nomination").order_by("pk"))
    if len(found) != len({each.pk for each in lines}):
        raise Refused(_("Có dòng không còn. Tải lại trang rồi chọn lại."), field="lines")
    return found


def turns_of(rows: Collection[DecisionLine]) -> dict[int, int]:
    """Return how many payments of lines were taken back, by the line's key; of none it has no key."""
    taken = FundEntry.objects.filter(kind=EntryKind.TAKEN_BACK, line__pk__among=[row.pk for row in rows]).order_by()
    return dict(taken.values_list("line").annotate(count=Count("pk")))


def _refuse_unseen(entries: QuerySet[FundEntry], seen: int | None) -> None:
    now = entries.count()
    if seen is not None and seen != now:
        raise Stale(
            _("Vừa có khoản khác được ghi sau khi mở trang này. Xem lại sổ quỹ; vẫn cần ghi thì bấm lần nữa."),
            theirs={},
            ours={},
            version=now,
        )


def _locked(unit: Unit, year: int) -> Fund:
    fund = Fund.objects.select_for_update(of=("self",)).filter(unit=unit, year=year).first()
    if fund is None:
        raise Refused(_NO_FUND, year=year)
    return fund


def _refuse_line(row: DecisionLine, paid_on: date) -> None:
    decision = row.decision
    stands = row.does == DecisionKind.AWARD and decision.state == DecisionState.ISSUED and row.annulled_at is None
    if not stands:
        raise Refused(_("%(name)s: quyết định chưa ban hành hoặc đã hủy bỏ, không chi."), name=row.name)
    if not row.bonus:
        raise Refused(_("%(name)s không có tiền thưởng: %(why)s"), name=row.name, why=row.bonus_note)
    if row.paid_on is not None:
        raise Refused(
            _("%(name)s đã chi ngày %(day)s. Bỏ chọn dòng này."), name=row.name, day=f"{row.paid_on:%d/%m/%Y}"
        )
    if decision.dated_on and paid_on < decision.dated_on:
        raise Refused(_("Ngày chi trước ngày quyết định. Kiểm tra lại ngày."), field="paid_on")


def _refuse_day(fund: Fund, on: date, at: datetime) -> None:
    if on.year != fund.year or on > clock.legal_day(at):
        raise Refused(_("Ngày phải trong năm %(year)s và không sau hôm nay."), field="on", year=fund.year)


def _refuse_lack(fund: Fund, total: int, reason: str) -> None:
    balance = balance_of(fund)
    short = lacking(balance, total)
    if short and not reason:
        raise Refused(
            _(
                "Quỹ năm %(year)s còn %(balance)s đồng, cần %(total)s đồng, thiếu %(short)s đồng. Bổ sung quỹ, chi bớt "
                "người, hoặc ghi lý do chi vượt quỹ."
            ),
            field="overdraft_reason",
            year=fund.year,
            balance=number(balance),
            total=number(total),
            short=number(short),
        )


def _enter(
    fund: Fund, kind: EntryKind, amount: int, on: date, note: str, line: DecisionLine | None, by: Actor, at: datetime
) -> FundEntry:
    entry = FundEntry.objects.create(
        fund=fund, kind=kind, amount=amount, on=on, note=note, line=line, made_by=by.label, created_at=at
    )
    after = {"kind": str(kind), "amount": amount, "on": on.isoformat(), "note": note}
    audit.record("enter_in_fund", entry, by=by, at=at, unit_id=fund.unit_id, after=after)
    return entry
