"""The words for gatherings, and the one that a sentence tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from thidua.reading.concerns import Concern
from thidua.reading.event_story import Draft, Story
from thidua.reading.facts import Span
from thidua.reading.lexicon import NOT_INSIDE, alternation, lexicon, whole_words

_WORDS = lexicon("events")
_OTHER_WORD = rf"(?<=(?!{alternation(_WORDS['not_nouns'])}(?!\w)).)"
NOUN = re.compile(rf"{alternation(_WORDS['nouns'], guard=NOT_INSIDE + _OTHER_WORD)}(?!\w)")
STRONG_NOUN = re.compile(rf"{alternation(_WORDS['strong_nouns'])}(?!\w)")
PRESS = re.compile(whole_words(_WORDS["press"]))
VERB = re.compile(whole_words(_WORDS["verbs"]))
KIND_WORD = re.compile(whole_words(word for words in _WORDS["kinds"].values() for word in words))
PLANNED = re.compile(whole_words(_WORDS["planned"]))
CAPTION = re.compile(r"(?<!\w)ảnh ?:|\(ảnh|ảnh$|^ảnh")
_HELD_NOUN = re.compile(
    rf"(?<!\w){alternation(_WORDS['verbs'])} (?:\w+ ){{0,2}}?$|(?<!\w)(?:tại|dự|trong) (?:các |buổi )?$"
)
# «ngay sau lễ chào cờ, … tổ chức …»: that one is over.
_ANOTHER_ONE = re.compile(r"(?<!\w)(?:sau|trước)(?: khi| buổi| khi dự)? $")
_YEARS_OF = re.compile(r"(?<=\d) năm ngày hội$")  # «kỷ niệm 5 năm Ngày hội …»: an anniversary of it
_SPEECH = re.compile(
    r": ?\"| (?:khẳng định|nhấn mạnh|cho biết|đề nghị|yêu cầu|nhận định|cho rằng|phát biểu|nêu rõ|bày tỏ"
    r"|chia sẻ|đã nghe)(?!\w)"
)
_NAME_GOES_ON = 24
"""Characters behind the name of a contest in which a movement still belongs to it: «… trong phong trào …»."""
_DEED_BEFORE = re.compile(rf"(?<!\w)(?:tổ chức|tiến hành) ({alternation(_WORDS['deeds'])}[^,.;]{{0,30}})$")
# «tổ chức trao thưởng đột xuất cho …», «tổng kết, trao giải cuộc thi …»: the deed says what the gathering is.
_HELD_DEED = re.compile(rf"(?<!\w)(?:tổ chức|tiến hành) ({alternation(_WORDS['deeds'])}(?!\w))")
_DEED_RUN = re.compile(
    rf"(?<!\w)((?:{alternation(_WORDS['deeds'])}(?!\w)(?: giải| thưởng)?(?:,| và)? ){{1,3}}(?:[^\W\d_]+ ){{0,2}})$"
)


def told_in(story: Story, sentence: Span) -> Iterator[Draft]:
    """Yield one candidate for the gathering that a sentence names most clearly."""
    low = story.page.low
    start, end = sentence
    press = PRESS.search(low, start, end)
    nouns = [
        each
        for each in NOUN.finditer(low, press.end() if press else start, end)
        if not _ANOTHER_ONE.search(low, max(start, each.start() - 12), each.start())
        and not _YEARS_OF.search(low, max(start, each.start() - 8), each.end())
    ]
    if not nouns:
        return
    held = [each for each in nouns if _HELD_NOUN.search(low, max(start, each.start() - 30), each.start())]
    telling = [each for each in nouns if KIND_WORD.search(low, each.start(), min(end, each.end() + 60))]
    noun = next((each for each in held if each in telling), None) or next(iter(telling or held or nouns))
    begin = press.end() if press else start
    speech = _SPEECH.search(low, noun.end(), end)
    deed = _DEED_BEFORE.search(low, start, noun.start())
    first = held[0] if held and held[0].start() < noun.start() and STRONG_NOUN.match(low, held[0].start()) else noun
    if not deed and (first[0] in _WORDS["deeds"] or not STRONG_NOUN.match(low, first.start())):
        runs = (_DEED_RUN.search(low, start, each.start()) for each in nouns if each.start() <= first.start())
        deed = _HELD_DEED.search(low, start, first.start()) or next((run for run in runs if run), None)
    phrase = deed.start(1) if deed else first.start(), speech.start() if speech else end
    yield Draft((begin, end), phrase, noun[0], main=False, rule="event.sentence")


def narrowed(event: Draft, concerns: Sequence[Concern]) -> tuple[Concern, ...]:
    """The prizes of a contest are about the contest, not about the movement in its name."""
    schemes = [each for each in concerns if each.category == "award_scheme"]
    if not schemes or "trao_thuong" not in event.kinds:
        return tuple(concerns)
    names = [(each.start, each.start + len(each.name) + _NAME_GOES_ON) for each in schemes]
    return tuple(
        each for each in concerns if each in schemes or not any(start <= each.start < end for start, end in names)
    )
