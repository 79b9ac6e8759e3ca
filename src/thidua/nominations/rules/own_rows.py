"""Conditions that no single standard states and every nomination meets on its way: who may give, papers, repetition.

Their sentences are Vietnamese like those of the law's engine: they are kept with the verdicts of the day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from thidua.law.entries import AuthorityLevel, AwardForm, Provision
from thidua.law.papers import Dossier, DossierItem
from thidua.law.verdicts import Outcome
from thidua.nominations.rules.verdict_rows import VerdictRow
from thidua.vietnamese.fold import fold

AUTHORITY = "tham_quyen"
PAPERS = "thanh_phan_ho_so"
REGISTERED = "dang_ky_danh_hieu"
REPEATED = "mot_thanh_tich_mot_hinh_thuc"
INNOVATION_USED = "sang_kien_dung_lai"
REPORT_ITEMS = frozenset({"bao_cao", "bao_cao_tom_tat"})
"""Items that the report written in the browser is."""
VOTE_ITEMS = frozenset({"bien_ban_bo_phieu"})
"""Items that the council's own session makes."""
_NOT_ALWAYS = ("neu co", "(chi ")
SIMPLIFIED = "thu_tuc_don_gian"
_HIGHEST_FIRST = (
    frozenset({AuthorityLevel.PRESIDENT}),
    frozenset({AuthorityLevel.PRIME_MINISTER, AuthorityLevel.GOVERNMENT}),
    frozenset({AuthorityLevel.MINISTRY, AuthorityLevel.PROVINCE}),
    frozenset({AuthorityLevel.REGION, AuthorityLevel.DISTRICT}),
    frozenset({AuthorityLevel.COMMUNE, AuthorityLevel.UNIT}),
)
_OF_PRINCIPLE = "06/2022/QH15, Điều 5"


@dataclass(frozen=True, slots=True)
class AlikeTold:
    """An achievement like this one, awarded or proposed before: what, how alike, whether it stands in the way."""

    what: str
    reasons: str
    is_block: bool


def authority_row(
    form: AwardForm, levels: Collection[AuthorityLevel], unit: str, *, deciding: bool, local: str = ""
) -> VerdictRow:
    """Return whether a unit of these levels may give the form (Law 06/2022/QH15, Art. 77-80, as the catalogue has it).

    What only a higher level gives may be looked at here to be sent up, but not decided. Where a ``local`` rule names
    who decides, a person judges, as ``law.standards.deciders`` has it: its words have no level.
    """
    who = f"{form.decided_by.who} quyết định."
    row = VerdictRow(
        AUTHORITY,
        Outcome.MET,
        "Đúng thẩm quyền quyết định",
        who,
        observed=unit,
        provision=_in_words(form.decided_by.provisions),
        verified=form.decided_by.verified,
        local=local,
    )
    if local:
        return replace(row, outcome=Outcome.TO_JUDGE, reason=f"{who} Quy định riêng đặt; đối chiếu với {unit}.")
    if not levels:
        return replace(row, outcome=Outcome.TO_JUDGE, reason=f"{who} Chưa rõ {unit} thuộc cấp nào.")
    if not set(levels).isdisjoint(form.deciding_levels):
        return row
    if not deciding and rank(form.deciding_levels) < rank(levels):
        return replace(row, outcome=Outcome.NOT_YET, reason=f"{who} {unit} xét để trình lên cấp trên.")
    return replace(
        row,
        outcome=Outcome.NOT_MET,
        reason=f"{who} {unit} không quyết định hình thức này.",
        missing="Chuyển đề nghị đến nơi có thẩm quyền, hoặc đổi hình thức",
    )


def needed_items(dossiers: Sequence[Dossier], *, simplified: bool) -> tuple[tuple[DossierItem, ...], Dossier | None]:
    """Return what a dossier is made of that day, and the list that says so; none where no file has one.

    Lists for a case of their own (``only_when``) count only where the round says so; the last one stands before others.
    """
    if simplified:
        mine = [each for each in dossiers if each.code == SIMPLIFIED]
    else:
        mine = [each for each in dossiers if not each.only_when]
    return (mine[-1].items, mine[-1]) if mine else ((), None)


def is_always(item: DossierItem) -> bool:
    """Tell whether an item is asked of every nominee; a list says «nếu có» or «(chỉ …)» of one that is not."""
    flat = fold(item.text)
    return not any(words in flat for words in _NOT_ALWAYS)


def papers_row(
    items: Sequence[DossierItem], dossier: Dossier | None, present: Collection[str], *, has_voted: bool
) -> VerdictRow:
    """Return whether all items lie in the dossier; those that the council's session makes do not stand in the way."""
    row = VerdictRow(PAPERS, Outcome.MET, "Đủ thành phần hồ sơ", "")
    if dossier is None:
        reason = "Danh mục chưa có thành phần hồ sơ của hình thức này cho ngày này."
        return replace(row, outcome=Outcome.TO_JUDGE, reason=reason, verified=False)
    items = [each for each in items if is_always(each)]
    there = {each.code for each in items if each.code in present or (has_voted and each.code in VOTE_ITEMS)}
    missing = [each for each in items if each.code not in there]
    lacking = "; ".join(each.text for each in missing if each.code not in VOTE_ITEMS)
    later = "; ".join(each.text for each in missing if each.code in VOTE_ITEMS)
    row = replace(
        row,
        observed=f"Có {len(there)}/{len(items)} thành phần.",
        provision=_in_words(dossier.provisions),
        verified=dossier.verified,
        caution=dossier.note,
        local=dossier.local,
    )
    if lacking:
        return replace(row, outcome=Outcome.NOT_MET, reason=f"Còn thiếu: {lacking}.", missing=lacking)
    return replace(row, reason=f"{row.observed} {later} có sau phiên họp." if later else row.observed)


def registered_row(registered_on: date | None) -> VerdictRow:
    """Return whether the title was registered; the law does not ask it, so it never stands in the way."""
    if registered_on is not None:
        reason, caution = f"Đăng ký ngày {registered_on:%d/%m/%Y}.", ""
    else:
        reason, caution = (
            "Chưa thấy đăng ký trong năm.",
            "Chưa đăng ký danh hiệu đầu năm; đối chiếu quy định của đơn vị.",
        )
    return VerdictRow(
        code=REGISTERED,
        outcome=Outcome.MET,
        requirement="Đã đăng ký danh hiệu đầu năm",
        reason=reason,
        observed=reason,
        provision="Quy định của đơn vị",
        caution=caution,
    )


def repeated_row(alike: Iterable[AlikeTold]) -> VerdictRow:
    """Return whether the achievement was awarded or proposed before (Law 06/2022/QH15, Art. 5 clause 2)."""
    every = list(alike)
    blocking = [each for each in every if each.is_block]
    row = VerdictRow(
        REPEATED,
        Outcome.MET,
        "Một thành tích không khen nhiều lần, nhiều hình thức",
        "Chưa thấy thành tích này trong sổ khen thưởng và các đề nghị khác.",
        provision=_OF_PRINCIPLE,
        caution="; ".join(f"Gần giống: {each.what} ({each.reasons})" for each in every if not each.is_block),
    )
    if not blocking:
        return row
    first = blocking[0]
    return replace(
        row,
        outcome=Outcome.NOT_MET,
        reason=f"Thành tích này đã được khen hoặc đang đề nghị: {first.what} ({first.reasons}).",
        observed="; ".join(each.what for each in blocking),
        missing="Nêu thành tích khác, hoặc rút một trong hai đề nghị",
    )


def innovations_row(used: Sequence[str]) -> VerdictRow | None:
    """Return a warning where an innovation was used before (guidance 5007/BNV-TĐKT of 2023); nothing where none was."""
    if not used:
        return None
    return VerdictRow(
        code=INNOVATION_USED,
        outcome=Outcome.MET,
        requirement="Sáng kiến, đề tài chưa dùng cho lần khen khác",
        reason="Có sáng kiến, đề tài đã dùng; hướng dẫn không nói rõ với danh hiệu, nên chỉ nhắc.",
        observed="; ".join(used),
        provision="5007/BNV-TĐKT",
        verified=False,
        caution=f"Đã dùng: {'; '.join(used)}. Kiểm tra trước khi trình.",
    )


def rank(levels: Collection[AuthorityLevel]) -> int:
    """Return how high the highest of some levels is, the highest being nought."""
    return min(place for place, group in enumerate(_HIGHEST_FIRST) if not group.isdisjoint(levels))


def _in_words(provisions: Iterable[Provision]) -> str:
    return "; ".join(map(str, provisions))
