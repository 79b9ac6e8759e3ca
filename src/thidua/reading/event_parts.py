"""Kinds and place of an event, read from the sentence that tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from thidua.reading.event_organisers import DAY_BEFORE, organisation_follows
from thidua.reading.lexicon import alternation, lexicon, whole_words
from thidua.reading.organisations import Page, organisation_at, printed, unit_at
from thidua.vietnamese.dates import DateMention
from thidua.vietnamese.letters import CAPITALS

_WORDS = lexicon("events")
_KINDS: dict[str, re.Pattern[str]] = {kind: re.compile(whole_words(words)) for kind, words in _WORDS["kinds"].items()}
_LAUNCH_NOT = re.compile(r"(?:được|kế hoạch|sau khi|triển khai|từ|hưởng ứng|thi đua) $|(?<!\w)do (?:[^\W\d]+ ){0,6}$")
# «xây dựng, nhân rộng mô hình chi hội nghề nghiệp»: the work that is reviewed.
_SPREAD = re.compile(r"(?<!\w)(?:nhân rộng |mô hình,? |mô hình và )$")
_ROLLOUT = re.compile(
    rf"(?<!năm )(?<!được )(?<!tình hình )(?<!kết quả )(?<!\w)triển khai "
    rf"(?:tổ chức )?{alternation(_WORDS['trien_khai_objects'])}(?!\w)"
)
_MET_MODELS = re.compile(r"(?<!\w)gặp mặt(?:,? \w+){1,8}? (?:tiêu biểu|điển hình|xuất sắc|giỏi)(?!\w)")
_UNVEILED = re.compile(r"(?<!\w)ra mắt (?:mô hình|điểm|câu lạc bộ|clb|tổ|đội)(?!\w)")
_HANDED_OVER_TOO = re.compile(
    r"(?: và|,)(?: công bố,?| tổ chức)? trao(?: tặng)? (?:các |\d+ )?"
    r"(?:bằng|huân chương|danh hiệu|giải|kỷ niệm chương|cờ|giấy khen)(?!\w)"
    r"|công bố quyết định[^,.;]{0,40} phong tặng"
    r"|(?: và|,) đón (?:nhận )?(?:bằng|huân chương|danh hiệu|cờ)(?!\w)"
)
_CELEBRATION = re.compile(r"(?<!\w)(?:kỷ niệm|kỉ niệm|mít tinh)(?! chương)(?!\w)")
_CELEBRATED = re.compile(
    r"(?<!\w)(?:lễ|tổ chức|gặp mặt|họp mặt|chương trình|buổi|hội nghị|mít tinh|nghệ thuật|tọa đàm|hội thảo|và"
    r"|(?<!tham gia )(?<!tham gia các )(?<!chuỗi )(?<!về các )hoạt động|long trọng|trọng thể|trang trọng|tưng bừng) $"
)
_HELD_FOR = frozenset({"ngày hội", "lễ", "buổi lễ", "hội nghị"})
_OF_FESTIVAL = re.compile(r"(?<!\w)(?:lễ kỷ niệm|chương trình) \"ngày hội(?!\w)")
# «gặp mặt … nhân kỷ niệm 93 năm Ngày …»: those who meet celebrate.
_MET_TO_CELEBRATE = re.compile(r"(?:gặp|họp) mặt(?!\w)[^.;\n]{0,90}? (?:nhân(?: dịp)? )?kỷ niệm \d+ năm(?!\w)")
_CONGRESS = re.compile(r"(?<!\w)đại hội(?!\w)")
_FESTIVAL = re.compile(r"(?<!\w)ngày hội(?!\w)")
_AWARDED = re.compile(
    r"(?<!\w)(?:(?<!thi đua )(?<!thi đua, )(?<!thi đua - )khen thưởng|trao|tặng|thưởng nóng)(?!\w)(?! tặng)"
    r"(?! (?:đổi|hoa|nhau|quà|gia đình|học bổng|nhà|xe|tiền|\d+ (?:suất|phần|xe|nhà|căn))(?!\w))"
)

# The name of a contest may hold words for kinds: «Cuộc thi viết về gương điển hình tiên tiến».
_SCHEME = re.compile(
    r"(?<!\w)(?:cuộc thi|hội thi|giải thưởng|giải báo chí)(?!\w)[^.;:()\n]{4,120}?(?= trong phong| năm 20"
    r"| và (?:triển|phát|trao)| (?:đã|vừa|sẽ) |[.;:()\n]|$)"
)

_AT = re.compile(r"(?<!\w)(?:tại|ở|đến(?= trụ sở)|về(?= xã| huyện| thôn| ấp| bản| làng| buôn| trường)) ")
_SESSION_OF = 40
"""Characters behind «phiên trọng thể» within which the congress is named."""
_TELLING_WORDS = 3  # «hội trường lớn của đơn vị» has no name and yet is a place
_VENUE = re.compile(rf"{alternation(_WORDS['venues'])}(?!\w)")
_VENUE_END = re.compile(
    r"(?<!tp)\.(?=\s|$)|[,;:()\n\"]| (?:đã|sẽ|diễn ra|tổ chức|với|để|nhằm|do|và|cho|trong|có|vào|được|ngày|sáng|chiều"
    r"|tối|khai mạc|long trọng|trang trọng|bế mạc|năm)(?!\w)"
)
# «tại Nha Trang trong tháng 6»: a place by its name alone.
_BARE_PLACE = re.compile(
    rf"[{CAPITALS}][^\W\d_{CAPITALS}]*(?: [{CAPITALS}][^\W\d_{CAPITALS}]*){{1,2}}"
    r"(?=[.,;]| (?:trong|vào|ngày|từ|với)(?!\w))"
)
_NO_PLACE = re.compile(
    r"(?:hội nghị|buổi|lễ|đại hội|chương trình|đây|đó|các|địa bàn|địa phương|nơi|phiên|cuộc|ngày hội|diễn đàn"
    r"|kỳ họp|thời điểm|chỗ|cơ sở|công văn|quyết định|điều|khoản|hội thảo|tọa đàm)(?!\w)"
)
_PLACE_GOES_ON = re.compile(
    r",? \(?(?=(?:tp\.?|thành phố|tỉnh|huyện|quận|xã|phường|thị xã|thị trấn|đặc khu|số)(?!\w))|, "
)


def kinds_of(page: Page, start: int, end: int, noun: str) -> list[str]:
    """Return the kinds of the event told in ``page.norm[start:end]``, most telling first.

    Args:
        page: the text.
        start: where the words for the event begin.
        end: where they end.
        noun: the word for the gathering («hội nghị», «ngày hội»), in matching form.
    """
    found: list[tuple[int, str]] = []
    scheme = _SCHEME.search(page.low, start, end)
    named = scheme.span() if scheme else (start, start)
    for kind, pattern in _KINDS.items():
        told = (match.start() for match in pattern.finditer(page.low, start, end))
        outside = (at for at in told if not named[0] < at < named[1] and not _is_only_named(page, kind, start, at))
        found.extend((at, kind) for at in islice(outside, 1))
    found.extend(_met_models(page, start, end, found))
    rollouts = (pattern.search(page.low, start, end) for pattern in (_ROLLOUT, _UNVEILED))
    found.extend((rollout.start(), "trien_khai") for rollout in rollouts if rollout)
    if noun:
        found.extend(_handed_over_too(page, start, end, found))
    for match in _CELEBRATION.finditer(page.low, start, end):
        before = page.low[max(0, match.start() - 16) : match.start()]
        if (
            (match[0] == "mít tinh" and not page.low.startswith(" hưởng ứng", match.end()))
            or _CELEBRATED.search(before)
            or (noun in _HELD_FOR and before.endswith(", "))
        ):
            found.append((match.start(), "ky_niem"))
            break
    for kind, pattern in (("dai_hoi", _CONGRESS), ("ngay_hoi", _FESTIVAL)):
        if pattern.match(noun) or (noun.startswith("phiên") and pattern.search(page.low, start, start + _SESSION_OF)):
            found.append((start, kind))
    if (met := _MET_TO_CELEBRATE.search(page.low, start, end)) and "ky_niem" not in (kind for _, kind in found):
        found.append((met.start(), "ky_niem"))
    if festival := _OF_FESTIVAL.search(page.low, start, end):
        found.append((festival.end(), "ngay_hoi"))
    return list(dict.fromkeys(kind for _, kind in sorted(found)))


def _is_only_named(page: Page, kind: str, start: int, at: int) -> bool:
    """Return whether a word for a kind names what is reviewed, or was launched by others before."""
    if kind == "bieu_duong":
        return _SPREAD.search(page.low, max(start, at - 16), at) is not None
    return kind == "phat_dong" and _LAUNCH_NOT.search(page.low, max(start, at - 40), at) is not None


def _met_models(page: Page, start: int, end: int, found: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """«gặp mặt cựu chiến binh tiêu biểu»."""
    if not any(kind == "bieu_duong" for _, kind in found) and (met := _MET_MODELS.search(page.low, start, end)):
        yield met.start(), "bieu_duong"


def _handed_over_too(page: Page, start: int, end: int, found: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """«lễ kỷ niệm … và trao Huân chương …»."""
    told = _HANDED_OVER_TOO.search(page.low, start, end)
    if told and not any(kind == "trao_thuong" for _, kind in found):
        yield told.start(), "trao_thuong"


def awarded_in(page: Page, start: int, end: int) -> list[str]:
    """Return the kind of what is told by its deed alone: «trao Giấy khen cho 6 cán bộ», not «họp xét …»."""
    if page.low.startswith("họp ", start):
        return []
    return ["trao_thuong"] if _AWARDED.search(page.low, start, end) else []


def place_of(page: Page, start: int, end: int) -> str | None:
    """Return where it takes place, as printed; ``None`` where ``page.norm[start:end]`` does not say."""
    for at in _AT.finditer(page.low, start, end):
        position = at.end()
        if _NO_PLACE.match(page.low, position) or position >= end:
            continue
        stop = _place_end(page, position, end)
        if stop:
            return printed(page.norm[position:stop]).rstrip(" ,")
    return None


def _place_end(page: Page, position: int, end: int) -> int | None:
    stop = _one_place(page, position, end)
    while stop:
        more = _PLACE_GOES_ON.match(page.low, stop, end)
        further = unit_at(page, more.end()) if more and more.end() < end else None
        if not further or organisation_follows(page, further):
            return stop
        stop = further
    return None


def _one_place(page: Page, position: int, end: int) -> int | None:
    if _VENUE.match(page.low, position):
        stop = _VENUE_END.search(page.low, position, end)
        reached = stop.start() if stop else end
        named = any(ch.isupper() or ch.isdigit() for ch in page.norm[position:reached])
        told = page.norm[reached : reached + 1] == "," and page.norm.count(" ", position, reached) >= _TELLING_WORDS
        return reached if named or told else None
    found = unit_at(page, position)
    if found is None and (bare := _BARE_PLACE.match(page.norm, position, end)) and not organisation_at(page, position):
        return bare.end()
    if found is None and DAY_BEFORE.search(page.low, max(0, position - 24), position):
        body = organisation_at(page, position)
        found = body.end if body else None
    return found


def day_of(dates: Sequence[DateMention]) -> DateMention | None:
    """Return the date on which it takes place: one with a part of the day, else with «ngày», else the first."""
    return min(dates, key=lambda each: (each.part is None, each.start)) if dates else None
