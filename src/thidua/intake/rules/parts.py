"""Parts of a figure against its whole («312 camera, trong đó …»), and the figures of a headline against the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from thidua.indicators.rules import propose
from thidua.intake.choices import FindingKind
from thidua.intake.rules.amounts import at_least, at_most, may_be_one
from thidua.intake.rules.facts import CheckedFact, Found, gettext_noop, words_between
from thidua.intake.rules.values import is_percent, written
from thidua.reports.rules import qualifier_word
from thidua.vietnamese.fold import fold, same_form
from thidua.vietnamese.writing import number

_SOME = re.compile(r"(?<!\w)trong (?:đó|số đó|số này)(?!\w)")
_ALL = re.compile(r"(?<!\w)(?:bao gồm|gồm|chia ra|phân ra|trong đó gồm)(?!\w)")
_PEOPLE = (
    *("người", "cán bộ", "đảng viên", "phụ nữ", "hội viên", "đoàn viên"),
    *("thành viên", "chiến sĩ", "đại biểu", "thanh niên", "cựu chiến binh"),
)
_LOOSE = 2.0
"""A headline rounds more than a sentence does."""
_SAME_THING = 0.5
_MORE_THAN_ONE = 2

_PART_OVER_TOTAL = gettext_noop("Phần “trong đó” là %(part)s, lớn hơn tổng %(total)s %(noun)s. Xem lại hai số.")
_PARTS_OVER_TOTAL = gettext_noop(
    "%(parts)s = %(sum)s, lớn hơn tổng %(total)s %(noun)s. Nếu các phần không trùng nhau thì có số ghi nhầm."
)
_PARTS_NOT_TOTAL = gettext_noop("%(parts)s = %(sum)s, trong khi bài ghi gồm %(total)s %(noun)s. Xem lại các số.")
_HEADLINE = gettext_noop("Đầu đề ghi %(headline)s %(noun)s, trong bài ghi %(body)s. Xem lại hai chỗ.")


def check_parts(facts: Sequence[CheckedFact]) -> Iterator[Found]:
    """Yield each part that is larger than its whole, and parts that together are more, or not the whole they make up.

    Parts stand behind their whole in its sentence, after «trong đó» or «gồm», and count the same thing.
    """
    figures = [fact for fact in facts if fact.kind == "figure"]
    for place, whole in enumerate(figures):
        parts, makes_up = _parts_behind(whole, figures[place + 1 :])
        if parts:
            yield from _against_whole(whole, parts, makes_up=makes_up)


def check_figures_of_headline(facts: Sequence[CheckedFact]) -> Iterator[Found]:
    """Yield each figure of the headline that no figure of the body, nor their sum, bears out.

    Only where the body counts the same thing: the same indicator, or the same unit and much the same words.
    """
    figures = [fact for fact in facts if fact.kind == "figure"]
    body = [fact for fact in figures if not fact.in_headline]
    for headline in (fact for fact in figures if fact.in_headline and not fact.is_repeated):
        same = [fact for fact in body if _counts_the_same(headline, fact)]
        together = {"value": sum(float(fact.value.get("value") or 0) for fact in same)}
        if not same or any(may_be_one(headline.value, value, rounding=_LOOSE) for value in (*_values(same), together)):
            continue
        nearest = max(same, key=lambda fact: _shared_words(headline, fact))
        yield Found(
            kind=FindingKind.SUM,
            key=f"sum:headline:{headline.place}",
            facts=(headline.id, nearest.id),
            in_question=(headline.id, nearest.id),
            message=_HEADLINE,
            values={"headline": _said(headline), "body": _said(nearest), "noun": headline.value.get("unit", "")},
        )


def _parts_behind(whole: CheckedFact, following: Sequence[CheckedFact]) -> tuple[list[CheckedFact], bool]:
    """Return the parts of a whole, and whether they are said to make it up."""
    parts: list[CheckedFact] = []
    makes_up = False
    for part in following:
        words = words_between(parts[-1] if parts else whole, part)
        if words is None or is_percent(part.value):
            break
        between = words.casefold()
        if not parts:
            makes_up = _ALL.search(between) is not None
            if not makes_up and _SOME.search(between) is None:
                break
        elif ";" in between or _SOME.search(between) or _ALL.search(between):
            break
        if not _same_things(whole, part):
            break
        parts.append(part)
    return parts, makes_up


def _against_whole(whole: CheckedFact, parts: Sequence[CheckedFact], *, makes_up: bool) -> Iterator[Found]:
    largest = at_most(whole.value)
    if largest is None:
        return
    noun = {"total": number(whole.value["value"]), "noun": whole.value.get("unit", "")}
    over = [part for part in parts if at_least(part.value) > largest]
    for part in over:
        values = {"part": number(part.value["value"]), **noun}
        yield _found(f"sum:part:{part.place}", (whole, part), _PART_OVER_TOTAL, values)
    if over or len(parts) < _MORE_THAN_ONE:
        return
    summed = sum(part.value.get("value") or 0 for part in parts)
    values = {"parts": " + ".join(number(part.value["value"]) for part in parts), "sum": number(int(summed)), **noun}
    is_exact = all((fact.value.get("qualifier") or "exact") == "exact" for fact in (whole, *parts))
    key = f"sum:parts:{whole.place}"
    if makes_up and is_exact and summed != largest:
        yield _found(key, (whole, *parts), _PARTS_NOT_TOTAL, values)
    elif sum(at_least(part.value) for part in parts) > largest:
        yield _found(key, (whole, *parts), _PARTS_OVER_TOTAL, values)


def _same_things(whole: CheckedFact, part: CheckedFact) -> bool:
    one, other = _unit(whole), _unit(part)
    return bool(one) and (one == other or (_is_people(one) and _is_people(other)))


def _is_people(unit: str) -> bool:
    return any(unit == same_form(word) or unit.startswith(f"{same_form(word)} ") for word in _PEOPLE)


def _counts_the_same(headline: CheckedFact, fact: CheckedFact) -> bool:
    if is_percent(headline.value) != is_percent(fact.value) or _unit(headline) != _unit(fact):
        return False
    if (headline.value.get("status") or "achieved") != (fact.value.get("status") or "achieved"):
        return False
    if any(_differ(headline.value, fact.value, name) for name in ("place", "period")):
        return False
    shared = _shared_words(headline, fact)
    if shared >= _SAME_THING:
        return True
    is_bare = not headline.value.get("measure") or not fact.value.get("measure")
    return is_bare and (code := _indicator(headline)) is not None and code == _indicator(fact)


def _differ(one: Mapping[str, Any], other: Mapping[str, Any], name: str) -> bool:
    return bool(one.get(name)) and bool(other.get(name)) and one[name] != other[name]


def _indicator(fact: CheckedFact) -> str | None:
    return propose(str(fact.value.get("unit") or ""), f"{fact.sentence} {fact.value.get('measure') or ''}")


def _shared_words(one: CheckedFact, other: CheckedFact) -> float:
    """Return how many words two figures share in what they count, 0 to 1."""
    first, second = (set(fold(f"{each.value.get('measure') or ''}").split()) for each in (one, other))
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else float(not first and not second)


def _values(figures: Sequence[CheckedFact]) -> list[Mapping[str, Any]]:
    return [fact.value for fact in figures]


def _said(fact: CheckedFact) -> str:
    return f"{qualifier_word(fact.value.get('qualifier') or 'exact', fact.quote)} {written(fact.value)}".strip()


def _unit(fact: CheckedFact) -> str:
    return same_form(str(fact.value.get("unit") or ""))


def _found(key: str, facts: Sequence[CheckedFact], message: str, values: Mapping[str, Any]) -> Found:
    ids = tuple(fact.id for fact in facts)
    return Found(kind=FindingKind.SUM, key=key, facts=ids, in_question=ids, message=message, values=values)
