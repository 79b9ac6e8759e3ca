"""The words of cases: what an official may write for an outcome, a recipient, a rating, a group."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from thidua.law.entries import RecipientKind
from thidua.law.record import CommendationType, Group, InnovationKind, Rating, Reach
from thidua.law.strict import LawFileError
from thidua.law.verdicts import Outcome
from thidua.vietnamese.fold import same_form

_Member = TypeVar("_Member", bound=StrEnum)

OUTCOMES: Mapping[str, Outcome] = {
    "đạt": Outcome.MET,
    "không đạt": Outcome.NOT_MET,
    "chưa đạt": Outcome.NOT_MET,
    "cần người xét": Outcome.TO_JUDGE,
    "cần người có thẩm quyền xem xét": Outcome.TO_JUDGE,
    "chưa tới bước": Outcome.NOT_YET,
}
NO_RULE = "chưa có quy định"
KINDS: Mapping[str, RecipientKind] = {
    **{kind.label: kind for kind in RecipientKind},
    "hộ": RecipientKind.HOUSEHOLD,
}
RATINGS: Mapping[str, Rating] = {
    **{rating.value: rating for rating in Rating},
    "hoàn thành xuất sắc nhiệm vụ": Rating.EXCELLENT,
    "xuất sắc": Rating.EXCELLENT,
    "hoàn thành tốt nhiệm vụ": Rating.GOOD,
    "tốt": Rating.GOOD,
    "hoàn thành nhiệm vụ": Rating.COMPLETED,
    "không hoàn thành nhiệm vụ": Rating.NOT_COMPLETED,
}
GROUPS: Mapping[str, Group] = {
    **{group.value: group for group in Group},
    "cán bộ": Group.STAFF,
    "công chức": Group.STAFF,
    "viên chức": Group.STAFF,
    "người lao động": Group.STAFF,
    "nông dân": Group.OUTSIDE_UNITS,
    "công nhân, nông dân": Group.OUTSIDE_UNITS,
    "vũ trang": Group.ARMED_FORCES,
    "công an": Group.ARMED_FORCES,
    "quân đội": Group.ARMED_FORCES,
    "lực lượng vũ trang nhân dân": Group.ARMED_FORCES,
    "dân quân tự vệ": Group.MILITIA,
    "doanh nhân": Group.BUSINESS_AND_SCIENCE,
    "trí thức": Group.BUSINESS_AND_SCIENCE,
    "nhà khoa học": Group.BUSINESS_AND_SCIENCE,
    "bảo vệ an ninh, trật tự ở cơ sở": Group.GRASSROOTS_TEAM,
}
REACHES: Mapping[str, Reach] = {
    **{reach.value: reach for reach in Reach},
    "bộ": Reach.MINISTRY_PROVINCE,
    "tỉnh": Reach.MINISTRY_PROVINCE,
    "cấp tỉnh": Reach.MINISTRY_PROVINCE,
}
INNOVATIONS: Mapping[str, InnovationKind] = {
    **{kind.value: kind for kind in InnovationKind},
    "đề tài": InnovationKind.RESEARCH,
    "đề án": InnovationKind.RESEARCH,
    "công trình": InnovationKind.RESEARCH,
    "mưu trí": InnovationKind.COMBAT_CREATIVITY,
    "mưu trí, sáng tạo": InnovationKind.COMBAT_CREATIVITY,
}
TYPES: Mapping[str, CommendationType] = {
    **{each.value: each for each in CommendationType},
    "phong trào thi đua": CommendationType.MOVEMENT,
    "chuyên đề": CommendationType.MOVEMENT,
}
ACHIEVEMENTS = ("phong trào", "đột xuất", "đóng góp", "nhiều thành tích", "lao động", "cống hiến")
WOMAN: Mapping[str, bool] = {"nữ": True, "nam": False}


def meant(words: str, known: Mapping[str, _Member] | Mapping[str, bool], where: str) -> _Member | bool:
    """Return what a word means, whatever its case and spelling of tones.

    Raises:
        LawFileError: the word is not one of those known; the message lists them, those of one meaning together.
    """
    comparable = {same_form(each): value for each, value in known.items()}
    found = comparable.get(same_form(words.strip()))
    if found is None:
        raise LawFileError(f"{where}: không hiểu “{words}”; ghi một trong: {_listed(known)}")
    return found


def _listed(known: Mapping[str, _Member] | Mapping[str, bool]) -> str:
    """Return the words known, each with those that mean the same."""
    meanings: dict[object, list[str]] = {}
    for word, value in known.items():
        meanings.setdefault(value, []).append(word)
    said = (f"{first} (cũng là: {', '.join(others)})" if others else first for first, *others in meanings.values())
    return "; ".join(said)
