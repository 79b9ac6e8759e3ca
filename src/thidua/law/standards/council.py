"""The vote of the council and the public comment (Decree 98/2023/NĐ-CP, Art. 30; later rules as the data says)."""

from __future__ import annotations

from decimal import Decimal

from thidua.law.record import Record, Votes
from thidua.law.verdicts import Finding, Outcome
from thidua.law.view import LawView
from thidua.vietnamese.writing import number as written

ALL_MEMBERS = "all_members"
NOT_RECUSED = "not_recused"
_HUNDRED = 100  # per cent


def quorate(record: Record, law: LawView, *, number: str, denominator: str) -> Finding:
    """Ask that ``number`` out of ``denominator`` parts of all members of the council were present."""
    part, whole = law.number(number), law.number(denominator)
    if record.votes is None:
        return Finding(Outcome.NOT_YET, "Hội đồng chưa họp xét.", missing="Số thành viên có mặt")
    present, members = record.votes.attending, record.votes.members
    if present is None or not members:
        return Finding(Outcome.TO_JUDGE, "Chưa ghi số thành viên có mặt.", missing="Số thành viên có mặt")
    least = -(-part * members // whole)
    observed = f"Có mặt {present}/{members} thành viên."
    if present >= least:
        return Finding(Outcome.MET, observed, observed)
    return Finding(
        Outcome.NOT_MET, f"{observed[:-1]}, cần ít nhất {least}.", observed, f"Thêm {least - present} thành viên có mặt"
    )


def voted(record: Record, law: LawView, *, number: str, denominator: str) -> Finding:
    """Ask for ``number`` per cent of the council; of whom, the parameter ``denominator`` says."""
    needed = law.number(number)
    votes = record.votes
    if votes is None:
        return Finding(Outcome.NOT_YET, f"Hội đồng chưa bỏ phiếu; cần từ {needed}%.", missing="Kết quả bỏ phiếu")
    base = base_of(votes, law.choice(denominator))
    if base <= 0:
        return Finding(Outcome.TO_JUDGE, "Không còn thành viên nào được biểu quyết.", missing="Hội đồng khác xét")
    least = -(-needed * base // _HUNDRED)
    observed = f"{votes.favour}/{base} phiếu đồng ý, {written(_per_cent(votes.favour, base), 1)}%."
    if votes.favour >= least:
        return Finding(Outcome.MET, f"{observed[:-1]}, đủ tỷ lệ {needed}%.", observed)
    return Finding(
        Outcome.NOT_MET,
        f"{observed[:-1]}, cần từ {needed}%, tức {least} phiếu.",
        observed,
        f"Thêm {least - votes.favour} phiếu đồng ý",
    )


def commented(record: Record, law: LawView, *, number: str) -> Finding:
    """Ask whether the list was shown to the public for ``number`` days."""
    needed = law.parameter(number)
    if record.comment_days is None:
        return Finding(
            Outcome.NOT_YET,
            f"Chưa lấy ý kiến công khai; cần {needed.value} {needed.unit}.",
            missing="Lấy ý kiến công khai",
        )
    observed = f"Đã công khai {record.comment_days} {needed.unit}."
    if record.comment_days >= law.number(number):
        return Finding(Outcome.MET, observed, observed)
    lacking = law.number(number) - record.comment_days
    return Finding(Outcome.NOT_MET, f"{observed[:-1]}, cần {needed.value}.", observed, f"Thêm {lacking} {needed.unit}")


def base_of(votes: Votes, denominator: str) -> int:
    """Return of how many a share of votes is taken: all members, or those who did not step aside.

    Raises:
        ValueError: ``denominator`` is neither.
    """
    if denominator == ALL_MEMBERS:
        return votes.members
    if denominator == NOT_RECUSED:
        return votes.members - votes.recused
    raise ValueError(f"unknown denominator {denominator}")


def _per_cent(part: int, whole: int) -> Decimal:
    return Decimal(part) * _HUNDRED / whole
