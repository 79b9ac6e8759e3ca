"""How alike two texts are: runs of words that both have, numbers that both give, and a few marks to find such texts by.

A text is looked at without case and marks, its numbers apart from its words: two reports on one template share their
words and not their numbers, one story in two papers shares its numbers and perhaps not its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from thidua.vietnamese.fold import fold

_RUN = 4
"""Words in a run; three of them are shared by any two texts on one subject."""
_LONGEST = 200_000
"""Characters that are looked at; what follows is not compared."""
_BINS = 48
_NUMBER_MARKS = 16
_FEWEST_RUNS = 12
_WORD = re.compile(r"\d+(?:[./,-]\d+)*%?|\w+")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_SPELT_DAY = re.compile(r"ngay (\d{1,2}) thang (\d{1,2})(?: nam (\d{4}))?")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_YEARS = re.compile(r"(?:19|20)\d\d(?:[-/](?:19|20)\d\d)*")
_MANY_DIGITS = 3


@dataclass(frozen=True)
class Portrait:
    """What a text is compared by.

    Attributes:
        runs: hashes of its runs of four words, numbers left out.
        numbers: its numbers of two digits and more with the word behind them, and its days; no years.
    """

    runs: frozenset[int]
    numbers: frozenset[str]


@dataclass(frozen=True)
class Likeness:
    """How alike two texts are.

    Attributes:
        words: the share of the shorter text's runs of words that the other has too, 0 to 1.
        numbers: the share of its numbers, 0 to 1; of the text that gives fewer.
        shared_numbers: how many numbers both give.
        telling_numbers: how many of those have three digits or are days.
        fewest_numbers: how many numbers the text with fewer gives.
    """

    words: float
    numbers: float
    shared_numbers: int
    telling_numbers: int
    fewest_numbers: int


@lru_cache(maxsize=32)
def portrait(text: str) -> Portrait:
    """Return what ``text`` is compared by.

    >>> sorted(portrait("Ngày 12/11/2019, có 2.087 mô hình, đạt 64,2%; năm 2019").numbers)
    ['12/11', '2087 mo', '64,2%']
    """
    plain = _SPELT_DAY.sub(r"ngay \1/\2", fold(text[:_LONGEST]))
    tokens = _WORD.findall(plain)
    words = [token for token in tokens if not token[0].isdecimal()]
    runs = (" ".join(words[place : place + _RUN]) for place in range(max(0, len(words) - _RUN + 1)))
    return Portrait(
        runs=frozenset(_hash(run) for run in runs),
        numbers=frozenset(
            said
            for place, token in enumerate(tokens)
            if token[0].isdecimal() and (said := _number(token, tokens[place + 1 : place + 2]))
        ),
    )


def likeness(one: Portrait, other: Portrait) -> Likeness:
    """Return how alike two texts are, in whichever order they are given; too short a text is like nothing.

    >>> text = "Các tổ hòa giải đã hòa giải thành 2.822 vụ mâu thuẫn trong nhân dân, giữ bình yên cho xóm làng"
    >>> likeness(portrait(text), portrait(text.upper())).words
    1.0
    """
    shorter = min(len(one.runs), len(other.runs))
    both = one.numbers & other.numbers
    fewest = min(len(one.numbers), len(other.numbers))
    return Likeness(
        words=len(one.runs & other.runs) / shorter if shorter >= _FEWEST_RUNS else 0.0,
        numbers=len(both) / fewest if fewest else 0.0,
        shared_numbers=len(both),
        telling_numbers=sum(map(_is_telling, both)),
        fewest_numbers=fewest,
    )


def word_marks(seen: Portrait) -> list[int]:
    """Return up to 24 marks (63 bits) such that texts alike in words share at least one of them.

    The runs are dealt into bins by their hash; the least of each bin, two bins together, is a mark (min-hashing by one
    permutation). Of texts that share a third of their runs nine in ten share a mark; of unlike texts hardly any do.
    """
    least: dict[int, int] = {}
    for run in seen.runs:
        place = run % _BINS
        if run < least.get(place, run + 1):
            least[place] = run
    return [
        _hash(f"{place} {least[place]} {least[place + 1]}")
        for place in range(0, _BINS, 2)
        if place in least and place + 1 in least
    ]


def number_marks(seen: Portrait) -> list[int]:
    """Return up to 16 marks (63 bits) for the telling numbers; texts that give the same numbers share most of them."""
    return sorted(_hash(said) for said in seen.numbers if _is_telling(said))[:_NUMBER_MARKS]


def _number(token: str, behind: list[str]) -> str:
    """Return a number as it is compared, blank for years and single digits."""
    if day := _DAY.fullmatch(token):
        return f"{int(day[1])}/{int(day[2])}" if int(day[1]) <= 31 and int(day[2]) <= 12 else ""  # noqa: PLR2004
    if _YEARS.fullmatch(token):
        return ""
    digits = re.sub(r"[.,]", "", token) if _GROUPED.fullmatch(token) else token
    if digits.endswith("%"):
        return digits
    if digits.isdecimal() and len(digits.lstrip("0")) < 2:  # noqa: PLR2004
        return ""
    return " ".join([digits, *(word for word in behind if not word[0].isdecimal())])


def _is_telling(said: str) -> bool:
    number = said.split(maxsplit=1)[0]
    return "/" in number or sum(ch.isdecimal() for ch in number) >= _MANY_DIGITS


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big") >> 1
