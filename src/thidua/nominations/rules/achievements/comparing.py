"""Whether two citations tell one achievement, with how sure one may be and the reasons in words.

One achievement earns one form of commendation once (Law 06/2022/QH15, Art. 5(2)). The same formula for another year is
another achievement; a deed told in other words, by another office, is the same one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from thidua.honours.rules.matching.reasons import Reason
from thidua.nominations.rules.achievements.periods import Kinship, kinship
from thidua.nominations.rules.achievements.pictures import PLAIN, Achievement, Name, Number, Picture, picture
from thidua.nominations.rules.achievements.saying import Seen, reasons_of
from thidua.nominations.rules.achievements.slips import is_slip, slipped

_SAME_FROM, _LOOK_FROM = 620, 400
_OF_OTHERS_FROM = 600
_ENOUGH = 60
"""Tenths of shared words from which a short citation may lie wholly within a long one."""
_DEED = 40
"""Tenths of what is shared beside fields and campaigns, without which two holders share no deed."""
_OTHER_NAME, _OTHER_RANK, _OTHER_EDITION = 40, 50, 25
_OTHER_NUMBERS, _SOME_NUMBERS, _OTHER_PLACES = 60, 85, 75
_PERIODS = {Kinship.SAME: 100, Kinship.INSIDE: 100, Kinship.NEAR: 92, Kinship.LONGER: 45, Kinship.APART: 30}
"""What is left of the likeness, in hundredths."""
_TOLD_AGAIN = 85
"""Hundredths left of one told of another time where its telling numbers are the same."""
_SOME = 4
_FORMULA_SCORE = 800
_ONE_IN = 4
"""Of so many words of a name one may be missing."""


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"\d[\d.,]*|mươi|mười|chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ")
_SOME_NUMBERS_AT_LEAST = 2
_Pairs = tuple[tuple[str, str], ...]


class Verdict(StrEnum):
    """One achievement, one that somebody has to look at, or two."""

    SAME = "same"
    LOOK = "look"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two citations tell one achievement.

    Attributes:
        score: 0..1000, thousandths; a measure to sort by, no probability.
        verdict: the band of the score.
        reasons: for and against, what is shared first.
        is_formula: whether neither says more than that somebody did well, or in which movement.
    """

    score: int
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    is_formula: bool = False


def likeness(one: Achievement, other: Achievement, *, is_same_holder: bool) -> Likeness:
    """Return how likely two citations tell one achievement, in whichever order they are given.

    Of one holder the words, or no more than a formula and one period, are enough; of two holders there must be a deed:
    numbers, names and words outside the field or campaign that a whole list is praised for.
    """
    return compare(picture(one), picture(other), is_same_holder=is_same_holder)


def compare(one: Picture, other: Picture, *, is_same_holder: bool) -> Likeness:
    """Do the same for what was read of them."""
    seen = _seen(one, other)
    is_formula = one.is_formula and other.is_formula
    if is_formula:
        is_one = is_same_holder and seen.kinship is Kinship.SAME
        score = _FORMULA_SCORE if is_one else 0
        verdict = Verdict.SAME if is_one else Verdict.DIFFERENT
        return Likeness(score, verdict, reasons_of(seen), is_formula=True)
    deed = _shared_deed(one, other, seen)
    score = min(1000, _score(one, other, seen, deed))
    verdict = _verdict(score, deed, is_same_holder=is_same_holder)
    if verdict is Verdict.SAME and (seen.kinship is Kinship.APART or seen.other_places):
        verdict = Verdict.LOOK
    return Likeness(score, verdict, reasons_of(seen), deed < _DEED)


def could_be_one(one: Achievement, other: Achievement) -> bool:
    """Tell whether it is worth reading two citations: of years apart only where both have two numbers.

    What this rules out, ``compare`` calls different; a holder of many honours has most of them for other years.
    """
    first, last = _years(one)
    other_first, other_last = _years(other)
    if first <= other_last + 1 and other_first <= last + 1:
        return True
    return all(len(_NUMBER.findall(each.text.lower())) >= _SOME_NUMBERS_AT_LEAST for each in (one, other))


def _years(achievement: Achievement) -> tuple[int, int]:
    days = (day.year for day in (achievement.since, achievement.until) if day)
    every = {achievement.year, *days, *map(int, _YEAR.findall(achievement.text))}
    return min(every), max(every)


def _seen(one: Picture, other: Picture) -> Seen:
    shared = frozenset(one.words.keys() & other.words.keys())
    numbers, against = _numbers(one.numbers, other.numbers)
    names, other_names = _names(one, other)
    return Seen(
        words=shared,
        of_words=min(len(one.words), len(other.words)),
        numbers=numbers,
        against=against,
        names=names,
        other_names=other_names,
        ranks=_other_ranks(one, other),
        is_other_edition=bool(one.editions and other.editions and not one.editions & other.editions),
        other_places=_other_places(one, other),
        kinship=kinship(one.span, other.span),
        spans=(one.span, other.span),
        is_formula=one.is_formula and other.is_formula,
    )


def _score(one: Picture, other: Picture, seen: Seen, deed: int) -> int:
    shared = _shared_words(one, other, seen.words) + sum(number.weight for number in seen.numbers)
    mine, theirs = max(one.weight, shared), max(other.weight, shared)
    of_both = shared / (mine + theirs - shared) if shared else 0
    of_shorter = shared / min(mine, theirs) * min(1, shared / _ENOUGH) if shared else 0
    left = 1000 * max(of_both, of_shorter)
    for hundredths in _against(seen, deed):
        left = left * hundredths / 100
    return round(left)


def _shared_words(one: Picture, other: Picture, words: Iterable[str]) -> int:
    """Return what the words that both have weigh, in tenths: one that nothing beside it confirms weighs half."""
    beside = {word for pair in one.pairs & other.pairs if pair[0] for word in pair}
    alone = {pair[1] for pair in one.pairs & other.pairs if not pair[0]}
    weights = {word: max(one.words[word], other.words[word]) for word in words}
    full = sum(weight if word in beside or word in alone else weight // 2 for word, weight in weights.items())
    # Slips are looked for where much is shared already: two words that differ by a letter are mostly two words.
    if full * _SOME < min(one.weight, other.weight):
        return full
    rest = slipped(one.words.keys() - other.words.keys(), other.words.keys() - one.words.keys())
    return full + sum(min(one.words[mine], other.words[theirs]) for mine, theirs in rest)


def _against(seen: Seen, deed: int) -> Iterable[int]:
    """Yield what speaks against, as hundredths of the likeness that it leaves."""
    telling = [number for number in seen.numbers if number.weight > PLAIN]
    if seen.other_names and not seen.names:
        yield _OTHER_NAME
    if seen.ranks:
        yield _OTHER_RANK
    if seen.is_other_edition:
        yield _OTHER_EDITION
    if seen.other_places:
        yield _OTHER_PLACES
    if len(seen.against) > len(telling):
        yield _OTHER_NUMBERS
    elif seen.against and telling:
        yield _SOME_NUMBERS
    if seen.kinship is Kinship.NEAR and deed < _DEED:
        yield _PERIODS[Kinship.APART]
    elif seen.kinship is Kinship.APART and len(telling) > 1 and not seen.against:
        yield _TOLD_AGAIN
    else:
        yield _PERIODS[seen.kinship]


def _verdict(score: int, deed: int, *, is_same_holder: bool) -> Verdict:
    if not is_same_holder:
        return Verdict.LOOK if score >= _OF_OTHERS_FROM and deed >= _DEED else Verdict.DIFFERENT
    if score >= _SAME_FROM:
        return Verdict.SAME
    return Verdict.LOOK if score >= _LOOK_FROM else Verdict.DIFFERENT


def _shared_deed(one: Picture, other: Picture, seen: Seen) -> int:
    """Return how much is shared that at least one of the two tells as a deed, in tenths of a word."""
    words = sum(one.words[word] for word in seen.words & (one.deeds | other.deeds))
    return words + sum(number.weight for number in seen.numbers)


def _numbers(
    ones: Iterable[Number], others: Iterable[Number]
) -> tuple[tuple[Number, ...], tuple[tuple[str, str], ...]]:
    """Return the numbers that both give, and pairs, as written, of those that count one thing differently."""
    theirs = list(others)
    shared: list[Number] = []
    rest: list[Number] = []
    for number in ones:
        match = next((each for each in theirs if _is_same(number, each)), None)
        if match:
            theirs.remove(match)
            shared.append(number)
        else:
            rest.append(number)
    units = {number.unit for number in shared}
    by_unit = {number.unit: number for number in theirs if number.unit and number.unit not in units}
    against = tuple((number.said, by_unit[number.unit].said) for number in rest if number.unit in by_unit)
    return tuple(shared), against


def _is_same(one: Number, other: Number) -> bool:
    return one.value == other.value and (one.weight > PLAIN or one.unit == other.unit)


def _names(one: Picture, other: Picture) -> tuple[tuple[str, ...], _Pairs]:
    """Return the names of one kind that both have, and pairs of those that are not the same.

    A name is had by a text that has its words, wherever they stand: quotation marks are lost, names are drawn out.
    """
    same, unlike = [], []
    for mine in one.names:
        theirs = [each for each in other.names if each.kind == mine.kind]
        if theirs and (_has(other, mine) or any(_has(one, each) for each in theirs)):
            same.append(min((mine, *theirs), key=lambda name: len(name.said)).said)
        elif theirs:
            unlike.append((mine.said, theirs[0].said))
    return tuple(same), tuple(unlike)


def _has(text: Picture, name: Name) -> bool:
    every = text.words.keys() | {word for each in text.names for word in each.words}
    missing = [word for word in name.words - every if not any(is_slip(word, other) for other in every)]
    return _ONE_IN * len(missing) <= len(name.words)


def _other_places(one: Picture, other: Picture) -> bool:
    """Tell whether both name places or persons beside what they name, and none of one is found in the other."""
    mine, theirs = one.places, other.places
    return bool(mine and theirs) and mine.isdisjoint(other.words) and theirs.isdisjoint(one.words)


def _other_ranks(one: Picture, other: Picture) -> _Pairs:
    both = one.ranks.keys() & other.ranks.keys()
    return tuple((one.ranks[lead], other.ranks[lead]) for lead in sorted(both) if one.ranks[lead] != other.ranks[lead])
