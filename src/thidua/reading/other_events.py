"""Events beside the main one: press meetings, gatherings on other days, a movement launched for years of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from thidua.reading.concerns import Concern, find_concerns
from thidua.reading.event_holders import doing_phrase, holding_phrase
from thidua.reading.event_organisers import organiser_of_press, organisers_of
from thidua.reading.event_parts import awarded_in, day_of, kinds_of, place_of
from thidua.reading.event_story import Draft, Story
from thidua.reading.facts import Span
from thidua.reading.gatherings import CAPTION, PLANNED, PRESS, STRONG_NOUN, VERB, narrowed, told_in
from thidua.reading.launches import CONTEST, TIME, launch_besides
from thidua.reading.lexicon import lexicon, whole_words
from thidua.reading.mentioned_events import mentioned_events
from thidua.reading.places import begun_in
from thidua.vietnamese.dates import DateMention
from thidua.vietnamese.letters import CAPITALS

_SAME_DAY = re.compile(
    r"\W*(?:trước đó,? |sau đó,? |tiếp đó,? |cũng |(?:trước|sau|ngay sau) [^,.;\d]{3,30}, )?"
    r"(?:vào |trong )?(?:buổi )?(?:(?P<part>sáng|chiều|tối) )?"
    r"cùng ngày(?!\w)"
    r"|\W*cũng (?:trong |vào )?(?P<part2>sáng|chiều|tối|ngày) (?=\d)"
)
_REVIEWS = re.compile(
    r"(?<!\w)(?:tổng kết(?! vụ| chuyên án)|sơ kết|tuyên dương|phát động|ký kết|gặp mặt|họp mặt)(?!\w)"
)
_REVIEW_ON = re.compile(
    r"(?<!\w)(?:sơ kết|tổng kết)(?!\w)[^.;\n]{0,60}? (?:vào |trong )(?=(?:ngày|tháng|quý|cuối|đầu) |\d)"
)
_DEED = re.compile(whole_words(lexicon("events")["other_deeds"]))
# «tổ chức chung kết Hội thi …»: a gathering beside the main one may be a contest.
_GATHERING = re.compile(rf"{STRONG_NOUN.pattern}|(?:hội thi|hội thao|hội diễn|liên hoan)(?!\w)")
_THOSE_WHO_CAME = re.compile(
    r",? (?:tại [^,.;]{3,40}, )?(?:các |đoàn |đại biểu |hơn \d|gần \d|\d"
    r"|(?:Phó )?(?:[Cc]hủ tịch|Thủ tướng|[Bb]í thư|Tổng Bí thư) )"
)
_PLAIN_ACTOR = re.compile(
    r"(?<!\w)(?P<who>nhà trường|bệnh viện|công ty|đơn vị|ban tổ chức|lữ đoàn|trung đoàn|trung tâm|hội|đoàn trường)"
    r"(?: đã| sẽ| cũng| còn| tổ chức)* $"
)
_OPENS = re.compile(
    r"(?:trước đó|sau đó|tiếp đó|cũng|(?:cũng |nằm )?trong khuôn khổ [^,;.\d]{3,60})?,? ?(?:vào |trong )?$"
)
# «Cuộc thi lần 4 sẽ được phát động vào ngày 5-6-2012»: the next one of what the article is about.
_NEXT = re.compile(
    rf"(?<!\w)(?:{TIME} của {CONTEST}|{CONTEST}(?: (?!đã|vừa|được)[^\W\d_]+){{0,6}}? {TIME})(?!\w)"
    r"[^.;]{0,100}?(?<!\w)(?:sẽ|dự kiến)(?!\w)(?:(?!(?<!\w)(?:không|chưa|hủy)(?!\w))[^.;]){0,30}?"
    r"(?P<deed>phát động|tổ chức|diễn ra|trao|khai mạc|bắt đầu)"
)
_NOT_DONE = re.compile(r"(?<!\w)(?:chưa|không(?! chỉ)|không thể|phải|cần|nếu|bị)(?!\w)")
# «Tháng 9 tới, Công an tỉnh …»: who acts stands directly behind the month.
_MONTH_THEN_BODY = re.compile(rf"(?: tới| vừa qua| qua| này| năm nay| sang năm)?, [{CAPITALS}]")
_MOST_DATED = 1000
_PRESS_REACH = 12  # «cuộc họp báo chiều 15-9 của Bộ Xây dựng»
_BEFORE_THAT = re.compile(r"\W*trước đó(?!\w)")
_MEANT = {
    "programme": re.compile(
        r"(?:lễ|hội nghị|buổi)? ?(?:tổng kết|sơ kết|bế mạc) (?:chiến dịch|chương trình)(?= (?:sẽ|được|dự kiến|diễn))"
    ),
    "movement": re.compile(
        r"(?:tổng kết|sơ kết) (?:phong trào|cuộc vận động|phong trào thi đua)(?= (?:sẽ|được|dự kiến|diễn))"
    ),
    "award_scheme": re.compile(
        r"lễ trao giải|vòng (?:sơ|chung|loại|bán)|(?:lần|kỳ|mùa)(?: thi| giải)? trước|hội diễn (?:lần|khu vực)"
        r"|(?:tổng kết|trao giải|bế mạc|chung kết) (?:cuộc thi|hội thi|giải)(?= (?:sẽ|được|dự kiến|diễn))"
    ),
}


def other_events(story: Story, main: Draft | None) -> Iterator[Draft]:
    """Yield press meetings and gatherings on other days, and a movement launched for a period of its own."""
    told: list[Span] = []
    taken = [(main.date.iso[5:], main.date.part)] if main and main.date else []
    for sentence in _that_may_tell(story):
        if main and main.date and (event := _same_day_event(story, sentence, main.date)):
            told.append(event.span)
            yield event
            continue
        dated = story.days(*sentence) or story.month_in(*sentence) or story.opening_month(*sentence)
        if main and dated and (event := _next_edition(story, sentence, main)):
            yield event
            continue
        before = _BEFORE_THAT.match(story.page.low, *sentence) is not None
        for event in _told_in(story, sentence) if dated else mentioned_events(story, sentence):
            event.concerns = event.concerns or _meant(story, event, main)
            if event.date and not _is_taken(event.date, taken, before=before) and (not main or event.span != main.span):
                taken.append((event.date.iso[5:], event.date.part))
                told.append(event.span)
                yield event
    yield from _planned_reviews(story, main, told) if main and main.date else ()
    launch = launch_besides(story, main) if main else None
    if main and launch and not any(start <= launch.span[0] < end for start, end in told):
        if "phat_dong" not in kinds_of(story.page, *main.phrase, main.noun):
            main.kinds = [kind for kind in main.kinds if kind != "phat_dong"]  # it is the launch besides
        yield launch


def _that_may_tell(story: Story) -> Iterator[Span]:
    """Yield the sentences in which a gathering may be told; no article has thousands with a date."""
    dated = 0
    for sentence in story.sentences:
        dated += bool(begun_in(story.dates, *sentence))
        if dated <= _MOST_DATED:
            yield sentence


def _told_in(story: Story, sentence: Span) -> Iterator[Draft]:
    """Yield what a sentence with a day tells, what it tells most clearly first."""
    deeds = (_dated_deed(story, clause) for clause in _clauses(story, sentence))
    dated = (_dated_event(story, piece) for piece in _pieces(story, sentence))
    told = (_press_event(story, sentence), *dated, *deeds)
    yield from (event for event in told if event)
    yield from mentioned_events(story, sentence)


def _planned_reviews(story: Story, main: Draft, told: Sequence[Span]) -> Iterator[Draft]:
    """«giao Sở Nội vụ tham mưu tổ chức sơ kết vào tháng 02/2025 và tổng kết vào quý IV/2025»."""
    for found in _REVIEW_ON.finditer(story.page.low, main.span[1], story.sentences[-1][1]):
        date = next(iter(begun_in(story.dates, found.end(), found.end() + 1)), None)
        known = any(start <= found.start() < end for start, end in told) or story.context.in_noise(*found.span())
        if not date or not date.year or known or not main.date or date.iso <= main.date.iso:
            continue
        event = Draft((found.start(), date.end), (found.start(), date.end), "", main=False, rule="event.other_deed")
        event.date, event.planned = date, True
        event.kinds = kinds_of(story.page, *event.phrase, "")
        event.concerns = tuple(each for each in main.concerns if each.category == "movement")
        yield event


def _is_taken(day: DateMention, taken: Sequence[tuple[str, str | None]], *, before: bool) -> bool:
    """Return whether an event of that day is told; morning and evening are two events where both are told.

    What a sentence with «trước đó» tells is another one, where it tells a part of the day.
    """
    told = {part for iso, part in taken if iso == day.iso[5:]}
    return bool(told) and (day.part is None or day.part in told or (None in told and not before))


def _first_deed(low: str, start: int, end: int) -> re.Match[str] | None:
    deeds = (_DEED.search(low, start, end), _REVIEWS.search(low, start, end))
    return min((each for each in deeds if each), key=lambda each: each.start(), default=None)


def _plain_actor(story: Story, deed: int) -> list[str]:
    """«Chiều cùng ngày, nhà trường ký kết …»: a body that goes without its name."""
    told = _PLAIN_ACTOR.search(story.page.low, max(0, deed - 40), deed)
    return [story.page.norm[told.start("who") : told.end("who")]] if told else []


def _press_event(story: Story, sentence: Span) -> Draft | None:
    press = PRESS.search(story.page.low, *sentence) if story.days(*sentence) else None
    date = day_of(story.days(sentence[0], press.end() + _PRESS_REACH)) if press else None
    if not press or not date:
        return None
    span = min(date.start, press.start()), max(date.end, press.end())
    event = Draft(span, press.span(), press[0], main=False, rule="event.press", date=date)
    event.kinds = ["khac"]
    event.organisers = organiser_of_press(story.page, span[1]) or organisers_of(story.page, *sentence)
    return event


def _meant(story: Story, event: Draft, main: Draft | None) -> tuple[Concern, ...]:
    """«Lễ tổng kết chiến dịch sẽ …», «Đại hội TĐQT …»: what the main event is about, by its kind or its initials."""
    phrase = story.page.norm[slice(*event.phrase)]
    told = {category for category, words in _MEANT.items() if words.search(phrase.lower())}
    return tuple(
        each
        for each in (main.concerns if main else ())
        if each.category in told or _initials(each.name) in phrase.split()
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()).upper()


def _dated_event(story: Story, sentence: Span) -> Draft | None:
    page, (start, end) = story.page, sentence
    planned = bool(PLANNED.search(page.low, start, end))
    month = (story.month_in(start, end) if planned else None) or story.opening_month(start, end)
    days = story.days(start, end) or ([month] if month else [])
    if not days or PRESS.search(page.low, start, end) or CAPTION.search(page.low, start, end):
        return None
    for event in told_in(story, sentence):
        event.date = day_of(days)
        event.organisers = organisers_of(page, start, end) or _plain_actor(story, event.phrase[0])
        if (
            event.date
            and (event.organisers or planned)
            and VERB.search(page.low, start, end)
            and (planned or _GATHERING.match(page.low, event.phrase[0]))
        ):
            event.rule, event.span = "event.other", (min(event.date.start, event.phrase[0]), end)
            event.kinds = kinds_of(page, *event.phrase, event.noun)
            event.place, event.period = place_of(page, start, end), story.period_in(*event.phrase)
            event.concerns = narrowed(event, find_concerns(page, *event.phrase))
            event.planned = planned
            return event
    return None


def _pieces(story: Story, sentence: Span) -> list[Span]:
    """«… nhận bài đến hết ngày 5/9; lễ trao giải dự kiến tổ chức ngày 14/10»: one for each clause with a day."""
    dated = [piece for piece in _between_semicolons(story.page.low, sentence) if story.days(*piece)]
    return dated if len(dated) > 1 else [sentence]


def _same_day_event(story: Story, sentence: Span, day: DateMention) -> Draft | None:
    """«Chiều cùng ngày, Chi hội … tổ chức tọa đàm»: another gathering on the day of the main one."""
    page, (start, end) = story.page, sentence
    opening = _SAME_DAY.match(page.low, start, end)
    told = next(told_in(story, sentence), None) if opening else None
    organisers = organisers_of(page, start, end) if opening else []
    deed = _first_deed(page.low, start, end) if opening else None
    organisers = organisers or (_plain_actor(story, deed.start()) if deed else [])
    if not told and deed:
        told = Draft(sentence, (deed.start(), end), "", main=False, rule="")
    if not opening or not told or not (deed or (organisers and VERB.search(page.low, start, end))):
        return None
    told.rule, told.date = (
        "event.same_day",
        replace(day, part=opening["part"] or (opening["part2"] or "").replace("ngày", "") or None),
    )
    told.kinds = kinds_of(page, *told.phrase, told.noun) or awarded_in(page, *told.phrase)
    told.organisers = organisers
    told.period = story.period_in(*told.phrase)
    told.place, told.concerns = place_of(page, start, end), narrowed(told, find_concerns(page, *told.phrase))
    return told


def _clauses(story: Story, sentence: Span) -> Iterator[Span]:
    """«ngày 26/10, Công đoàn khám bệnh …; chiều 7/11, Đoàn Thanh niên tổng kết hội thi»: one for each day told."""
    yield sentence
    for clause in islice(_between_semicolons(story.page.low, sentence), 1, None):
        days = story.days(*clause)
        if days and days[0].start <= clause[0] + len("vào "):
            yield clause


def _between_semicolons(low: str, sentence: Span) -> Iterator[Span]:
    begin, end = sentence
    while (stop := low.find("; ", begin, end)) >= 0:
        yield begin, stop
        begin = stop + len("; ")
    yield begin, end


def _dated_deed(story: Story, sentence: Span) -> Draft | None:
    """«Ngày 30/10 tới, Công an huyện cũng sẽ tổng kết chuyên đề»: a day, a body and what it does there."""
    page, (start, end) = story.page, sentence
    end = page.low.find("; ", start, end) + 1 or end
    month = story.opening_month(start, end)
    acts_then = month and _MONTH_THEN_BODY.match(page.norm, month.end, end)
    days = story.days(start, end) or ([month] if month and acts_then else [])
    opens = bool(days) and _OPENS.fullmatch(page.low, start, days[0].start) is not None
    deeds = (_REVIEWS.search(page.low, start, end), _DEED.search(page.low, start, end) if opens else None)
    deed = min((each for each in deeds if each), key=lambda each: each.start(), default=None) if days else None
    if deed and _NOT_DONE.search(page.low, start, deed.start()):
        return None
    if not deed or not days or CAPTION.search(page.low, start, end):
        return None
    organisers = holding_phrase(page, start, end) or organisers_of(page, start, end)
    organisers = organisers or doing_phrase(page, start, deed.start())
    if not organisers:
        return _deed_of_all(story, sentence, days[0]) if opens else None
    date = day_of(days)
    event = Draft((start, end), (deed.start(), end), "", main=False, rule="event.other_deed", date=date)
    event.kinds = kinds_of(page, deed.start(), end, "") or awarded_in(page, deed.start(), end)
    event.organisers = organisers
    event.place = place_of(page, deed.start(), end) or place_of(page, start, deed.start())
    event.period = story.period_in(deed.start(), end)
    event.concerns = narrowed(event, find_concerns(page, start, end))
    event.planned = bool(PLANNED.search(page.low, start, end)) or " sẽ " in page.low[start : deed.start()]
    return event if event.kinds or opens else None


def _deed_of_all(story: Story, sentence: Span, day: DateMention) -> Draft | None:
    """«Trước đó, chiều 21-5, đoàn đại biểu đã dâng hương …»: what those who came did on another part of a day."""
    deed = _first_deed(story.page.low, day.end, sentence[1]) if day.part else None
    if (
        not deed
        or _NOT_DONE.search(story.page.low, day.end, deed.start())
        or not _THOSE_WHO_CAME.match(story.page.norm, day.end)
    ):
        return None
    event = Draft(
        (day.start, sentence[1]), (deed.start(), sentence[1]), "", main=False, rule="event.other_deed", date=day
    )
    event.place = place_of(story.page, deed.start(), sentence[1]) or place_of(story.page, day.end, deed.start())
    event.kinds = kinds_of(story.page, *event.phrase, "")
    return event


def _next_edition(story: Story, sentence: Span, main: Draft) -> Draft | None:
    page = story.page
    told = _NEXT.search(page.low, *sentence)
    date = day_of(story.days(*sentence)) or story.month_in(*sentence) if told else None
    if not told or not date:
        return None
    end = max(told.end(), date.end)
    event = Draft((told.start(), end), (told.start(), end), "", main=False, rule="event.next_edition", date=date)
    event.kinds = ["phat_dong"] if told["deed"] == "phát động" else kinds_of(page, *event.phrase, "")
    event.planned = True
    event.place = place_of(page, told.start(), sentence[1])
    event.concerns = tuple(each for each in main.concerns if each.category == "award_scheme")
    return event
