"""Who holds a gathering, by the place of the name in its sentence: behind the day and the place, before the verb.

Names that no list of organisations foresees («Cụm thi đua số 9», «Bưu điện TP Hà Nội») are found by this alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from thidua.reading.lexicon import alternation, lexicon
from thidua.reading.organisations import Page, printed, unit_at

_WORDS = lexicon("events")
_FILLING = r"(?:(?:,| -)? (?:đã|vừa|sẽ|long trọng|trang trọng|trọng thể|tưng bừng|chính thức|dự kiến|cũng|đồng loạt))*"
_HELD = re.compile(
    rf"{_FILLING} (?:phối hợp )?(?:tổ chức|làm lễ|khai mạc|tiến hành|đăng cai|mở(?= hội| ngày hội| lễ| đại hội))"
    r"(?!\w)(?! (?:của|là|thành viên|chính trị|đảng|cơ sở|tín dụng|xã hội|đoàn|kinh tế|công đoàn"
    r"|hội(?! (?:thi|thảo|nghị|thao|diễn|trại|chợ|khỏe|nghĩa))))"
)
_DID = re.compile(
    rf"{_FILLING} (?:phối hợp )?(?:{alternation(_WORDS['held_deeds'])}|(?<!, )trao(?= \d| giải| bằng| giấy))(?!\w)"
)
_JUST = re.compile(r",? vừa ")  # «Ban Tổ chức … vừa tổng kết»: needs no day
# Where the words before the holder end: the day, with what stands in brackets behind it.
_DAY_END = re.compile(
    r"\b\d{1,2} ?[-/.] ?\d{1,2}(?: ?[-/.] ?\d{4})?\)?(?: tới)?,? ?|(?<!\w)ngày \d{1,2} tháng \d{1,2}(?: năm \d{4})?,? "
)
_SIGN = re.compile(r"\(?[\w. ]{2,20}\)? ?- ?")
_AT = re.compile(r"(?:tại|ở) ")
_UNIT_WORD = re.compile(r"(?:tỉnh|huyện|xã|phường|thành phố|tp\.?|quận|thị xã|thị trấn|đặc khu) ")
_RIGHT_END = re.compile(
    r" gồm | ?[(:]| khóa | phối hợp tổ chức|(?:,| -)? (?:đã|vừa|sẽ|long trọng|trang trọng|trọng thể|dự kiến) "
    r"|, nhiệm kỳ| thuộc "
)
_WITH = re.compile(
    r",? (?:đã )?(?:phối hợp|liên kết|cùng)(?: (?:với|cùng))? |,? cùng (?:với )?|; ?"
    r"| (?:và|-) (?=[^\W\d_]+ [^\W\d_]+)|, (?=[^\W\d_]+ [^\W\d_]+)"
)
_HEADS = [
    *lexicon("awards")["body_heads"],
    "trung ương",
    "tw",
    "t.ư",
    *lexicon("places")["unit_types"],
    "tỉnh ủy",
    "huyện ủy",
    "quận ủy",
]
_BODY_HEAD = re.compile(rf"{alternation(_HEADS)}(?!\w)")
_PRESS_BODY = re.compile(r"(?:báo|tạp chí|đài) [A-ZĐ]")  # «…, báo Tuổi Trẻ»
_NO_BODY = re.compile(rf"{alternation(_WORDS['no_body'])}(?!\w)")
_BY_PHRASE = re.compile(
    r"(?<!\w)do (?P<who>(?:[^.;:()\n]|\([^()\n]{2,20}\)){3,160}?) (?:phối hợp |đồng |cùng )?(?:tổ chức|chủ trì)(?!\w)"
)
_LONGEST_PHRASE = 160


def holding_phrase(page: Page, start: int, end: int) -> list[str]:
    """Return the names before the first verb of holding, or of a deed that follows a day; none where there is no body.

    «Ngày 5/6, tại TP. A, Cụm thi đua số 1 gồm … đã tổ chức …» gives «Cụm thi đua số 1».
    """
    days = [day.end() for day in _DAY_END.finditer(page.low, start, end)]
    for verbs in (_HELD, _DID):
        for verb in verbs.finditer(page.low, start, end):
            told = bisect_right(days, verb.start())
            dated = verbs is _DID and not _JUST.match(verb[0])
            begin = _begin(page, days[told - 1] if told else None, start, verb.start(), dated=dated)
            if begin is None:
                continue
            stop = _RIGHT_END.search(page.low, begin, verb.start())
            names = [
                name
                for name in _listed(page, begin, stop.start() if stop else verb.start())
                if name and name.lower() != "ban"
            ]  # «Ban tổ chức»
            if names:
                return names
    return []


def doing_phrase(page: Page, start: int, deed: int) -> list[str]:
    """«tối 17/8, Đoàn Thanh niên cùng Tỉnh đoàn thắp nến»: the names between the day and the deed at ``deed``."""
    days = [day.end() for day in _DAY_END.finditer(page.low, start, deed)]
    begin = _begin(page, days[-1] if days else None, start, deed, dated=True)
    return [name for name in _listed(page, begin, deed) if name] if begin is not None and begin < deed else []


def held_by_phrase(page: Page, start: int, end: int) -> list[str]:
    """«Lễ trao danh hiệu do A, B và C tổ chức»: the names between the two words."""
    for found in _BY_PHRASE.finditer(page.low, start, end):
        names = [name for name in _listed(page, *found.span("who")) if name]
        if names and _is_body(page, found.start("who")):
            return names
    return []


def _begin(page: Page, position: int | None, start: int, end: int, *, dated: bool) -> int | None:
    """Return where the words for the holder begin; ``position`` is the end of the last day before ``end``."""
    if position is None:
        sign = _SIGN.match(page.low, start, end)
        begin = sign.end() if sign else start
        return begin if not dated and _is_body(page, begin) else None
    if not _AT.match(page.low, position):
        return position
    while (comma := page.low.find(", ", position, end)) >= 0:
        position = comma + len(", ")
        further = unit_at(page, position) if _UNIT_WORD.match(page.low, position) else None
        if further is None or not page.low.startswith(",", further):
            return position
    return None


def _is_body(page: Page, position: int) -> bool:
    return page.norm[position : position + 1].isupper() and _BODY_HEAD.match(page.low, position) is not None


def _listed(page: Page, begin: int, end: int) -> Iterator[str]:
    """Yield the names of a list of bodies; nothing where what stands there is no body."""
    phrase = page.norm[begin:end]
    if not phrase[:1].isupper() or len(phrase) > _LONGEST_PHRASE or _NO_BODY.match(page.low, begin):
        return
    if any(begin <= stop < end for stop in page.stops):
        return
    position = begin
    for joint in _WITH.finditer(page.low, begin, end):
        body = _is_body(page, joint.end()) or _PRESS_BODY.match(page.norm, joint.end())
        if joint[0] in {" và ", " - ", ", "} and not body:
            continue
        yield printed(page.norm[position : joint.start()]).strip(" ,-")
        position = joint.end()
    yield printed(page.norm[position:end]).strip(" ,-")
