"""Events beside the main one: press meetings, gatherings on other days, a movement launched for years of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from thidua.reading.concerns import find_concerns
from thidua.reading.event_holders import holding_phrase
from thidua.reading.event_organisers import organiser_of_press, organisers_of
from thidua.reading.event_parts import awarded_in, day_of, kinds_of, place_of
from thidua.reading.event_story import Draft, Story
from thidua.reading.facts import Span
from thidua.reading.gatherings import CAPTION, PLANNED, PRESS, STRONG_NOUN, VERB, narrowed, told_in
from thidua.reading.lexicon import lexicon, whole_words
from thidua.vietnamese.dates import DateMention

_SAME_DAY = re.compile(
    r"(?:trước đó,? |sau đó,? |tiếp đó,? |cũng )?(?:vào |trong )?(?:(?P<part>sáng|chiều|tối) )?cùng ngày(?!\w)"
)
_REVIEWS = re.compile(r"(?<!\w)(?:tổng kết|sơ kết|tuyên dương|phát động|ký kết|gặp mặt)(?!\w)")
_DEED = re.compile(whole_words(lexicon("events")["other_deeds"]))
_OPENS = re.compile(r"(?:trước đó|sau đó|tiếp đó|cũng)?,? ?(?:vào |trong )?$")
_LAUNCHED = re.compile(r"(?<!\w)(?:đã )?phát động (?:đợt )?(?:phong trào )?thi đua[^.;\n]{0,200}")


def other_events(story: Story, main: Draft | None) -> Iterator[Draft]:
    """Yield press meetings and gatherings on other days, and a movement launched for a period of its own."""
    taken = {main.date.iso[5:]} if main and main.date else set()
    for sentence in story.sentences:
        if main and main.date and (event := _same_day_event(story, sentence, main.date)):
            yield event
            continue
        if not story.days(*sentence) and not story.month_in(*sentence):
            continue
        for event in (_press_event(story, sentence), _dated_event(story, sentence), _dated_deed(story, sentence)):
            if event and event.date and event.date.iso[5:] not in taken and (not main or event.span != main.span):
                taken.add(event.date.iso[5:])
                yield event
    launch = _launch(story, main) if main else None
    if launch:
        yield launch


def _press_event(story: Story, sentence: Span) -> Draft | None:
    press = PRESS.search(story.page.low, *sentence) if story.days(*sentence) else None
    date = day_of(story.days(sentence[0], press.start())) if press else None
    if not press or not date:
        return None
    event = Draft((date.start, press.end()), press.span(), press[0], main=False, rule="event.press", date=date)
    event.kinds, event.organisers = ["khac"], organiser_of_press(story.page, press.end())
    return event


def _dated_event(story: Story, sentence: Span) -> Draft | None:
    page, (start, end) = story.page, sentence
    planned = bool(PLANNED.search(page.low, start, end))
    month = story.month_in(start, end) if planned else None
    days = story.days(start, end) or ([month] if month else [])
    if not days or PRESS.search(page.low, start, end) or CAPTION.search(page.low, start, end):
        return None
    for event in told_in(story, sentence):
        event.date = day_of(days)
        event.organisers = organisers_of(page, start, end)
        if (
            event.date
            and (event.organisers or planned)
            and VERB.search(page.low, start, end)
            and (planned or STRONG_NOUN.match(page.low, event.phrase[0]))
        ):
            event.rule, event.span = "event.other", (min(event.date.start, event.phrase[0]), end)
            event.kinds = kinds_of(page, *event.phrase, event.noun)
            event.place, event.period = place_of(page, start, end), story.period_in(*event.phrase)
            event.concerns = narrowed(event, find_concerns(page, *event.phrase))
            event.planned = planned
            return event
    return None


def _same_day_event(story: Story, sentence: Span, day: DateMention) -> Draft | None:
    """«Chiều cùng ngày, Chi hội … tổ chức tọa đàm»: another gathering on the day of the main one."""
    page, (start, end) = story.page, sentence
    opening = _SAME_DAY.match(page.low, start, end)
    told = next(told_in(story, sentence), None) if opening else None
    organisers = organisers_of(page, start, end) if opening else []
    deed = _DEED.search(page.low, start, end) if opening else None
    if not told and deed:
        told = Draft(sentence, (deed.start(), end), "", main=False, rule="")
    if not opening or not told or not (deed or (organisers and VERB.search(page.low, start, end))):
        return None
    told.rule, told.date = "event.same_day", replace(day, part=opening["part"])
    told.kinds, told.organisers = kinds_of(page, *told.phrase, told.noun), organisers
    told.place, told.concerns = place_of(page, start, end), narrowed(told, find_concerns(page, *told.phrase))
    return told


def _dated_deed(story: Story, sentence: Span) -> Draft | None:
    """«Ngày 30/10 tới, Công an huyện cũng sẽ tổng kết chuyên đề»: a day, a body and what it does there."""
    page, (start, end) = story.page, sentence
    days = story.days(start, end)
    opens = bool(days) and _OPENS.fullmatch(page.low, start, days[0].start) is not None
    deed = (_REVIEWS.search(page.low, start, end) or (opens and _DEED.search(page.low, start, end))) if days else None
    if not deed or not days or CAPTION.search(page.low, start, end):
        return None
    organisers = holding_phrase(page, start, end) or organisers_of(page, start, end)
    if not organisers:
        return None
    date = day_of(days)
    event = Draft((start, end), (deed.start(), end), "", main=False, rule="event.other_deed", date=date)
    event.kinds = kinds_of(page, deed.start(), end, "") or awarded_in(page, deed.start(), end)
    event.organisers = organisers
    event.place, event.period = place_of(page, deed.start(), end), story.period_in(deed.start(), end)
    event.concerns = narrowed(event, find_concerns(page, start, end))
    event.planned = bool(PLANNED.search(page.low, start, end)) or " sẽ " in page.low[start : deed.start()]
    return event if event.kinds or opens else None


def _launch(story: Story, main: Draft) -> Draft | None:
    """«… đã phát động phong trào thi đua … giai đoạn 2020-2025», where the event itself looks back on other years."""
    for found in _LAUNCHED.finditer(story.page.low, main.span[1], story.sentences[-1][1]):
        period = story.period_in(*found.span())
        if (
            period is None
            or period.first is None
            or period.first == period.last
            or story.context.in_noise(*found.span())
        ):
            continue
        if main.period and (period.first, period.last) != (main.period.first, main.period.last):
            concerns = find_concerns(story.page, *found.span())
            return Draft(
                found.span(),
                found.span(),
                "",
                main=False,
                rule="event.launch",
                kinds=["phat_dong"],
                period=period,
                concerns=concerns,
            )
    return None
