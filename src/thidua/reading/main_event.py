"""The gathering that an article tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from thidua.reading.concerns import Concern, find_concerns, general_concern, is_same_name, usual_movement
from thidua.reading.event_dates import relative_day
from thidua.reading.event_organisers import organisers_of
from thidua.reading.event_parts import awarded_in, day_of, kinds_of, place_of
from thidua.reading.event_story import Draft, Story
from thidua.reading.facts import Span
from thidua.reading.gatherings import CAPTION, KIND_WORD, NOUN, PLANNED, STRONG_NOUN, VERB, narrowed, told_in
from thidua.reading.lexicon import alternation, lexicon
from thidua.reading.places import begun_in
from thidua.vietnamese.dates import DateMention, PeriodMention
from thidua.vietnamese.letters import matching_form

_DEED = re.compile(rf"(?<!\w){alternation(lexicon('events')['deeds'])}(?!\w| đổi)")
# «không được … khen thưởng», «sẽ tặng … nếu …»: nothing has been held.
_UNDONE = re.compile(r"(?<!\w)(?:không(?! chỉ)|chưa|sẽ|mong|muốn|đề nghị|từ chối|hủy|tự nhận)(?!\w)[^;]{0,160}$")
_THIS = re.compile(
    r"(?:hội nghị|buổi lễ|lễ|đại hội|chương trình|buổi gặp mặt|ngày hội|tại (?:hội nghị|buổi lễ|đại hội"
    r"|buổi gặp mặt|lễ))(?!\w)"
)
_PURPOSE = re.compile(
    r"\W*(?:hội nghị|buổi lễ|đại hội|chương trình|ngày hội|lễ) (?:\w+ ){0,5}?(?:được tổ chức )?(?:nhằm"
    r"|để) (?:(?:ghi nhận|khẳng định|đánh giá|nhìn lại)[^.;\n]{0,60} và )?"
    r"(?:tổng kết|sơ kết|biểu dương|tôn vinh|tuyên dương|đánh giá)"
)
_ELSEWHERE = re.compile(r"(?<!\w)(?:trước đó|cùng ngày|cũng trong|sau đó|tiếp đó|dự kiến)(?!\w)")
_REPORTED = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị|nhấn mạnh|khẳng định|cần|phải)(?!\w)")
_DONE = re.compile(rf"(?<!\w)(?:đã|vừa) {alternation(lexicon('events')['deeds'])}(?!\w)")
_NAMED = re.compile(rf"{KIND_WORD.pattern}|(?<!\w)(?:lễ|buổi) (?:kỷ niệm|kỉ niệm)(?!\w)")
# «(Hội nghị diễn ra hôm 21-9)», said at the end.
_TOOK_PLACE = re.compile(
    r"(?:hội nghị|buổi lễ|lễ|đại hội|chương trình|ngày hội)[^,.;]{0,24} (?:diễn ra|được tổ chức)(?!\w)"
)
_TAKES_PLACE_AT = re.compile(
    r"(?:hội nghị|buổi lễ|lễ|đại hội|chương trình|ngày hội) (?:đã )?(?:diễn ra|được tổ chức)(?!\w)[^.;\n\d]{0,50} tại "
)
_YEAR_BEHIND = re.compile(
    r"\"?(?: [^,.;\d]{1,12})?(?: lần (?:thứ )?[\divx]{1,4})?(?: ?[-,]| năm)? ?(?P<year>(?:19|20)\d\d)(?!\d)"
)
_CHAIRED = re.compile(r"(?<!\w)chủ trì $")
_AT_EVENT = re.compile(
    rf"(?:{alternation(lexicon('events')['at_event'])}(?!\w)"
    r"|(?:đại hội|hội nghị|buổi lễ|ngày hội) (?:đã |cũng ){1,2}(?=\w))"
)
_HELD_FOR = re.compile(
    r"(?<!\w)(?:trao giải|trao thưởng|vinh danh|tuyên dương|tôn vinh|phát động)(?!\w)[^.,;\n]{0,60}"
    r" (?:trong|tại)(?: một)? $"
)
_DONE_THERE = {
    "ky_ket": re.compile(
        r"(?<!\w)(?:đã |cùng |cũng )?ký (?:kết )?"
        r"(?:giao ước|cam kết|(?:chương trình|quy chế|kế hoạch|nghị quyết) (?:phối hợp|liên tịch))(?!\w)"
    ),
    "phat_dong": re.compile(
        r"(?<!được )(?<!do )(?<!hưởng ứng )(?<!lễ )phát động (?:đợt )?(?:phong trào )?thi đua(?!\w)"
    ),
}
_ABOUT_A_MOVEMENT = frozenset({"so_ket", "tong_ket", "ngay_hoi", "dai_hoi", "phat_dong", "trien_khai"})
_CELEBRATED_WITH_HONOURS = frozenset({"ky_niem", "bieu_duong"})
_HEADLINE_KINDS = frozenset({"bieu_duong", "tong_ket", "so_ket", "trao_thuong", "ky_ket"})
_LEAD = 8
_ENOUGH = 5
_NEAR = 400


def main_event(story: Story) -> Draft | None:
    """The best sentence of the lead that tells of a gathering, else the title."""
    best: tuple[int, Draft] | None = None
    body = [each for each in story.sentences if each != story.title]
    for index, sentence in enumerate(body[: _LEAD * 3]):
        for told in told_in(story, sentence):
            score = _score(story, sentence, told) - max(0, index - _LEAD) // 2
            if score >= _ENOUGH and (best is None or score > best[0]):
                best = (score, told)
    event = best[1] if best else _from_deed(story, body) or _from_title(story)
    if event:
        event.main = True
        _complete(story, event, body)
    return event


def _score(story: Story, sentence: Span, event: Draft) -> int:
    low, (start, end) = story.page.low, event.span
    phrase = event.phrase
    score = 2 if STRONG_NOUN.match(low, phrase[0]) else 1
    score += 2 * bool(KIND_WORD.search(low, *phrase) or event.noun in ("đại hội", "ngày hội"))
    days = story.days(start, phrase[1])  # what is said there speaks of other days
    verb = VERB.search(low, start, phrase[1]) or (days and _CHAIRED.search(low, start, phrase[0]))
    score += 3 * bool(verb)
    score += 3 * bool(days)
    score += bool(organisers_of(story.page, start, end))
    if CAPTION.search(low, start, end) or (sentence[1] - start < _NEAR // 8):
        score -= 2
    if _REPORTED.search(low, start, phrase[0]) or _ELSEWHERE.match(low, start):
        score -= 3
    comma = low.find(",", *phrase)
    named = _NAMED.search(low, phrase[0], comma if comma > 0 else phrase[1])
    done = days and _DONE.search(low, *phrase)
    if not (verb or named or done):
        score -= 4
    return score


def _from_deed(story: Story, body: Sequence[Span]) -> Draft | None:
    """«Liên đoàn … đã tôn vinh …»: no word for the gathering, but who did what."""
    for index, (start, end) in enumerate(body[:_LEAD]):
        deed = _DEED.search(story.page.low, start, end)
        if deed and _UNDONE.search(story.page.low, start, deed.start()) and not story.days(start, end):
            continue
        organised = index < _LEAD // 2 and deed and organisers_of(story.page, start, end)
        planned = deed and PLANNED.search(story.page.low, start, end)
        if deed and (organised or story.days(start, end if planned else deed.start())):
            return Draft((start, end), (deed.start(), end), "", main=True, rule="event.deed")
    return None


def _from_title(story: Story) -> Draft | None:
    if story.title and (KIND_WORD.search(story.page.low, *story.title) or NOUN.search(story.page.low, *story.title)):
        noun = NOUN.search(story.page.low, *story.title)
        return Draft(story.title, story.title, noun[0] if noun else "", main=True, rule="event.title")
    return None


def _complete(story: Story, event: Draft, body: Sequence[Span]) -> None:
    """Fill in the parts, from the event's sentence first, then from the sentences around it."""
    page, (start, end) = story.page, event.span
    event.organisers = organisers_of(page, start, end)
    _find_day(story, event, body)
    event.place = place_of(page, start, end) or (_place_by_date(story, event) if event.date else None)
    event.place = event.place or _place_told_later(story, body)
    event.kinds = kinds_of(page, *event.phrase, event.noun)
    same_day = [each for each in body if each != event.span and event.date and _has_day(story, each, event.date)]
    event.kinds = event.kinds or awarded_in(page, *event.phrase) or _held_for(story, event)
    purposes = [each for each in body if _PURPOSE.match(page.low, *each)]
    for purpose in purposes[:1]:
        event.kinds.extend(kind for kind in kinds_of(page, *purpose, "") if kind not in event.kinds)
    if story.title:
        honours = "dai_hoi" not in event.kinds  # a congress honours, whatever its headline says
        headline = [kind for kind in kinds_of(page, *story.title, "") if honours and kind in _HEADLINE_KINDS]
        event.kinds.extend(kind for kind in headline if kind not in event.kinds)
    event.kinds.extend(kind for kind in _done_there(story, body) if kind not in event.kinds)
    event.planned = bool(PLANNED.search(page.low, start, end))
    event.also = [each for each in same_day if NOUN.search(page.low, *each)]
    event.period = story.period_in(*event.phrase) or _period_around(story, event, same_day, body)
    event.concerns = _concerns(story, event, purposes)
    event.period = event.period or _year_of_scheme(story, event)


def _held_for(story: Story, event: Draft) -> list[str]:
    """«38 tác giả để trao giải trong buổi lễ …»: what is done there, told before it."""
    held_for = _HELD_FOR.search(story.page.low, event.span[0], event.phrase[0])
    return kinds_of(story.page, held_for.start(), held_for.end(), "") if held_for else []


def _done_there(story: Story, body: Sequence[Span]) -> Iterator[str]:
    """Yield what sentences like «Kết thúc hội nghị, … đã ký giao ước» add to the kinds of the gathering."""
    for sentence in body:
        if _AT_EVENT.match(story.page.low, *sentence):
            yield from (kind for kind, deed in _DONE_THERE.items() if deed.search(story.page.low, *sentence))


def _has_day(story: Story, sentence: Span, day: DateMention) -> bool:
    return any(each.iso[5:] == day.iso[5:] for each in story.days(*sentence))


def _find_day(story: Story, event: Draft, body: Sequence[Span]) -> None:
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
    told = (each for each in body if _TOOK_PLACE.search(story.page.low, *each) and story.days(*each))
    event.date = event.date or next((day_of(story.days(*each)) for each in told), None)
    relative = None if event.date else relative_day(story.page.low, *event.span, story.published)
    if relative and not story.context.in_quotes(relative.start):
        event.date = relative
    event.date = event.date or story.month_in(*event.span)


def _place_by_date(story: Story, event: Draft) -> str | None:
    if event.date is None:
        return None
    return place_of(story.page, *story.context.sentence_at(event.date.start))


def _place_told_later(story: Story, body: Sequence[Span]) -> str | None:
    """«Buổi lễ diễn ra trang trọng tại Hội trường …»."""
    for start, end in body[: 2 * _LEAD]:
        if told := _TAKES_PLACE_AT.search(story.page.low, start, end):
            return place_of(story.page, told.start(), end)
    return None


def _period_around(story: Story, event: Draft, same_day: Sequence[Span], body: Sequence[Span]) -> PeriodMention | None:
    """The period in the event's sentence, in others of the same day, in the title, or the only «giai đoạn» told."""
    for stretch in (event.span, *same_day, *([story.title] if story.title else [])):
        found = story.period_in(*stretch)
        if found and found.form != "length":
            return found
    if event.rule != "event.title":
        return story.period_in(*event.span)
    inside = begun_in(story.periods, body[0][0], body[-1][1]) if body else ()
    stages = [
        each
        for each in inside
        if each.form in ("stage", "school_year") and "đoạn" in story.page.low[each.start : each.end]
    ]
    return next(iter(stages), None) or story.period_in(*event.span)


def _concerns(story: Story, event: Draft, purposes: Sequence[Span]) -> tuple[Concern, ...]:
    page = story.page
    found = list(find_concerns(page, *event.phrase))
    for stretch in (*purposes[:1], *([story.title] if story.title else [])):
        found.extend(_new(found, find_concerns(page, *stretch)))
    if event.rule == "event.title" and story.sentences:
        rest = find_concerns(page, story.sentences[0][1], story.sentences[-1][1])
        found.extend(each for each in _new(found, rest) if any(ch.isdigit() for ch in each.name))
    if not found and "trao_thuong" in event.kinds:
        found.extend(_scheme_told_before(story, event))
    if not found and event.kinds:
        about_a_movement = _ABOUT_A_MOVEMENT.intersection(event.kinds) or _CELEBRATED_WITH_HONOURS.issubset(event.kinds)
        often = 1 if about_a_movement else 2
        last = story.sentences[min(_LEAD, len(story.sentences) - 1) if often > 1 else -1][1]
        usual = general_concern(page, *event.phrase) or usual_movement(page, story.sentences[0][0], last, often=often)
        found.extend([usual] if usual else [])
    return narrowed(event, found)


def _year_of_scheme(story: Story, event: Draft) -> PeriodMention | None:
    """«giải thưởng Cánh buồm xanh năm 2022»: the year for which the prize is given."""
    lead = story.sentences[min(_LEAD, len(story.sentences) - 1)][1] if story.sentences else 0
    for concern in event.concerns:
        name = matching_form(concern.name)
        at = story.page.low.find(name, 0, lead) if concern.category == "award_scheme" else -1
        if at >= 0 and (year := _YEAR_BEHIND.match(story.page.low, at + len(name))):
            first = int(year["year"])
            return PeriodMention(year.start("year"), year.end(), first, first, "year")
    return None


def _scheme_told_before(story: Story, event: Draft) -> list[Concern]:
    """«… giành giải nhất cuộc thi "Trí tuệ xanh". Lễ trao giải diễn ra …»: the contest is named before."""
    before = find_concerns(story.page, story.sentences[0][0], event.span[0])
    return [each for each in before if each.category == "award_scheme"][:1]


def _new(told: Sequence[Concern], more: Sequence[Concern]) -> list[Concern]:
    return [each for each in more if not any(is_same_name(each.name, one.name) for one in told)]
