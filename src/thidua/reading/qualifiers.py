"""How exactly a text makes a number known: «hơn», «gần», «trở lên», «ước đến cuối năm đạt»."""

from __future__ import annotations

import re

from thidua.reading.lexicon import alternation, lexicon
from thidua.vietnamese.numbers import Number

_QUALIFIERS = lexicon("qualifiers")
_WINDOW = 28
_BEFORE = [
    (kind, re.compile(rf"(?<!\w){alternation(words)}[ ]{{1,2}}(?:[\[(\"]|là )?$"))
    for kind, words in _QUALIFIERS["before"].items()
]
# «75% nữ công nhân trở lên»: the qualifier stands behind what the share is of.
_AND_MORE = re.compile(r"(?:(?! trình độ| hạng| loại| bậc| cấp)[^,;.:()\d]){1,40}? trở lên(?!\w)")
_COMPARING = re.compile(rf"(?<!\w){alternation(_QUALIFIERS['comparing'])} hơn[ ]{{1,2}}$")
_BEHIND = [
    (kind, re.compile(rf"[ ]{{1,2}}{alternation(words)}(?!\w)")) for kind, words in _QUALIFIERS["behind"].items()
]
_WORKED_LAND = re.compile(r"(?<!\w)(?:cấy|trồng|canh tác|sản xuất|bom mìn|gieo|nuôi|thả) trên $")
# «ước đến cuối năm đạt 45.700 tỷ đồng»: the word stands before the time for which it is foreseen.
_FORESEEN = re.compile(r"(?<!\w)ước (?:tính |thực hiện )?(?:đến |cả |hết |trong )[^,;().]{2,30} (?:đạt|là)(?: được)? $")
_FORESEEN_REACH = 60
_EVERYWHERE = re.compile(r"(?<!\w)trên $")  # «trên 63 tỉnh, thành phố»: in all of them
_EVERY_PROVINCE = frozenset([61, 63, 64, 34])


def qualifier_before(low: str, number: Number, head: str) -> tuple[str, int]:
    """Return how exactly the words before a number make it known, and where they begin; ``head`` names its unit."""
    kind, begin = _said_before(low, number.start)
    if number.value in _EVERY_PROVINCE and head.startswith("tỉnh") and _EVERYWHERE.search(low, begin, number.start):
        return "exact", number.start
    return kind, begin


def _said_before(low: str, start: int) -> tuple[str, int]:
    window = low[max(0, start - _WINDOW) : start]
    if _COMPARING.search(window):
        return "exact", start
    best = ("exact", start)
    window = window[window.rfind("(") + 1 :]  # «nhiều nhất (306 căn)» says nothing of the number
    for kind, words in _BEFORE:
        found = words.search(window)
        if found and start - len(window) + found.start() < best[1]:
            best = (kind, start - len(window) + found.start())
    if best[0] == "exact" and _FORESEEN.search(low, max(0, start - _FORESEEN_REACH), start):
        return "approx", start
    if best[0] == "at_least" and _WORKED_LAND.search(window):
        return "exact", start  # «cấy trên 1,2 ha»: the place, no qualifier
    return best


def qualifier_behind(low: str, end: int, *, is_share: bool) -> tuple[str | None, int]:
    """Return the qualifier behind a unit that ends at ``end``, ``None`` for none, and where it ends."""
    for kind, words in _BEHIND:
        if found := words.match(low, end):
            return kind, found.end()
    return ("at_least" if is_share and _AND_MORE.match(low, end) else None), end
