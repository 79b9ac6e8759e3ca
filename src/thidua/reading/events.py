"""Events: the gathering that an article tells of, and other dated ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from thidua.reading.concerns import Concern, find_concerns, general_concern, usual_movement
from thidua.reading.context import Context
from thidua.reading.event_dates import settle_year
from thidua.reading.event_parts import day_of, kinds_of, organiser_of_press, organisers_of, place_of
from thidua.reading.facts import Fact, Span
from thidua.reading.lexicon import alternation, lexicon
from thidua.reading.normalise import Text
from thidua.reading.organisations import Page
from thidua.vietnamese.dates import DateMention, PeriodMention, find_dates, find_periods

_WORDS = lexicon("events")
_NOUN = re.compile(rf"(?<!\w)(?!{alternation(_WORDS['not_nouns'])}(?!\w)){alternation(_WORDS['nouns'])}(?!\w)")
_STRONG_NOUN = re.compile(rf"{alternation(_WORDS['strong_nouns'])}(?!\w)")
_PRESS = re.compile(rf"(?<!\w){alternation(_WORDS['press'])}(?!\w)")
_VERB = re.compile(rf"(?<!\w){alternation(_WORDS['verbs'])}(?!\w)")
_HELD_NOUN = re.compile(
    rf"(?<!\w){alternation(_WORDS['verbs'])} (?:\w+ ){{0,2}}?$|(?<!\w)(?:tại|dự|trong) (?:các |buổi )?$"
)
_DEED = re.compile(rf"(?<!\w){alternation(_WORDS['deeds'])}(?!\w)")
_KIND_WORD = re.compile(rf"(?<!\w){alternation(word for words in _WORDS['kinds'].values() for word in words)}(?!\w)")
_PLANNED = re.compile(rf"(?<!\w){alternation(_WORDS['planned'])}(?!\w)")
_THIS = re.compile(
    r"(?:hội nghị|buổi lễ|lễ|đại hội|chương trình|buổi gặp mặt|ngày hội|tại (?:hội nghị|buổi lễ|đại hội|buổi gặp mặt|lễ))(?!\w)"
)
_PURPOSE = re.compile(
    r"(?:hội nghị|buổi lễ|đại hội|chương trình|ngày hội|lễ) (?:\w+ ){0,3}?(?:được tổ chức )?(?:nhằm|để) (?:tổng kết|sơ kết|biểu dương|tôn vinh|tuyên dương|đánh giá)"
)
_CAPTION = re.compile(r"(?<!\w)ảnh ?:|\(ảnh|ảnh$|^ảnh")
_LAUNCHED = re.compile(r"(?<!\w)(?:đã )?phát động (?:đợt )?(?:phong trào )?thi đua[^.;\n]{0,200}")
_ELSEWHERE = re.compile(r"(?<!\w)(?:trước đó|cùng ngày|cũng trong|sau đó|tiếp đó|dự kiến)(?!\w)")
_REPORTED = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị|nhấn mạnh|khẳng định|cần|phải)(?!\w)")
_SPEECH = re.compile(
    r": ?\"| (?:khẳng định|nhấn mạnh|cho biết|đề nghị|yêu cầu|nhận định|cho rằng|phát biểu|nêu rõ|bày tỏ|chia sẻ|đã nghe)(?!\w)"
)
_ANNIVERSARY = re.compile(r"(?:kỷ niệm|kỉ niệm) (?:tròn )?$")
_LEAD = 8
_ENOUGH = 5
_NEAR = 400


@dataclass
class _Event:
    """An event while it is being put together; spans index the normalised text."""

    span: Span
    phrase: Span
    noun: str
    main: bool
    rule: str
    date: DateMention | None = None
    kinds: list[str] = field(default_factory=list)
    organisers: list[str] = field(default_factory=list)
    place: str | None = None
    period: PeriodMention | None = None
    concerns: tuple[Concern, ...] = ()
    planned: bool = False
    also: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class _Story:
    """The sentences of the story with their dates and periods."""

    page: Page
    context: Context
    sentences: tuple[Span, ...]
    dates: tuple[DateMention, ...]
    periods: tuple[PeriodMention, ...]
    title: Span | None

    def days(self, start: int, end: int) -> list[DateMention]:
        """Days in a stretch that are no anniversary in brackets."""
        inside = [each for each in self.dates if start <= each.start < end and each.granularity == "day"]
        return [each for each in inside if not self._in_brackets(each)]

    def _in_brackets(self, date: DateMention) -> bool:
        before = self.page.norm[max(0, date.start - 16) : date.start]
        return before.rfind("(") > before.rfind(")") and not (date.part or "nay (" in before)

    def period_in(self, start: int, end: int) -> PeriodMention | None:
        """The first period with years in a stretch, else the first length («5 năm»)."""
        days = [each for each in self.dates if each.granularity in ("day", "month")]
        inside = [
            each
            for each in self.periods
            if start <= each.start < end
            and not any(day.start <= each.start < day.end for day in days)
            and not (each.form == "length" and _ANNIVERSARY.search(self.page.low, max(0, each.start - 12), each.start))
        ]
        with_years = [each for each in inside if each.form != "length"]
        return next(iter(with_years or inside), None)


def find_events(text: Text, context: Context) -> list[Fact]:
    """Return the main event of the article first, then others with a date of their own.

    Args:
        text: the text.
        context: its sentences, furniture and day of publication.
    """
    story = _story(context)
    main = _main_event(story)
    events = [main] if main else []
    events.extend(_other_events(story, main))
    return [_fact(text, story, event) for event in events]


def _story(context: Context) -> _Story:
    page = Page.of(context)
    sentences = tuple(each for each in context.sentences if not context.in_noise(*each))
    dates = tuple(each for each in find_dates(context.low) if not context.in_noise(each.start, each.end))
    title = sentences[0] if len(sentences) > 1 and page.norm[sentences[0][1] - 1] not in ".:;," else None
    return _Story(page, context, sentences, dates, find_periods(context.low), title)


def _main_event(story: _Story) -> _Event | None:
    """The best sentence of the lead that tells of a gathering, else the title."""
    best: tuple[int, int, _Event] | None = None
    body = [each for each in story.sentences if each != story.title]
    for index, sentence in enumerate(body[: _LEAD * 3]):
        for event in _told_in(story, sentence):
            score = _score(story, sentence, event) - max(0, index - _LEAD) // 2
            if score >= _ENOUGH and (best is None or score > best[0]):
                best = (score, index, event)
    event = best[2] if best else _from_deed(story, body) or _from_title(story)
    if event:
        event.main = True
        _complete(story, event, body)
    return event


def _told_in(story: _Story, sentence: Span) -> Iterator[_Event]:
    """Yield one candidate for the gathering that a sentence names most clearly."""
    low = story.page.low
    start, end = sentence
    press = _PRESS.search(low, start, end)
    nouns = [each for each in _NOUN.finditer(low, press.end() if press else start, end)]
    if not nouns:
        return
    held = [each for each in nouns if _HELD_NOUN.search(low, max(start, each.start() - 30), each.start())]
    telling = [each for each in nouns if _KIND_WORD.search(low, each.start(), min(end, each.end() + 60))]
    noun = next((each for each in held if each in telling), None) or next(iter(telling or held or nouns))
    begin = press.end() if press else start
    speech = _SPEECH.search(low, noun.end(), end)
    phrase = noun.start(), speech.start() if speech else end
    yield _Event((begin, end), phrase, noun[0], main=False, rule="event.sentence")


def _score(story: _Story, sentence: Span, event: _Event) -> int:
    low, (start, end) = story.page.low, event.span
    phrase = event.phrase
    score = 2 if _STRONG_NOUN.match(low, phrase[0]) else 1
    score += 2 * bool(_KIND_WORD.search(low, *phrase) or event.noun in ("đại hội", "ngày hội"))
    verb = _VERB.search(low, start, end)
    score += 3 * bool(verb)
    score += 3 * bool(story.days(start, end))
    score += bool(organisers_of(story.page, start, end))
    if _CAPTION.search(low, start, end) or (sentence[1] - start < _NEAR // 8):
        score -= 2
    if _REPORTED.search(low, start, phrase[0]) or _ELSEWHERE.match(low, start):
        score -= 3
    if not verb and not _KIND_WORD.search(low, *phrase):
        score -= 4
    return score


def _from_deed(story: _Story, body: Sequence[Span]) -> _Event | None:
    """«Liên đoàn … đã tôn vinh …»: no word for the gathering, but who did what."""
    for start, end in body[: _LEAD // 2]:
        deed = _DEED.search(story.page.low, start, end)
        if deed and organisers_of(story.page, start, end):
            return _Event((start, end), (deed.start(), end), "", main=True, rule="event.deed")
    return None


def _from_title(story: _Story) -> _Event | None:
    if story.title and (_KIND_WORD.search(story.page.low, *story.title) or _NOUN.search(story.page.low, *story.title)):
        noun = _NOUN.search(story.page.low, *story.title)
        return _Event(story.title, story.title, noun[0] if noun else "", main=True, rule="event.title")
    return None


def _complete(story: _Story, event: _Event, body: Sequence[Span]) -> None:
    """Fill in the parts, from the event's sentence first, then from the sentences around it."""
    page, (start, end) = story.page, event.span
    event.organisers = organisers_of(page, start, end)
    _find_day(story, event, body)
    event.place = place_of(page, start, end) or (_place_by_date(story, event) if event.date else None)
    event.kinds = kinds_of(page, *event.phrase, event.noun)
    same_day = [each for each in body if each != event.span and event.date and _has_day(story, each, event.date)]
    purposes = [each for each in body if _PURPOSE.match(page.low, *each)]
    for purpose in purposes[:1]:
        event.kinds.extend(kind for kind in kinds_of(page, *purpose, "") if kind not in event.kinds)
    if not event.kinds and story.title:
        event.kinds = [
            kind for kind in kinds_of(page, *story.title, "") if kind in ("bieu_duong", "tong_ket", "so_ket")
        ]
    event.planned = bool(_PLANNED.search(page.low, start, end))
    event.also = [each for each in same_day if _NOUN.search(page.low, *each)]
    event.period = story.period_in(*event.phrase) or _period_around(story, event, same_day, body)
    event.concerns = _concerns(story, event, purposes, same_day)


def _has_day(story: _Story, sentence: Span, day: DateMention) -> bool:
    return any(each.iso[5:] == day.iso[5:] for each in story.days(*sentence))


def _find_day(story: _Story, event: _Event, body: Sequence[Span]) -> None:
    """The day in the sentence, else in the next sentences about «buổi lễ», else in the lead."""
    event.date = day_of(story.days(*event.span))
    if event.date:
        return
    around = [each for each in body if each[1] <= event.span[0] or each[0] >= event.span[1]][: _LEAD * 2]
    about_it = [each for each in around if story.days(*each) and _THIS.search(story.page.low, *each)]
    lead = [each for each in around[:_LEAD] if story.days(*each)]
    for sentence in (about_it or lead)[:1]:
        event.date = day_of(story.days(*sentence))
        if event.date and abs(sentence[0] - event.span[1]) < _NEAR:
            far = min(event.span[0], sentence[0]), max(event.span[1], event.date.end)
            event.also.append(event.span)
            event.span = far


def _place_by_date(story: _Story, event: _Event) -> str | None:
    if event.date is None:
        return None
    return place_of(story.page, *story.context.sentence_at(event.date.start))


def _period_around(
    story: _Story, event: _Event, same_day: Sequence[Span], body: Sequence[Span]
) -> PeriodMention | None:
    """The period in the event's sentence, in others of the same day, in the title, or the only «giai đoạn» told."""
    for stretch in (event.span, *same_day, *([story.title] if story.title else [])):
        found = story.period_in(*stretch)
        if found and found.form != "length":
            return found
    inside = [each for each in story.periods if body and body[0][0] <= each.start < body[-1][1]]
    stages = [
        each
        for each in inside
        if each.form in ("stage", "school_year") and "đoạn" in story.page.low[each.start : each.end]
    ]
    return next(iter(stages), None) or story.period_in(*event.span)


def _concerns(story: _Story, event: _Event, purposes: Sequence[Span], same_day: Sequence[Span]) -> tuple[Concern, ...]:
    page = story.page
    found = list(find_concerns(page, *event.phrase))
    for stretch in (*purposes[:1], *([story.title] if story.title else [])):
        found.extend(_new(found, find_concerns(page, *stretch)))
    if event.rule == "event.title" and story.sentences:
        rest = find_concerns(page, story.sentences[0][1], story.sentences[-1][1])
        found.extend(each for each in _new(found, rest) if any(ch.isdigit() for ch in each.name))
    if not found:
        usual = usual_movement(page, story.sentences[0][0], story.sentences[-1][1]) or general_concern(
            page, *event.phrase
        )
        found.extend([usual] if usual else [])
    return _narrowed(event, found)


def _narrowed(event: _Event, concerns: Sequence[Concern]) -> tuple[Concern, ...]:
    """The prizes of a contest are about the contest, not about the movement in its name."""
    schemes = tuple(each for each in concerns if each.category == "award_scheme")
    return schemes if schemes and "trao_thuong" in event.kinds else tuple(concerns)


def _new(told: Sequence[Concern], more: Sequence[Concern]) -> list[Concern]:
    names = [each.name.casefold() for each in told]
    return [
        each for each in more if not any(each.name.casefold() in name or name in each.name.casefold() for name in names)
    ]


def _other_events(story: _Story, main: _Event | None) -> Iterator[_Event]:
    """Yield press meetings and gatherings on other days, and a movement launched for a period of its own."""
    taken = {main.date.iso[5:]} if main and main.date else set()
    for sentence in story.sentences:
        for event in (_press_event(story, sentence), _dated_event(story, sentence)):
            if event and event.date and event.date.iso[5:] not in taken and (not main or event.span != main.span):
                taken.add(event.date.iso[5:])
                yield event
    launch = _launch(story, main) if main else None
    if launch:
        yield launch


def _press_event(story: _Story, sentence: Span) -> _Event | None:
    press = _PRESS.search(story.page.low, *sentence)
    date = day_of(story.days(sentence[0], press.start())) if press else None
    if not press or not date:
        return None
    event = _Event((date.start, press.end()), press.span(), press[0], main=False, rule="event.press", date=date)
    event.kinds, event.organisers = ["khac"], organiser_of_press(story.page, press.end())
    return event


def _dated_event(story: _Story, sentence: Span) -> _Event | None:
    page, (start, end) = story.page, sentence
    if _PRESS.search(page.low, start, end) or _CAPTION.search(page.low, start, end):
        return None
    for event in _told_in(story, sentence):
        event.date = day_of(story.days(start, end))
        event.organisers = organisers_of(page, start, end)
        if (
            event.date
            and event.organisers
            and _VERB.search(page.low, start, end)
            and _STRONG_NOUN.match(page.low, event.phrase[0])
        ):
            event.rule, event.span = "event.other", (min(event.date.start, event.phrase[0]), end)
            event.kinds = kinds_of(page, *event.phrase, event.noun)
            event.place, event.period = place_of(page, start, end), story.period_in(*event.phrase)
            event.concerns = _narrowed(event, find_concerns(page, *event.phrase))
            event.planned = bool(_PLANNED.search(page.low, start, end))
            return event
    return None


def _launch(story: _Story, main: _Event) -> _Event | None:
    """«… đã phát động phong trào thi đua … giai đoạn 2020-2025», where the event itself looks back on other years."""
    for found in _LAUNCHED.finditer(story.page.low, main.span[1], story.sentences[-1][1]):
        period = story.period_in(*found.span())
        if period is None or period.first is None or story.context.in_noise(*found.span()):
            continue
        if main.period and (period.first, period.last) != (main.period.first, main.period.last):
            concerns = find_concerns(story.page, *found.span())
            return _Event(
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


def _after(day: str, published: str | None) -> bool:
    """Return whether ``day`` is later than the article."""
    return published is not None and "X" not in day and day[: len(published)] > published


_CONFIDENCE = {
    "event.sentence": 0.85,
    "event.deed": 0.65,
    "event.title": 0.6,
    "event.other": 0.6,
    "event.press": 0.6,
    "event.launch": 0.55,
}


def _fact(text: Text, story: _Story, event: _Event) -> Fact:
    value: dict[str, Any] = {
        "kind": event.kinds or ["khac"],
        "main": event.main,
        "status": "planned" if event.planned else "held",
        "organiser": event.organisers,
        "concerns": [
            {"category": each.category, "name": each.name[:1].upper() + each.name[1:]} for each in event.concerns
        ],
    }
    if event.date:
        settled = settle_year(story.page.low, event.date, story.dates, story.context.published)
        value |= {"date": settled.date.iso, "date_basis": settled.basis}
        if _after(settled.date.iso, story.context.published):
            value["status"] = "planned"
        if event.date.part:
            value["part"] = event.date.part
    if event.place:
        value["place"] = event.place
    if event.period:
        value["period"] = {"from": event.period.first, "to": event.period.last}
        if event.period.text:
            value["period"]["text"] = event.period.text
    also = tuple(text.raw_span(*each) for each in event.also if each != event.span)
    return Fact(
        "event", *text.raw_span(*event.span), value, also=also, rule=event.rule, confidence=_CONFIDENCE[event.rule]
    )
