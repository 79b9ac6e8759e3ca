"""What only a person can conclude: the machine shows what was stated and asks."""

from __future__ import annotations

from dataclasses import replace

from thidua.law.catalogue import award_form
from thidua.law.record import Group, Rating, Reach, Record
from thidua.law.verdicts import Finding, Outcome
from thidua.law.view import LawView


def concluded(
    record: Record,
    law: LawView,  # noqa: ARG001 - every test is given the law
    *,
    condition: str,
    number: str = "",  # noqa: ARG001 - only the words of the condition show it
    not_below: Rating | None = None,
) -> Finding:
    """Return what an authorised person concluded on a condition, or ask for it.

    ``number`` is a quantity that the words of the condition name and the person applies. A rating of the year below
    ``not_below`` settles it: nobody may conclude against it.
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
    disputed: tuple[str, ...] = (),
    dispute: str = "",
    unseen: bool = False,
) -> Finding:
    """Ask for an achievement of one of the types that reaches far enough; how great it is, a person concludes.

    Of ``disputed`` types another provision says that they count: then a person concludes, told of the ``dispute``.
    ``unseen`` says that the wording of the case was not seen: then a dossier without a type of commendation is not
    refused for want of an achievement.
    """
    far = [each for each in record.achievements if reach is None or each.reach is None or each.reach.covers(reach)]
    plain = [each for each in far if each.type in types_of_achievement]
    stated = plain or [each for each in far if each.type in disputed]
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
    told = Finding(found.outcome, f"Hồ sơ nêu: {observed}. {found.reason}", observed, found.missing)
    return told if plain else replace(told, caution=dispute, sure=False)


def leads_cluster(record: Record, law: LawView, *, of: tuple[str, ...] = (), dispute: str = "") -> Finding:  # noqa: ARG001 - every test is given the law
    """Ask whether the collective came first in its cluster or block.

    Where an award ``of`` the year is the ground for this one, a first place without it is for a person to judge, who is
    told of the ``dispute``.
    """
    rank, has_ground = record.cluster_rank, not of or record.year in record.years_of(of)
    doubt = Finding(Outcome.TO_JUDGE, "", caution="" if has_ground else dispute, sure=has_ground)
    if rank is None:
        missing = "Kết quả xếp hạng của cụm, khối"
        return replace(doubt, reason="Chưa có kết quả xếp hạng của cụm, khối.", missing=missing)
    observed = f"Xếp thứ {rank} trong cụm, khối."
    if rank == 1 and has_ground:
        return Finding(Outcome.MET, observed, observed)
    if rank == 1:
        names = " hoặc ".join(award_form(code).name for code in of)
        reason = f"{observed} Hồ sơ chưa có {names} năm {record.year}; người có thẩm quyền xem."
        return replace(doubt, reason=reason, observed=observed, missing=f"{names} năm {record.year}")
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
