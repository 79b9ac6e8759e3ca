"""The money of one line of a decision: how much and on what ground, or why none, or why somebody has to state it.

The sentences are Vietnamese like those of the law's engine: they are kept with the line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from thidua.decisions.choices import BonusState
from thidua.decisions.rules.bonuses import Ruled, Ruling
from thidua.law.catalogue import NotInForceError, UnknownCodeError
from thidua.law.day import Law, all_principles
from thidua.law.entries import Category, Provision, RecipientKind
from thidua.law.money import BonusMoney, bonus_of
from thidua.vietnamese.writing import number

_AT_ONCE = "nhieu_danh_hieu_cung_luc"


@dataclass(frozen=True, slots=True)
class LineMoney:
    """What a line keeps of its money, by the names of its fields; amounts in đồng, factors in tenths."""

    bonus: int | None
    bonus_state: str
    ceiling: int | None = None
    coefficient: int | None = None
    base_salary: int | None = None
    household_factor: int | None = None
    provisions: str = ""
    is_verified: bool = True
    bonus_note: str = ""

    @property
    def most(self) -> int:
        """The most that may be paid, as far as it is known; nought where nothing is."""
        return self.bonus or self.ceiling or 0


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount that somebody stated for a line, and why."""

    amount: int
    reason: str


def alone(award: str, kind: RecipientKind, law: Law) -> LineMoney:
    """Return the money of an award as if the recipient got no other (Decree 152/2025/NĐ-CP, Art. 49-54)."""
    try:
        form = law.award(award)
    except (NotInForceError, UnknownCodeError):
        note = f"Danh mục không có “{award}” vào ngày {law.day:%d/%m/%Y}; kiểm tra lại ngày quyết định."
        return LineMoney(None, BonusState.ASKS, is_verified=False, bonus_note=note)
    if form.category is Category.RECOGNITION:
        return LineMoney(0, BonusState.NOT_DUE, bonus_note="Công nhận đạt tiêu chuẩn, không kèm tiền thưởng.")
    try:
        money = bonus_of(award, kind, law)
    except NotInForceError:
        note = (
            f"Dữ liệu luật chưa có mức tiền thưởng của “{form.name}” cho {kind.label} vào ngày {law.day:%d/%m/%Y}; "
            "ghi số tiền theo văn bản của cơ quan (0 nếu không thưởng)."
        )
        return LineMoney(None, BonusState.ASKS, is_verified=False, bonus_note=note)
    known = _known(money)
    if money.at_most:
        note = f"Mức tối đa {number(money.amount)} đồng; ghi số tiền."
        return replace(known, bonus=None, bonus_state=BonusState.ASKS, ceiling=money.amount, bonus_note=note)
    return known


def ruled(money: LineMoney, ruling: Ruled, other: str, provisions: str) -> LineMoney:
    """Return the money after the other awards of the recipient; ``other`` names the one that the ruling follows."""
    if money.bonus_state == BonusState.NOT_DUE or ruling.ruling is Ruling.DUE:
        return money
    if ruling.ruling is Ruling.HIGHER:
        note = f"Cùng thời gian xét, đã thưởng theo {other} ({provisions})."
        return replace(money, bonus=0, bonus_state=BonusState.NOT_DUE, ceiling=None, bonus_note=note)
    note = f"Trùng thời gian hoặc thành tích với {other}; {provisions} không nói rõ trường hợp này, ghi số tiền."
    return replace(money, bonus=None, bonus_state=BonusState.ASKS, ceiling=money.most or None, bonus_note=note)


def with_stated(money: LineMoney, stated: Stated | None) -> LineMoney:
    """Return the money with what somebody stated, where it is asked and not more than the most."""
    if stated is None or money.bonus_state != BonusState.ASKS:
        return money
    if money.ceiling is not None and stated.amount > money.ceiling:
        return money
    return replace(money, bonus=stated.amount, bonus_state=BonusState.STATED, bonus_note=stated.reason)


def at_once_provisions(on: date) -> str:
    """Return where the law of a day says which of several awards carry money; empty where no file says it."""
    found = (each for each in all_principles() if each.code == _AT_ONCE and each.in_force(on))
    return next((in_words(each.provisions) for each in found), "")


def in_words(provisions: Iterable[Provision]) -> str:
    """Return provisions on one line, each once."""
    return "; ".join(dict.fromkeys(map(str, provisions)))


def _known(money: BonusMoney) -> LineMoney:
    factor = money.household_factor
    of_household = factor.provisions if factor else ()
    return LineMoney(
        bonus=money.amount,
        bonus_state=BonusState.DUE if money.amount else BonusState.NOT_DUE,
        coefficient=money.coefficient.tenths,
        base_salary=money.base_salary.value,
        household_factor=factor.value if factor else None,
        provisions=in_words((*money.coefficient.provisions, *money.base_salary.provisions, *of_household)),
        is_verified=money.verified,
    )
