"""What only a person can conclude: the machine shows what was stated and asks."""

from __future__ import annotations

from thidua.law.record import Reach, Record
from thidua.law.verdicts import Finding, Outcome
from thidua.law.view import LawView


def concluded(record: Record, law: LawView, *, condition: str) -> Finding:  # noqa: ARG001 - every test is given the law
    """Return what an authorised person concluded on a condition, or ask for it."""
    answer = record.judgements.get(condition, record.judged_all)
    if answer is None:
        return Finding(
            Outcome.TO_JUDGE,
            "Máy không tự kết luận; người có thẩm quyền kết luận và ghi lý do.",
            missing="Kết luận của người có thẩm quyền",
        )
    if answer:
        return Finding(Outcome.MET, "Người có thẩm quyền kết luận là đạt.", "Đã kết luận: đạt.")
    return Finding(Outcome.NOT_MET, "Người có thẩm quyền kết luận là không đạt.", "Đã kết luận: không đạt.")


def achieved(
    record: Record, law: LawView, *, condition: str, types_of_achievement: tuple[str, ...], reach: Reach | None = None
) -> Finding:
    """Ask for an achievement of one of the types that reaches far enough; how great it is, a person concludes."""
    stated = [
        each
        for each in record.achievements
        if each.type in types_of_achievement and (reach is None or each.reach is None or each.reach.covers(reach))
    ]
    if not stated:
        words = " hoặc ".join(types_of_achievement) + (f" phạm vi {reach} trở lên" if reach else "")
        return Finding(Outcome.NOT_MET, f"Hồ sơ không nêu thành tích {words}.", "Không nêu.", f"Thành tích {words}")
    observed = "; ".join(_words(each.type, each.reach) for each in stated)
    found = concluded(record, law, condition=condition)
    return Finding(found.outcome, f"Hồ sơ nêu: {observed}. {found.reason}", observed, found.missing)


def leads_cluster(record: Record, law: LawView) -> Finding:  # noqa: ARG001 - every test is given the law
    """Ask whether the collective came first in its cluster or block."""
    rank = record.cluster_rank
    if rank is None:
        return Finding(
            Outcome.TO_JUDGE, "Chưa có kết quả xếp hạng của cụm, khối.", missing="Kết quả xếp hạng của cụm, khối"
        )
    observed = f"Xếp thứ {rank} trong cụm, khối."
    if rank == 1:
        return Finding(Outcome.MET, observed, observed)
    return Finding(Outcome.NOT_MET, f"{observed} Cờ tặng cho đơn vị dẫn đầu.", observed)


def has_paper(record: Record, law: LawView, *, paper: str, words: str) -> Finding:  # noqa: ARG001 - likewise
    """Ask whether a paper lies in the dossier."""
    if record.papers is None:
        return Finding(Outcome.TO_JUDGE, f"Chưa xem trong hồ sơ có {words} hay không.", missing=words)
    if paper in record.papers:
        return Finding(Outcome.MET, f"Đã có {words}.", f"Đã có {words}.")
    return Finding(Outcome.NOT_MET, f"Chưa có {words} trong hồ sơ.", "Chưa có.", words)


def _words(type_: str, reach: Reach | None) -> str:
    return f"{type_}, phạm vi {reach}" if reach else type_
