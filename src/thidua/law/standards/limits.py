"""What stands in the way of any award: a hold, a unit that ended, a wrong type, a quota."""

from __future__ import annotations

from datetime import date, timedelta

from thidua.law.entries import RecipientKind
from thidua.law.record import CommendationType, Record
from thidua.law.verdicts import Finding, Outcome
from thidua.law.view import LawView
from thidua.vietnamese.writing import number as written

_HUNDRED = 100  # per cent
_OF_HOUSEHOLDS = (CommendationType.AD_HOC, CommendationType.MOVEMENT)


def not_on_hold(record: Record, law: LawView) -> Finding:
    """Ask that no hold is in force on the day (Decree 152/2025/NĐ-CP, Art. 4 clause 4); its details are never kept."""
    until = record.on_hold_until
    if until is None or until <= (record.assessed_on or law.day):
        return Finding(Outcome.MET, "Không trong thời gian tạm dừng xét khen.", "Không tạm dừng.")
    return Finding(
        Outcome.NOT_MET,
        f"Tạm dừng xét đến hết ngày {_day(until - timedelta(days=1))}.",
        f"Tạm dừng đến hết {_day(until - timedelta(days=1))}.",
        possible_from=until,
    )


def not_ended(record: Record, law: LawView) -> Finding:
    """Ask that the collective was not dissolved (Circular 15/2025/TT-BNV)."""
    ended = record.ended_on
    if ended is None or ended > (record.assessed_on or law.day):
        return Finding(Outcome.MET, "Đơn vị đang hoạt động.", "Đang hoạt động.")
    return Finding(
        Outcome.NOT_MET,
        f"Đơn vị đã kết thúc hoạt động từ {_day(ended)}; không khen thưởng đơn vị đã giải thể.",
        f"Kết thúc {_day(ended)}.",
    )


def type_suits_kind(record: Record, law: LawView) -> Finding:  # noqa: ARG001 - every test is given the law
    """Ask that a household is proposed ad hoc or by movement only: the other types name no households (Law, Art. 8)."""
    if record.kind is RecipientKind.HOUSEHOLD and record.type not in {None, *_OF_HOUSEHOLDS}:
        return Finding(
            Outcome.NOT_MET,
            f"Hộ gia đình chỉ được khen đột xuất hoặc theo phong trào, không khen theo loại hình {record.type}.",
            f"Hộ gia đình, {record.type}.",
            "Chọn loại hình đột xuất hoặc phong trào",
        )
    observed = f"{record.kind.label}, {record.type or 'chưa ghi loại hình'}."
    return Finding(Outcome.MET, "Loại hình khen thưởng hợp với đối tượng.", observed)


def within_share(record: Record, law: LawView, *, condition: str, number: str) -> Finding:
    """Ask that those proposed, this one included, are at most ``number`` per cent of those who reach the base title."""
    counts = record.shares.get(condition)
    limit = law.number(number)
    if counts is None:
        return Finding(Outcome.NOT_YET, f"Chưa có số của cả đợt; không quá {limit}%.", missing="Số đề nghị của cả đợt")
    proposed, of = counts
    observed = f"{written(proposed)} trên {written(of)} người."
    if proposed * _HUNDRED <= limit * of:
        return Finding(Outcome.MET, observed, observed)
    most = limit * of // _HUNDRED
    return Finding(
        Outcome.NOT_MET, f"{observed[:-1]}, quá {limit}%: nhiều nhất {most}.", observed, f"Bớt {proposed - most} người"
    )


def within_number(record: Record, law: LawView, *, condition: str, number: str) -> Finding:
    """Ask that those proposed in the year, this one included, are at most ``number``."""
    counts = record.shares.get(condition)
    limit = law.number(number)
    if counts is None:
        return Finding(Outcome.NOT_YET, f"Chưa có số của cả đợt; không quá {limit}.", missing="Số đề nghị của cả đợt")
    proposed, _of = counts
    observed = f"{written(proposed)} đề nghị trong năm."
    if proposed <= limit:
        return Finding(Outcome.MET, observed, observed)
    return Finding(
        Outcome.NOT_MET, f"{observed[:-1]}, nhiều nhất {limit}.", observed, f"Bớt {proposed - limit} đề nghị"
    )


def _day(value: date) -> str:
    return f"{value:%d/%m/%Y}"
