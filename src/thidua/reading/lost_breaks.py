"""Where a line break was lost: around a time stamp, before the first words of the story, under a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from thidua.reading.lexicon import lexicon
from thidua.vietnamese.letters import CAPITALS

_HEAD = 1000
"""Characters in which headline, time stamp and the first words of the story stand."""
_DATE = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?: ?(?:AM|PM|SA|CH|am|pm)(?!\w))?"
_WEEKDAY = r"(?:[Tt]hứ (?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])|[Cc]hủ [Nn]hật)"
_LABEL = (
    r"(?:(?:Ngày )?[Cc]ập nhật(?: lúc| ngày| lần cuối)?|Ngày đăng|Ngày xuất bản|Đăng (?:lúc|ngày)|Xuất bản(?: lúc)?)"
)
_BETWEEN = r"[ ,|-]{1,3}"
_STAMP = re.compile(
    rf"(?<!\w)(?:{_LABEL} ?:? ?(?:{_WEEKDAY}{_BETWEEN})?(?:{_CLOCK}{_BETWEEN})?(?:{_WEEKDAY}{_BETWEEN})?{_DATE}"
    rf"(?:{_BETWEEN}{_CLOCK})?"
    rf"|(?:{_WEEKDAY}{_BETWEEN}(?:ngày )?)?(?<!ngày ){_DATE}{_BETWEEN}{_CLOCK}"
    rf"|(?<!lúc )(?<!hồi )(?<!từ ){_CLOCK}{_BETWEEN}(?:{_WEEKDAY}{_BETWEEN})?{_DATE})"
    r"(?: ?\(?GMT ?\+ ?0?7\)?)?(?![\w/-])(?:[ |,-]{1,3}[Ll]ượt (?:xem|đọc|truy cập) ?: ?\d[\d.,]*)?"
)
_DAY = r"(?:Sáng|Trưa|Chiều|Tối|Ngày)(?: ngày)?"
# «… 16:20 Sáng 05/6, …»: behind a headline or a time without a stop.
_DAY_BEGINS = re.compile(
    rf"(?<=[\w\"] )(?:{_DAY} \d{{1,2}}(?:[-/.]\d| tháng \d)|(?:Trước|Sau|Tiếp) đó, (?:vào )?(?:sáng|chiều|tối|ngày) )"
)
# «… ma túy LẠNG SƠN - Chiều 3/7», «… giỏi (QNg) - Sáng 28/5»: the paper's sign or the place before the first words.
_SIGNED = re.compile(
    rf"[\w\")] (?=(?:\([^()\n]{{2,24}}\)|(?<![{CAPITALS}] )[{CAPITALS}]{{2,8}}(?: [{CAPITALS}]{{2,12}}){{0,3}}) ?- ?"
    rf"(?:{_DAY}|Hôm|Vừa|Trong|Nhân|Theo|Nhằm|Thực|Từ)(?!\w))"
)
# A headline without a stop, and the sentence that opens the story.
_OPENING = re.compile(
    r"[\w\"] (?=(?:(?:Các đ|Đ)ồng chí|Tới dự|Đến dự|Tham dự|Về dự|Dự (?:hội nghị|buổi lễ)|Nhân (?:dịp|kỷ niệm)|Vừa qua)"
    r"(?!\w))"
)
# «… Ảnh: Lê Trúc Năm 2015, …»: the name under a picture, and the words that open a paragraph.
_CREDIT = re.compile(
    r"(?<!\w)[Ảả]nh ?: ?[^.,;:()\n]{2,40}? (?=(?:Trò chuyện|Trao đổi|Chia sẻ|Phát biểu|Tại|Trong|Nhân|Theo|Ông|Bà"
    r"|(?:Các đ|Đ)ồng chí|Thay mặt|Năm \d{4}|Sau|Với|Đến nay|Từ|Để|Thực hiện|Kết luận|Đặc biệt|Bên cạnh|Ngoài ra"
    r"|Cùng với)"
    r"(?!\w))"
)
# Behind the story of an article on one line: «… T.LÂN TIN LIÊN QUAN * Trao 50 suất quà».
_WORDS = lexicon("noise")
_FURNITURE = sorted(
    {
        *(form for words in _WORDS["tail_begins"] for form in (words.capitalize(), words.upper())),
        *(words.upper() for words in _WORDS["tail_is"] if " " in words),
    },
    key=len,
    reverse=True,
)
_BEGINS_FURNITURE = re.compile(rf"(?<=[\w.!?…\")\]:] )(?:{'|'.join(map(re.escape, _FURNITURE))})(?![^\W\d])")
_MORE_STORIES = re.compile(r"(?<=[\w.!?…\")\]:] )(?:>>|Xem thêm ?:|Đọc thêm ?:)")
_ONE_LINE = 1000
"""Characters; a longer line may be an article whose line breaks were lost."""
_LEADS_ON = re.compile(r"(?<!\w)(?:của|có|do|và|với|gồm|là|cùng|cho|bởi|tặng) $")
_STOP = re.compile(r"[.!?](?!\w)")


def lost_breaks(norm: str, start: int, end: int) -> Iterator[int]:
    """Yield where lines began in ``norm[start:end]`` whose breaks were lost, in no order.

    >>> text = "Tỉnh A tổng kết phong trào 16/03/2026 08:30 (QNg) - Sáng 14/3, UBND tỉnh họp."
    >>> places = [0, *sorted(lost_breaks(text, 0, len(text))), len(text)]
    >>> [text[a:b].strip() for a, b in zip(places, places[1:])]
    ['Tỉnh A tổng kết phong trào', '16/03/2026 08:30', '(QNg) - Sáng 14/3, UBND tỉnh họp.']
    """
    yield from (found.start() for found in _DAY_BEGINS.finditer(norm, start, end))
    yield from (found.end() for found in _CREDIT.finditer(norm, start, end))
    if end - start > _ONE_LINE:
        yield from _furniture(norm, start, end)
    if start >= _HEAD:
        return
    head = min(end, _HEAD)
    for stamp in _STAMP.finditer(norm, start, head):
        yield from (stamp.start(), stamp.end())
    yield from (found.end() for found in _SIGNED.finditer(norm, start, head))
    if not norm[:start].strip():
        stop = _STOP.search(norm, start, head)
        openings = _OPENING.finditer(norm, start, stop.start() if stop else head)
        led_to = (each.end() for each in openings)
        yield from (place for place in led_to if not _LEADS_ON.search(norm, max(0, place - 8), place))


def _furniture(norm: str, start: int, end: int) -> Iterator[int]:
    """Yield where furniture begins behind the story, and where the words that announce it end."""
    for found in _BEGINS_FURNITURE.finditer(norm, start + _ONE_LINE // 2, end):
        yield from found.span()
    stopped = max((stop.end() for stop in _STOP.finditer(norm, start, end)), default=start)
    behind = _MORE_STORIES.finditer(norm, max(start + _ONE_LINE // 2, stopped), end)
    yield from (found.start() for found in islice(behind, 1))
