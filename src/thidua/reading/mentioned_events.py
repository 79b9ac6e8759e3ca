"""Gatherings that a sentence about something else names with their day: «tại Hội nghị … họp ở Hà Nội ngày 25/11»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from thidua.reading.concerns import find_concerns
from thidua.reading.event_organisers import organisers_of
from thidua.reading.event_parts import kinds_of, place_of
from thidua.reading.event_story import Draft, Story
from thidua.reading.facts import Span
from thidua.reading.gatherings import PLANNED, narrowed
from thidua.reading.lexicon import alternation, lexicon
from thidua.reading.places import begun_in
from thidua.reading.posts import post_at
from thidua.vietnamese.dates import DateMention

_WORDS = lexicon("events")
_PRIVATE = r"lễ (?:cưới|ăn hỏi|hỏi|tang|giỗ|thành hôn|cúng|đính hôn|mừng thọ)(?!\w)"
_NAMED = re.compile(
    rf"(?<!\w)(?P<noun>(?!{_PRIVATE}){alternation(_WORDS['strong_nouns'])}|cuộc gặp (?:gỡ|mặt)|phiên trù bị"
    rf"|{alternation(_WORDS['mentioned'])}|(?:lần|kỳ|mùa)(?: thi| giải)? trước)(?!\w)(?! này)"
)
# Behind these words a gathering is only named; elsewhere it must be said that it took place.
_ASIDE = re.compile(
    r"(?:(?<!\w)(?:tại|dự|sau|trong|từ|qua|của|ở|như|họp)|(?P<listed>[,-])) (?:một |các |kỳ )?(?:buổi |cuộc |đợt )?$"
)
_LONGEST_ASIDE = 24
# No day of a gathering: that of a paper, of a birthday, of what is remembered.
_OTHER_DAY = re.compile(
    r"(?<!\w)(?:quyết định|nghị quyết|chỉ thị|kế hoạch|công văn|thông báo|luật|nghị định|kỷ niệm|thành lập|sinh"
    r"|ngày hội|tính đến|đến hết|giai đoạn|trước(?! đó)|chào mừng|hướng tới|truyền thống)(?!\w)"
)
# What a paper's or a plan's number may stand behind, before it is said when the gathering was.
_WHEN_HELD = re.compile(r"(?<!\w)(?:tổ chức|diễn ra|họp|khai mạc|bế mạc|kết thúc|đăng cai|chủ trì)(?!\w)")
_HELD_IN = re.compile(r"(?<!\w)(?:tổ chức|diễn ra|khai mạc) (?:vào )?(?:cuối |đầu |giữa )?$")
# «Đại hội …, dự kiến diễn ra tháng 12/2025»: the comma does not end what is said of it.
_GOES_ON = re.compile(r", (?=(?:dự kiến|sẽ|được|diễn ra|tổ chức|khai mạc|do)(?!\w))")
# What did not take place, or only would have, or is told of in a film.
_DENIED = re.compile(
    r"(?<!\w)(?:chưa|không(?! (?:chỉ|những|ngừng|khí|gian))|hoãn|hủy|nếu|giả sử|đáng lẽ|lẽ ra|tin đồn|hạn nộp|hạn chót"
    r"|bộ phim|cuốn sách|(?<!chuẩn )(?<!thiết )(?<!trang )bị)(?!\w)"
)
_HISTORY = 1990
_MOST = 8  # gatherings that one sentence names; one with more is no prose
_BETWEEN = re.compile(r"[,;:.!?\n]")
_LONGEST = 170
_NEAR = 60
_OF_A_DAY = ("day", "month")
_OPENING = 30
_BY = re.compile(r"(?<!\w)(?:do|được) ")
_LAUNCHES = re.compile(r" (?:đã )?phát động(?!\w)")
# «Cuộc thi được Báo A phát động từ tháng 11-2005»: the launch of what the sentence speaks of.
_LAUNCHED_ON = re.compile(
    rf"(?P<what>{alternation(_WORDS['launched_things'])})(?!\w)[^.;\n]{{0,140}}?(?<!\w)"
    r"(?:(?:được|do) (?:[^,.;\n]{2,60} )?)(?P<deed>phát động|ra mắt) (?:từ |vào |hồi |ngày |cuối |đầu |giữa )*$"
)


def mentioned_events(story: Story, sentence: Span) -> Iterator[Draft]:
    """Yield the gatherings that ``sentence`` names beside what it tells, each with a day, a month or a year."""
    days = set(story.days(*sentence))
    dates = [each for each in begun_in(story.dates, *sentence) if each.granularity != "day" or each in days]
    if not dates:
        return
    for date in dates[:_MOST]:
        launch = _LAUNCHED_ON.search(story.page.low, max(sentence[0], date.start - _LONGEST), date.start)
        if launch and date.granularity in _OF_A_DAY and not _is_denied(story, launch.start(), date.end, sentence):
            kind = "phat_dong" if launch["deed"] == "phát động" else "trien_khai"
            yield _launched(story, (launch.start(), date.end), date, kind)
    for found in islice(_NAMED.finditer(story.page.low, *sentence), _MOST):
        told = _date_of(story, sentence, found, dates)
        if not told or _is_denied(story, min(found.start(), told.start), max(found.end(), told.end), sentence):
            continue
        if _is_aside(story, sentence, found) or _WHEN_HELD.search(story.page.low, found.end(), told.start):
            yield _drafted(story, sentence, found.start("noun"), told, found["noun"])


def _is_denied(story: Story, start: int, end: int, sentence: Span) -> bool:
    """«Đại hội chưa họp ngày 5/6», «nếu hội nghị tổ chức vào …», and what is told of the distant past."""
    year = next((each.year for each in begun_in(story.dates, start, end) if each.year), None)
    if year is not None and year < _HISTORY:
        return True
    return _DENIED.search(story.page.low, max(sentence[0], start - _NEAR), min(sentence[1], end + _NEAR)) is not None


def _is_aside(story: Story, sentence: Span, found: re.Match[str]) -> bool:
    low = story.page.low
    aside = _ASIDE.search(low, max(sentence[0], found.start() - _LONGEST_ASIDE), found.start())
    if not aside or not aside["listed"]:
        return aside is not None
    return _WHEN_HELD.search(low, found.end(), _clause_end(low, found.end(), sentence[1])) is not None


def _date_of(story: Story, sentence: Span, found: re.Match[str], dates: Sequence[DateMention]) -> DateMention | None:
    """Return the day or month behind the name of the gathering, else the date with which the sentence opens."""
    low = story.page.low
    for date in begun_in(dates, found.end(), found.end() + _LONGEST):
        between = low[found.end() : date.start]
        held = [each.end() for each in _WHEN_HELD.finditer(between)]
        other = _OTHER_DAY.search(between, held[-1] if held else 0)
        fits = date.granularity in _OF_A_DAY or _HELD_IN.search(between)
        if fits and not _BETWEEN.search(_GOES_ON.sub(" ", between)) and not other:
            return date
    first = dates[0]
    opens = first.start - sentence[0] < _OPENING and _is_opening(low[first.end : found.start()])
    return first if opens and not _OTHER_DAY.search(low, sentence[0], first.start) else None


def _is_opening(between: str) -> bool:
    return len(between) < 2 * _OPENING and between.count(",") <= 1 + between.startswith(", tại ")


def _drafted(story: Story, sentence: Span, start: int, date: DateMention, noun: str) -> Draft:
    page = story.page
    end = max(date.end, _clause_end(page.low, start, sentence[1]))
    span = min(start, date.start), end
    event = Draft(span, (start, end), noun, main=False, rule="event.mentioned", date=date)
    event.kinds = ["dai_hoi"] if noun == "phiên trù bị" else kinds_of(page, start, end, noun)
    event.organisers = organisers_of(page, start, end)
    event.place = place_of(page, start, end) or place_of(page, date.end, start)
    event.period = story.period_in(start, end)
    event.concerns = narrowed(event, find_concerns(page, start, end))
    rest = min(sentence[1], end + 2 * _LONGEST)
    event.planned = bool(PLANNED.search(page.low, *span)) or " sẽ " in page.low[slice(*span)]
    if not event.kinds and rest > end:  # «tại lễ chào cờ sáng 15/9, UBND xã đã biểu dương …»
        event.kinds = kinds_of(page, end, rest, "")
        event.organisers = event.organisers or organisers_of(page, end, rest)
    return event


def _launched(story: Story, span: Span, date: DateMention, kind: str) -> Draft:
    event = Draft(span, span, "", main=False, rule="event.mentioned", date=date, kinds=[kind])
    event.organisers = organisers_of(story.page, *span) or _launching_post(story, span)
    event.place = place_of(story.page, date.end, _clause_end(story.page.low, date.end, story.sentences[-1][1]))
    event.concerns = find_concerns(story.page, *span)
    return event


def _launching_post(story: Story, span: Span) -> list[str]:
    """«phong trào … do Thủ tướng Chính phủ phát động»: whoever holds the post."""
    for by in _BY.finditer(story.page.low, *span):
        post = post_at(story.page, by.end())
        if post and _LAUNCHES.match(story.page.low, post.end):
            return [post.name]
    return []


def _clause_end(low: str, start: int, limit: int) -> int:
    """Return where the clause ends; one without a stop is cut, so that a long text is not read again and again."""
    limit = min(limit, start + 2 * _LONGEST)
    found = _BETWEEN.search(low, start, limit)
    return found.start() if found else limit
