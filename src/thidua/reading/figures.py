"""Figures: how many, how much, in which period, reached or planned."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Any

from thidua.reading.award_patterns import ANY
from thidua.reading.context import Context
from thidua.reading.counted_recipients import recipient_kind
from thidua.reading.facts import Fact, Span
from thidua.reading.lexicon import lexicon, whole_words
from thidua.reading.normalise import Text
from thidua.reading.periods import period_for
from thidua.reading.quantities import Quantity
from thidua.reading.remembered import once_for_each

_QUALIFIERS = lexicon("qualifiers")
_PLANNED = re.compile(whole_words(_QUALIFIERS["planned"]))
_REACHED = re.compile(whole_words(_QUALIFIERS["reached"]))
_REACHED_TASKS = re.compile(r"(?<!\w)(?:hoàn thành|đạt|vượt|thực hiện được|đã đạt)(?: được| và vượt)?[ ]{1,2}$")
_CLAUSE_END = re.compile(r"[,;.:()]|(?<!\w)(?:và|với|cho|để|nhằm|thu hút|chiếm|trong đó)(?!\w)")
_LONGEST_MEASURE = 80

_FEW = 10
_MOST_TASKS = 25
_MONEY_SIGNS = {"đ": "đồng"}
# In an article on a contest «giải pháp» are what was handed in, unless they are set as tasks.
_CONTEST = re.compile(r"(?<!\w)giải pháp (?:dự thi|đoạt giải|đạt giải|tham gia dự thi|tham dự)(?!\w)")
_SET = re.compile(r"(?<!\w)(?:nhiệm vụ|đề ra|đặt ra|xác định|trọng tâm|thực hiện|nhóm)(?!\w)")
_PLAYED = re.compile(r"(?<!\w)(?:môn|thi đấu|tranh tài|thi)(?:,| ở| với)? $")
_TAKEN_PART = re.compile(r" (?:vượt|hoàn thành|đều đạt|dự thi|đang|đã|tốt|kỹ thuật|sáng tạo|đoạt|đạt|được)(?!\w)")
_YEARS = range(1900, 2100)


def find_figures(text: Text, context: Context) -> list[Fact]:
    """Return the figures of the text; counts of award recipients among them (the pipeline knows the awards)."""
    return [
        _figure(text, context, quantity) for quantity in context.quantities if not is_task_set(context.low, quantity)
    ]


def is_task_set(low: str, quantity: Quantity) -> bool:
    """Return whether the quantity counts tasks set («4 chỉ tiêu»), not tasks done («hoàn thành 5/5 chỉ tiêu»)."""
    if quantity.kind != "task" or quantity.number.of is not None:
        return False
    if quantity.number.value > _MOST_TASKS or _TAKEN_PART.match(low, quantity.end):
        return False  # «112 giải pháp dự thi»: works handed in, no tasks
    begin = max(0, quantity.start - 24)
    if quantity.head == "giải pháp" and _tells_of_contest(low):
        return _SET.search(low, max(0, quantity.start - _FEW * 8), quantity.end + _FEW * 2) is not None
    if quantity.head == "nội dung" and _PLAYED.search(low, begin, quantity.start):
        return False
    return _REACHED_TASKS.search(low, begin, quantity.start) is None


@lru_cache(maxsize=2)
def _tells_of_contest(low: str) -> bool:
    """Return whether «giải pháp» are handed in somewhere in the text; asked for each of them."""
    return _CONTEST.search(low) is not None


def as_json_number(value: Any) -> int | float | None:
    """Return a number as JSON takes it: ``int`` where whole."""
    if value is None or isinstance(value, int):
        return value
    return float(value)


def _figure(text: Text, context: Context, quantity: Quantity) -> Fact:
    number = quantity.number
    value: dict[str, Any] = {"value": as_json_number(number.value)}
    if number.value_max is not None:
        value["value_max"] = as_json_number(number.value_max)
    if number.of is not None:
        value["of"] = as_json_number(number.of)
    unit = _MONEY_SIGNS.get(quantity.unit.casefold(), quantity.unit) or quantity.head
    value |= {"qualifier": quantity.qualifier, "unit": unit, "unit_head": unit[: len(quantity.head)]}
    if measure := _measure(context, quantity):
        value["measure"] = measure
    at = number.start
    if period := period_for(context.low, context.periods, context.sentence_at(at), context.paragraph_at(at), at):
        value["period"] = period
    value["status"] = _status(context, quantity)
    start, end = text.raw_span(quantity.start, quantity.end)
    return Fact("figure", start, end, value, rule=f"figure.{quantity.kind}", signs=_signs(context, quantity))


def _signs(context: Context, quantity: Quantity) -> tuple[str, ...]:
    number = quantity.number
    told = _tells_of_awards(context).holds(context.sentence_at(number.start))
    recipient = told and recipient_kind(context.low, quantity) is not None
    plain = quantity.qualifier == "exact" and quantity.kind in {"known", "unknown"}
    signs = {
        "words": number.in_words,
        "qualified": quantity.qualifier != "exact",
        "ratio": number.of is not None,
        "range": number.value_max is not None,
        "headline": quantity.start < context.headline_end,
        "few": plain and number.value < _FEW,
        "like_a_year": plain and number.value in _YEARS and context.low[number.start : number.end].isdigit(),
        "quoted": context.in_quotes(quantity.start),
        "award_told": told,
        "perhaps_awarded": recipient or (told and quantity.head.startswith("giải")),
    }
    return tuple(name for name, shown in signs.items() if shown)


class _AwardWords:
    """Which sentences have words of awards in them, each looked through once."""

    def __init__(self, context: Context) -> None:
        self._low = context.low
        self._known: dict[Span, bool] = {}

    def holds(self, sentence: Span) -> bool:
        if sentence not in self._known:
            self._known[sentence] = ANY.search(self._low, *sentence) is not None
        return self._known[sentence]


@once_for_each
def _tells_of_awards(context: Context) -> _AwardWords:
    return _AwardWords(context)


def _status(context: Context, quantity: Quantity) -> str:
    """The last word of planning or reaching before the number in its sentence decides."""
    begin, _ = context.sentence_at(quantity.number.start)
    marks = _marks(context)
    place = bisect_left(marks, (quantity.start,)) - 1
    while place >= 0 and marks[place][1] > quantity.start:
        place -= 1
    return "target" if place >= 0 and marks[place][0] >= begin and marks[place][2] else "achieved"


@once_for_each
def _marks(context: Context) -> tuple[tuple[int, int, bool], ...]:
    """Return the words of planning (true) and reaching (false) in the text, in order, each with its place."""
    planned = [(*found.span(), True) for found in _PLANNED.finditer(context.low)]
    reached = [(*found.span(), False) for found in _REACHED.finditer(context.low)]
    return tuple(sorted([*planned, *reached]))


def _measure(context: Context, quantity: Quantity) -> str:
    """Return a short phrase of what is measured: behind the unit, or before the number for a share."""
    begin, end = context.sentence_at(quantity.number.start)
    if quantity.kind in {"percent", "money", "implied_money"}:
        before = context.text.norm[max(begin, quantity.start - _LONGEST_MEASURE) : quantity.start]
        return _CLAUSE_END.split(before)[-1].strip(' "')
    behind = context.text.norm[quantity.end : min(end, quantity.end + _LONGEST_MEASURE)]
    return _CLAUSE_END.split(behind)[0].strip(' "')
