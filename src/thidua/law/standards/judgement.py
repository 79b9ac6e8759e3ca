"""What only a person can conclude: the machine shows what was stated and asks."""

from __future__ import annotations

from dataclasses import replace

from thidua.law.record import Group, Rating, Reach, Record
from thidua.law.verdicts import Finding, Outcome
from thidua.law.view import LawView


def concluded(
    record: Record,
    law: LawView,  # noqa: ARG001 - every test is given the law
    *,
    condition: str,
    not_below: Rating | None = None,
) -> Finding:
    """Return what an authorised person concluded on a condition, or ask for it.

    A rating of the year below ``not_below`` settles it: nobody may conclude against it.
    """
    rating = record.ratings.get(record.year)
    if not_below and rating and not rating.reaches(not_below):
        return Finding(
            Outcome.NOT_MET,
            f"Năm {record.year} xếp loại {rating}, cần {not_below} trở lên.",
            f"{rating}",
            str(not_below),
        )
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
    record: Record,
    law: LawView,
    *,
    condition: str,
    types_of_achievement: tuple[str, ...],
    reach: Reach | None = None,
    unseen: bool = False,
) -> Finding:
    """Ask for an achievement of one of the types that reaches far enough; how great it is, a person concludes.

    ``unseen`` says that the wording of the case was not seen: then a dossier without a type of commendation is not
    refused for want of an achievement.
    """
    stated = [
        each
        for each in record.achievements
        if each.type in types_of_achievement and (reach is None or each.reach is None or each.reach.covers(reach))
    ]
    if not stated and unseen and record.type is None:
        return Finding(
            Outcome.TO_JUDGE,
            "Hồ sơ không ghi loại hình; lời văn của các trường hợp khác chưa thấy, người có thẩm quyền xem.",
            "Không ghi loại hình.",
            "Loại hình khen thưởng",
        )
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


def has_paper(record: Record, law: LawView, *, condition: str, paper: str, words: str) -> Finding:
    """Ask whether a paper lies in the dossier; where nobody noted its papers, a person may say so."""
    if record.papers is None:
        found = concluded(record, law, condition=condition)
        return (
            found
            if found.outcome is not Outcome.TO_JUDGE
            else replace(found, reason=f"Chưa xem trong hồ sơ có {words} hay không.", missing=words)
        )
    if paper in record.papers:
        return Finding(Outcome.MET, f"Đã có {words}.", f"Đã có {words}.")
    return Finding(Outcome.NOT_MET, f"Chưa có {words} trong hồ sơ.", "Chưa có.", words)


def of_group(
    record: Record,
    law: LawView,  # noqa: ARG001 - every test is given the law
    *,
    members: tuple[Group, ...] = (),
    others_than: tuple[Group, ...] = (),
) -> Finding:
    """Ask that the nominee is one of ``members``, or is none of ``others_than``; what is not known, a person says."""
    group = record.group
    observed = f"Nhóm: {group}." if group else "Hồ sơ không ghi nhóm đối tượng."
    if group in others_than or (members and group is not None and group not in members):
        return Finding(Outcome.NOT_MET, f"{observed} Danh hiệu này không dành cho nhóm ấy.", observed)
    if members and group is None:
        return Finding(
            Outcome.TO_JUDGE, f"{observed} Danh hiệu này chỉ dành cho {', '.join(members)}.", observed, "Nhóm"
        )
    return Finding(Outcome.MET, observed, observed)


def _words(type_: str, reach: Reach | None) -> str:
    return f"{type_}, phạm vi {reach}" if reach else type_
