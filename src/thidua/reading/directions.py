"""What leaders ask for: one instruction a clause, with who asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from thidua.reading.context import Context
from thidua.reading.facts import Fact, Span
from thidua.reading.lexicon import alternation, lexicon, whole_words
from thidua.reading.normalise import Text
from thidua.reading.people import find_people
from thidua.vietnamese.fold import same_form
from thidua.vietnamese.letters import matching_form

_WORDS = lexicon("directions")
_ASKS = re.compile(
    rf"(?<!theo )(?<!được )(?<!các )(?<!đáp ứng )(?<!lời )(?<!ban )(?<!\w){alternation(_WORDS['verbs'])}(?!\w| (?:của"
    rf"|mới|nhiệm vụ|này|tặng|khen|xét|công nhận)(?!\w)),?:?"
)
_WEAK = frozenset(_WORDS["weak_verbs"])
_TELLING = frozenset(_WORDS["telling_verbs"])
_MUST = re.compile(whole_words(_WORDS["must"]))
_SPEECH = re.compile(whole_words(_WORDS["speech"]))
_DUTY = re.compile(whole_words(_WORDS["duty"]))
_GOES_ON = re.compile(rf"[\"'-]*\s*{alternation(_WORDS['goes_on'])}(?!\w)")
_OVER = re.compile(rf"{alternation(_WORDS['over'])}(?!\w)")
_POST = re.compile(
    r"(?<!\w)(?:đồng chí |ông |bà )?(?:phó )?(?:chủ tịch|bí thư|giám đốc|thứ trưởng|bộ trưởng|thủ tướng"
    r"|tổng bí thư|trưởng ban|cục trưởng"
    r"|viện trưởng|hiệu trưởng|trưởng phòng|trưởng công an|chủ nhiệm|tổng giám đốc|chính ủy|tư lệnh"
    r"|chỉ huy trưởng)(?!\w)[^,.;:\n]{0,60}$"
)
_PRONOUN = re.compile(r"(?<!\w)(?:đồng chí|ông|bà|lãnh đạo [^,.;:\n]{2,50})(?: cũng| đã)? $")
_CLAUSE = re.compile(r"[^;]+")
_ASKED_AGAIN = re.compile(rf"^(?:đồng thời )?{alternation(_WORDS['verbs'])}(?= )\s*(?!của|mới)", re.IGNORECASE)
"""«…; yêu cầu Hội … »: the verb that asks is not part of what is asked."""
_REACH = 80
_LONGEST_LEAD = 400
_MOST_VERBS = 20
_SHORTEST = 20
_MOST_FOLLOWING = 6


@dataclass(frozen=True)
class Direction:
    """One thing that a leader asked for.

    Attributes:
        start: first character of the instruction, an index into the text as given.
        end: one past the last.
        text: its words, blanks collapsed.
        speaker: name of who asked, or the post as printed where the name is not told.
    """

    start: int
    end: int
    text: str
    speaker: str


def find_directions(text: Text, context: Context) -> list[Direction]:
    """Return the instructions of the story in order, one for each clause.

    Args:
        text: the text.
        context: its sentences and furniture.
    """
    people = find_people(text, context)
    found: list[Direction] = []
    speaker, last, following = None, None, 0
    for sentence in context.sentences:
        if context.in_noise(*sentence):
            speaker = last = None
            continue
        asked = _asked(text, context, sentence, people, speaker or last)
        last = _who_spoke(text, context, sentence, people)
        if asked:
            speaker, begin = asked
            following = _MOST_FOLLOWING
        elif speaker and following and _continues(context, sentence):
            begin, following = sentence[0], following - 1
        else:
            speaker = None
            continue
        found.extend(_clauses(text, (begin, sentence[1]), speaker))
    return found


def _asked(
    text: Text, context: Context, sentence: Span, people: Sequence[Fact], before: str | None
) -> tuple[str, int] | None:
    """Return who asks in a sentence and where the instruction begins."""
    for verb in islice(_ASKS.finditer(context.low, *sentence), _MOST_VERBS):
        begin = max(sentence[0], verb.start() - _LONGEST_LEAD)
        lead = context.low[begin : verb.start()]
        word = verb[0].rstrip(",:")
        if word in _WEAK and lead.endswith(", "):  # «được lãnh đạo, chỉ đạo …»
            continue
        needed = _MUST if word in _TELLING else _DUTY if word in _WEAK else None
        if needed and not needed.search(context.low, verb.end(), min(sentence[1], verb.end() + _REACH)):
            continue
        speaker = _speaker(text, begin, lead, people) or (before if _PRONOUN.search(lead) else None)
        if speaker:
            return speaker, verb.end()
    return None


def _who_spoke(text: Text, context: Context, sentence: Span, people: Sequence[Fact]) -> str | None:
    verb = _SPEECH.search(context.low, sentence[0] + _SHORTEST, sentence[1])
    if verb is None:
        return None
    begin = max(sentence[0], verb.start() - _LONGEST_LEAD)
    return _speaker(text, begin, context.low[begin : verb.start()], people)


def _speaker(text: Text, start: int, lead: str, people: Sequence[Fact]) -> str | None:
    """The person named last before the verb, by name, by given name, or by post."""
    form = f" {same_form(lead.replace(',', ' ').replace(':', ' '))} "
    named = [(form.rfind(f" {same_form(person.value['name'])} "), str(person.value["name"])) for person in people]
    place, name = max(named, default=(-1, ""))
    if place >= 0:
        return name
    given = [name for _, name in named if _called(lead, name.split()[-1])]
    if len(given) == 1:
        return given[0]
    post = _POST.search(lead.rstrip() if not lead.endswith(" ") else lead[:-1])
    if not post:
        return None
    printed = " ".join(text.norm[start + post.start() : start + post.end()].split())
    holders = [str(person.value["name"]) for person in people if _holds(person, printed)]
    return holders[0] if len(holders) == 1 else printed


def _called(lead: str, given_name: str) -> bool:
    """Return whether ``lead`` holds «ông Cang» for «Tất Thành Cang»."""
    return (
        re.search(rf"(?<!\w)(?:ông|bà|đồng chí|anh|chị) {re.escape(matching_form(given_name))}(?!\w)", lead) is not None
    )


def _holds(person: Fact, printed: str) -> bool:
    form = same_form(printed).removeprefix(same_form("đồng chí") + " ")
    return any(_one_begins_the_other(same_form(post), form) for post in person.value["position"])


def _one_begins_the_other(left: str, right: str) -> bool:
    return left.startswith(right) or right.startswith(left)


def _continues(context: Context, sentence: Span) -> bool:
    return not _OVER.match(context.low, sentence[0]) and _GOES_ON.match(context.low, sentence[0]) is not None


def _clauses(text: Text, span: Span, speaker: str) -> Iterator[Direction]:
    for clause in _CLAUSE.finditer(text.norm, *span):
        words = _ASKED_AGAIN.sub("", clause[0].strip(' ,.:;"-'))
        if len(words) < _SHORTEST:
            continue
        begin = clause.start() + clause[0].index(words)
        start, end = text.raw_span(begin, begin + len(words))
        yield Direction(start, end, " ".join(words.split()), speaker)
