"""May this decision give this award to such a recipient? Refusals name the provision and the way to correct it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from thidua.law.catalogue import NotInForceError, UnknownCodeError, catalogue
from thidua.law.day import Law
from thidua.law.entries import AuthorityLevel, AwardForm, Group, RecipientKind
from thidua.law.standards.deciders import may_decide
from thidua.law.standards.recipients import recipient_fits
from thidua.law.verdicts import Outcome

_MOST = 3
_NOT_FOR_A_DEED = frozenset({Group.RECOGNITION, Group.COMMEMORATIVE_MEDAL})


def stands_in_the_way(award: str, kind: RecipientKind, levels: Collection[AuthorityLevel], law: Law) -> str:
    """Return why an authority of these levels may not give the award to such a recipient; "" where it may.

    The sentence is Vietnamese, with the provision and what to do instead (Law 06/2022/QH15, Art. 19-20, 77-80).
    """
    try:
        form = law.award(award)
    except (NotInForceError, UnknownCodeError):
        return f"danh mục không có “{award}” vào ngày {law.day:%d/%m/%Y}; chọn hình thức của ngày ấy hoặc sửa ngày"
    fits = recipient_fits(form, kind, law.day)
    if fits.outcome is Outcome.NOT_MET:
        others = ", ".join(f"“{each.name}”" for each in _others(form, kind, law.day))
        instead = f"hoặc đề nghị hình thức tặng cho {kind.label}" + (f": {others}" if others else "")
        admitted = " hoặc ".join(rule.kind.label for rule in form.recipients)
        return f"{_bare(fits.reason)} ({fits.provision}). Ghi lại người nhận là {admitted}, {instead}"
    decides = may_decide(award, levels, law)
    if decides.outcome is Outcome.NOT_MET:
        return f"{_bare(decides.reason)} ({decides.provision}). Trình đề nghị lên nơi có thẩm quyền, hoặc đổi hình thức"
    return ""


def _others(form: AwardForm, kind: RecipientKind, on: date) -> list[AwardForm]:
    """Return up to three forms that the same bodies give to such a recipient for what was achieved."""
    levels = form.deciding_levels
    found = [
        each
        for each in catalogue(on)
        if each.group not in _NOT_FOR_A_DEED
        and kind in each.recipient_kinds
        and each.deciding_levels == levels
        and not each.classes
    ]
    return sorted(found, key=lambda each: each.category is form.category)[:_MOST]


def _bare(sentence: str) -> str:
    return sentence.rstrip(". ")
