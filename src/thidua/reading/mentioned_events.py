"""Gatherings that a sentence about something else names with their day: «tại Hội nghị … họp ở Hà Nội ngày 25/11»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from thidua.reading.concerns import find_concerns
from thidua.reading.event_organisers import organisers_of
from thidua.reading.event_parts import kinds_of, place_of
from thidua.reading.event_story import Draft, Story
from thidua.reading.facts import Span
from thidua.reading.gatherings import PLANNED, narrowed
from thidua.reading.lexicon import alternation, lexicon
from thidua.reading.places import begun_in
from thidua.vietnamese.dates import DateMention

_WORDS = lexicon("events")
_NAME = (
    r"(?:một |các )?(?:buổi |cuộc |đợt )?"
    rf"(?P<noun>{alternation(_WORDS['strong_nouns'])}|cuộc gặp|{alternation(_WORDS['mentioned'])})(?!\w)"
)
_MENTIONED = re.compile(rf"(?<!\w)(?:tại|dự|sau|trong|từ|qua|của|ở|như|,|-) {_NAME}")
_OPENS_WITH = re.compile(_NAME)
# No day of a gathering: that of a paper, of a birthday, of what is remembered.
_OTHER_DAY = re.compile(
    r"(?<!\w)(?:quyết định|nghị quyết|chỉ thị|kế hoạch|công văn|thông báo|luật|nghị định|kỷ niệm|thành lập|sinh"
    r"|ngày hội|tính đến|đến hết|giai đoạn|trước|chào mừng|hướng tới|truyền thống)(?!\w)"
)
_BETWEEN = re.compile(r"[,;:.!?\n]")
_TAKES_PLACE = re.compile(r"(?<!\w)(?:được tổ chức|diễn ra|được diễn ra|tổ chức)(?!\w)")
_LONGEST = 170
_OPENING = 30
# «Cuộc thi được Báo A phát động từ tháng 11-2005»: the launch of what the sentence speaks of.
_LAUNCHED_ON = re.compile(
    rf"(?P<what>{alternation(_WORDS['launched_things'])})(?!\w)[^.;\n]{{0,140}}?(?<!\w)"
    r"(?:(?:được|do) (?:[^,.;\n]{2,60} )?)phát động (?:từ |vào |hồi |ngày |cuối |đầu |giữa )*$"
)


def mentioned_events(story: Story, sentence: Span) -> Iterator[Draft]:
    """Yield the gatherings that ``sentence`` names beside what it tells, each with a day or a month."""
    dates = [each for each in begun_in(story.dates, *sentence) if each.granularity in ("day", "month")]
    days = set(story.days(*sentence))
    dates = [each for each in dates if each.granularity == "month" or each in days]
    if not dates or PLANNED.search(story.page.low, *sentence):
        return
    for date in dates:
        launch = _LAUNCHED_ON.search(story.page.low, max(sentence[0], date.start - _LONGEST), date.start)
        if launch:
            yield _launched(story, (launch.start(), date.end), date)
    opening = _OPENS_WITH.match(story.page.low, *sentence)
    for found in (*_MENTIONED.finditer(story.page.low, *sentence), *([opening] if opening else [])):
        told = _date_of(story, sentence, found, dates)
        if told and (found is not opening or _TAKES_PLACE.search(story.page.low, found.end(), told.start)):
            yield _drafted(story, sentence, found.start("noun"), told, found["noun"])


def _date_of(story: Story, sentence: Span, found: re.Match[str], dates: Sequence[DateMention]) -> DateMention | None:
    """Return the date behind the name of the gathering, else that with which the sentence opens."""
    low = story.page.low
    for date in begun_in(dates, found.end(), found.end() + _LONGEST):
        between = low[found.end() : date.start]
        if not _BETWEEN.search(between) and not _OTHER_DAY.search(between):
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
    event.kinds = kinds_of(page, start, end, noun)
    event.organisers = organisers_of(page, start, end)
    event.place = place_of(page, start, end) or place_of(page, date.end, start)
    event.period = story.period_in(start, end)
    event.concerns = narrowed(event, find_concerns(page, start, end))
    return event


def _launched(story: Story, span: Span, date: DateMention) -> Draft:
    event = Draft(span, span, "", main=False, rule="event.mentioned", date=date, kinds=["phat_dong"])
    event.organisers = organisers_of(story.page, *span)
    event.place = place_of(story.page, date.end, _clause_end(story.page.low, date.end, story.sentences[-1][1]))
    event.concerns = find_concerns(story.page, *span)
    return event


def _clause_end(low: str, start: int, limit: int) -> int:
    found = _BETWEEN.search(low, start, limit)
    return found.start() if found else limit
