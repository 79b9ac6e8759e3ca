"""Who is told as accused or as having done wrong: such persons are never kept, by whatever name of address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thidua.reading.names import NameSpan
from thidua.vietnamese.fold import same_form

_DEED = (
    r"(?:cho nổ|giết (?!thời gian|giặc|địch)|cướp (?!chính quyền)|trộm|đâm (?!đơn|ra)|chém|lừa đảo|hiếp|đầu thú"
    r"|gây án|bị (?:bắt(?! cóc)|khởi tố|truy nã|truy tố|tạm giam|tạm giữ|kết án|tuyên án|tuyên phạt|cáo buộc"
    r"|trục xuất|tố)(?!\w))"
)
# «Nguyễn Văn A (giám đốc …) đã cho nổ …», «Nguyễn Văn A, giám đốc …, bị bắt»; whom a robber wounds has done no wrong.
_BEHIND = re.compile(
    r"(?: ?\([^()\n]{1,120}\))?(?:(?:, (?!bị |đã )[^,.;()\n]{2,80}){1,2},)?"
    rf" (?:(?:đã|liên tiếp|cùng đồng bọn|và đồng bọn) ){{0,2}}{_DEED}"
)
_BEFORE = re.compile(
    r"(?<!\w)(?:khởi tố|bắt|bắt (?:được|giữ|giam|quả tang|khẩn cấp|tạm giam)|tạm giam|tạm giữ|truy nã|truy tố"
    r"|tuyên phạt|kết án|(?:bị can|bị cáo|đối tượng)(?: gồm| là)?:?) (?:(?:ông|bà|anh|chị) )?$"
)
_LIST_JOINT = re.compile(r"(?: ?\([^()\n]{1,40}\))?(?:, |(?: và| cùng) (?:(?:ông|bà|anh|chị) )?)")
_WINDOW, _LONGEST_JOINT = 40, 52


def without_accused(norm: str, low: str, names: Sequence[NameSpan]) -> tuple[NameSpan, ...]:
    """Return ``names`` without those of persons told as accused, wherever the text names them.

    Args:
        norm: the text.
        low: its matching form.
        names: possible names of persons, in order.
    """
    accused: set[str] = set()
    before: NameSpan | None = None
    for name in names:
        goes_on = before is not None and _joined(low, before, name)
        if goes_on or _BEFORE.search(low, max(0, name.start - _WINDOW), name.start):
            accused.add(_key(norm, name))
            before = name
        else:
            before = None
            if _BEHIND.match(low, name.end):
                accused.add(_key(norm, name))
    return tuple(name for name in names if _key(norm, name) not in accused) if accused else tuple(names)


def _joined(low: str, before: NameSpan, name: NameSpan) -> bool:
    """Whether a list that began with an accused person runs on: «bắt Nguyễn Văn A và Trần Văn B»."""
    near = name.start - before.end <= _LONGEST_JOINT
    return near and _LIST_JOINT.fullmatch(low, before.end, name.start) is not None


def _key(norm: str, name: NameSpan) -> str:
    return same_form(norm[name.start : name.end])
