"""What share of a collective's members reached what (Law 06/2022/QH15, Art. 27, 28)."""

from __future__ import annotations

from enum import StrEnum

from thidua.law.record import Members, Record
from thidua.law.verdicts import Finding, Outcome
from thidua.law.view import LawView
from thidua.vietnamese.writing import number as written

_HUNDRED = 100  # per cent


class Counted(StrEnum):
    """Which members of a collective are counted."""

    COMPLETED = "completed"
    ADVANCED = "advanced"
    FIGHTERS = "fighters"

    @property
    def label(self) -> str:
        """What such a member reached, in Vietnamese."""
        return _LABELS[self]


_LABELS = {
    Counted.COMPLETED: "hoàn thành nhiệm vụ",
    Counted.ADVANCED: "đạt Lao động tiên tiến (Chiến sĩ tiên tiến)",
    Counted.FIGHTERS: "đạt Chiến sĩ thi đua cơ sở",
}
_NO_COUNTS = Finding(
    Outcome.TO_JUDGE,
    "Chưa có số thành viên của tập thể theo kết quả năm.",
    missing="Số thành viên của tập thể và kết quả trong năm",
)


def member_share(record: Record, law: LawView, *, counted: Counted, number: str, more_than: bool = False) -> Finding:
    """Ask whether at least ``number`` per cent of the members (or ``more_than`` that) reached something."""
    count = _count(record.members, counted)
    if record.members is None or count is None or not record.members.total:
        return _NO_COUNTS
    total, needed = record.members.total, law.number(number)
    part, limit = count * _HUNDRED, needed * total
    fits = part > limit if more_than else part >= limit
    observed = f"{count}/{total} thành viên {counted.label}."
    if fits:
        return Finding(Outcome.MET, observed, observed)
    least = limit // _HUNDRED + 1 if more_than else -(-limit // _HUNDRED)
    return Finding(
        Outcome.NOT_MET,
        f"{observed[:-1]}, cần {'trên' if more_than else 'ít nhất'} {written(needed)}%, tức {least} người.",
        observed,
        f"Thêm {least - count} người",
    )


def member_count(record: Record, law: LawView, *, counted: Counted, number: str) -> Finding:
    """Ask whether at least ``number`` members reached something."""
    count = _count(record.members, counted)
    if count is None:
        return _NO_COUNTS
    needed = law.number(number)
    observed = f"{count} thành viên {counted.label}."
    if count >= needed:
        return Finding(Outcome.MET, observed, observed)
    return Finding(Outcome.NOT_MET, f"{observed[:-1]}, cần ít nhất {needed}.", observed, f"Thêm {needed - count} người")


def none_disciplined(record: Record, law: LawView) -> Finding:  # noqa: ARG001 - every test is given the law
    """Ask that no member was disciplined at warning or above; only the count is known, nothing of the case."""
    count = record.members.disciplined if record.members else None
    if count is None:
        return Finding(
            Outcome.TO_JUDGE,
            "Đơn vị chưa xác nhận số thành viên bị kỷ luật từ cảnh cáo trở lên.",
            missing="Xác nhận của đơn vị",
        )
    observed = f"{count} thành viên bị kỷ luật từ cảnh cáo trở lên."
    return Finding(Outcome.NOT_MET if count else Outcome.MET, observed, observed)


def _count(members: Members | None, counted: Counted) -> int | None:
    if members is None:
        return None
    return {
        Counted.COMPLETED: members.completed,
        Counted.ADVANCED: members.advanced,
        Counted.FIGHTERS: members.fighters,
    }[counted]
