"""Whether a pack can be followed: it loosens nothing that it may not, and every page of its days can be written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from thidua.law.catalogue import all_award_forms
from thidua.law.conditions import Condition
from thidua.law.day import Law, all_bonuses, all_conditions, all_deadlines, all_dossiers
from thidua.law.entries import Spanned
from thidua.law.packs import Pack
from thidua.law.papers import Deadline, Dossier
from thidua.law.strict import MOST_DAYS, LawFileError
from thidua.law.telling import tell

_FAULTS = (LookupError, ValueError, ArithmeticError, TypeError)


def refuse_unsound(pack: Pack) -> None:
    """Refuse a pack that cannot be followed, before anybody follows it.

    Raises:
        LawFileError: it restates something national otherwise though it is no correction, or on one of its days a
            standard cannot be written: a quantity without a value that day, a text with a blank that nothing fills.
    """
    if not pack.is_correction:
        for said in _loosened(pack):
            raise LawFileError(f"{pack.name}: {said}; bản đính chính theo Công báo phải ghi correction: true")
    days = _days(pack)
    if len(days) > MOST_DAYS:
        raise LawFileError(f"{pack.name}: có {len(days)} mốc ngày, nhiều nhất {MOST_DAYS}; chia thành nhiều gói")
    for day in days:
        for award in all_award_forms():
            if _breaks(award, Law.on(day, (pack,))) and not _breaks(award, Law.on(day)):
                raise LawFileError(
                    f"{pack.name}: ngày {day.isoformat()} không viết ra được quy định của {award}; "
                    "kiểm tra mức được dẫn có giá trị ngày ấy, và chỗ trống trong ngoặc nhọn của điều kiện"
                )


def _breaks(award: str, law: Law) -> bool:
    try:
        tell(award, law)
    except _FAULTS:
        return True
    return False


def _days(pack: Pack) -> list[date]:
    """Return the days on which something of a pack begins, ends, or held for the last time."""
    values = [each for values in pack.parameters.values() for each in values]
    spans: list[Spanned] = [*values, *pack.conditions, *pack.dossiers, *pack.deadlines, *pack.bonuses, *pack.deciders]
    ends = {each.until for each in spans if each.until and each.until > date.min}
    return sorted({each.since for each in spans} | ends | {end - timedelta(days=1) for end in ends})


def _loosened(pack: Pack) -> Iterator[str]:
    """Yield what a pack that is no correction would put in the place of something national."""
    for own in pack.conditions:
        if any(_takes_place_of(own, each) and _asks(own) != _asks(each) for each in all_conditions()):
            yield f"điều kiện {own.code} thay điều kiện chung bằng cách kiểm khác; đặt mã khác để thêm điều kiện"
    papers: list[Dossier | Deadline] = [*all_dossiers(), *all_deadlines()]
    of_nation = {(each.code, award) for each in papers for award in each.awards}
    own_papers: list[Dossier | Deadline] = [*pack.dossiers, *pack.deadlines]
    for paper in own_papers:
        if any((paper.code, award) in of_nation for award in paper.awards):
            yield f"{paper.code} thay thành phần hồ sơ, thời hạn chung; đặt mã khác để thêm"
    paid = {(each.award, each.kind) for each in all_bonuses()}
    for bonus in pack.bonuses:
        if (bonus.award, bonus.kind) in paid:
            yield f"hệ số tiền thưởng của {bonus.award} do quy định chung đặt"
    for decider in pack.deciders:
        yield f"thẩm quyền quyết định {', '.join(decider.awards)} do quy định chung đặt"


def _takes_place_of(own: Condition, national: Condition) -> bool:
    same = own.code == national.code and (
        own.is_general == national.is_general and (own.is_general or bool(_reached(own) & _reached(national)))
    )
    return same and _overlap(own, national)


def _reached(condition: Condition) -> set[str]:
    """Return the awards of a condition; of a family, its members too."""
    members = {form.code: form.family for forms in all_award_forms().values() for form in forms}
    return {code for code, family in members.items() if {code, family} & set(condition.awards)}


def _overlap(one: Condition, other: Condition) -> bool:
    return (one.until is None or other.since < one.until) and (other.until is None or one.since < other.until)


def _asks(condition: Condition) -> tuple[object, ...]:
    """Return what decides a condition, without its words, days and sources."""
    return (
        condition.test,
        dict(condition.arguments),
        condition.kinds,
        condition.groups,
        condition.not_groups,
        condition.types,
        condition.only_commendations,
        tuple(_asks(each) for each in condition.parts),
    )
