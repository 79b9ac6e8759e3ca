"""What an officer types into a cell: 1600, 1.600 and 1,5 are numbers; 1.5 is a question, as it has two readings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

from thidua.reports.choices import Qualifier
from thidua.vietnamese.writing import scaled as printed

# Signs without width or direction, that come along when a number is copied from a web page or a chat.
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200e\u2060\ufeff]+")
# A tab or a new line is none of them: it stands between two cells that were pasted into one.
_BLANKS = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_NUMBER = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+)|\d+)(?:,(?P<part>\d+))?",
    re.ASCII,
)
# «1.5», «12.75»: thousands are in threes, so the point is rather a decimal one, or a slip. «0.600» is never thousands.
_POINT = re.compile(r"(?P<whole>\d+)\.(?P<part>\d+)", re.ASCII)
# «1,600»: written as in English it is 1.600, as in Vietnamese 1,6.
_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)
_WORDS = {
    Qualifier.AT_LEAST: ("trên", "hơn", "ít nhất", "tối thiểu", ">", ">=", "≥"),
    Qualifier.AT_MOST: ("dưới", "không quá", "tối đa", "<", "<=", "≤"),
    Qualifier.ALMOST: ("gần",),
    Qualifier.APPROX: ("khoảng", "ước", "~"),
}
_LONGEST_FIRST = sorted(
    ((word, qualifier) for qualifier, words in _WORDS.items() for word in words), key=lambda each: -len(each[0])
)
_LONGEST = 100
"""Characters of a text that may be a number at all."""
MOST = 10**15 - 1
"""The largest that a cell keeps, scaled: the totals above of thousands of such cells still fit 64 bits."""

NOT_A_NUMBER = "not_a_number"
TOO_PRECISE = "too_precise"
TOO_LARGE = "too_large"
NO_QUALIFIER = "no_qualifier"
NOT_A_RATIO = "not_a_ratio"


@dataclass(frozen=True)
class CellKind:
    """What a cell takes.

    Attributes:
        decimals: how many decimals the indicator counts.
        takes_qualifier: whether «trên 1.600» may stand there.
        is_ratio: whether «12/15» may stand there, and nothing else.
        is_share: whether it is a percentage, so that «98,6%» may stand there.
    """

    decimals: int = 0
    takes_qualifier: bool = False
    is_ratio: bool = False
    is_share: bool = False


@dataclass(frozen=True)
class Typed:
    """What was typed, understood: a number, nothing, a question, or a refusal.

    Attributes:
        value: scaled by the decimals; ``None`` where the cell is empty, in question or refused.
        of: of a ratio the whole.
        qualifier: how exactly it is known.
        choices: the ways in which it can be read and kept, each as it would be typed plainly, with the word that says
            how exactly it is known; the officer chooses.
        problem: a code of this module, where it cannot be read.
    """

    value: int | None = None
    of: int | None = None
    qualifier: str = Qualifier.EXACT
    choices: tuple[str, ...] = ()
    problem: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether it can be kept: a number, or an empty cell."""
        return not self.choices and not self.problem


def typed(text: str, kind: CellKind) -> Typed:
    """Return what ``text`` says in a cell of this kind.

    >>> [typed(text, CellKind()).value for text in ("1600", "1.600", " 1 600 ", "")]
    [1600, 1600, 1600, None]
    >>> typed("1,5", CellKind(decimals=1)).value, typed("98,6%", CellKind(1, is_share=True)).value
    (15, 986)
    >>> typed("1.5", CellKind(decimals=1)).choices, typed("1,600", CellKind()).choices
    (('1,5', '15'), ('1600',))
    >>> typed("trên 1.600", CellKind(takes_qualifier=True)).qualifier
    Qualifier.AT_LEAST
    """
    bare = _UNSEEN.sub("", text).strip()
    if not bare:
        return Typed()
    if len(bare) > _LONGEST:
        return Typed(problem=NOT_A_NUMBER)
    qualifier, rest = _qualified(_BLANKS.sub(" ", normalize("NFC", bare).casefold()))
    if qualifier != Qualifier.EXACT and not kind.takes_qualifier:
        return Typed(problem=NO_QUALIFIER)
    if kind.is_ratio:
        return _ratio(rest, qualifier, kind.decimals)
    plain = rest.removesuffix("%").rstrip() if kind.is_share else rest
    return _number(plain, qualifier, kind.decimals)


def shown(value: int | None, kind: CellKind, *, of: int | None = None, qualifier: str = Qualifier.EXACT) -> str:
    """Return a kept value as it stands in the cell: what `typed` reads back as the same.

    >>> shown(1600, CellKind()), shown(986, CellKind(decimals=1)), shown(12, CellKind(is_ratio=True), of=15)
    ('1.600', '98,6', '12/15')
    """
    if value is None:
        return ""
    number = printed(value, kind.decimals)
    if kind.is_ratio and of is not None:
        number = f"{number}/{printed(of, kind.decimals)}"
    return _with_word(qualifier, number)


def _with_word(qualifier: str, number: str) -> str:
    word = _WORDS[Qualifier(qualifier)][0] if qualifier != Qualifier.EXACT else ""
    return f"{word} {number}".strip()


def _qualified(plain: str) -> tuple[str, str]:
    if plain[0].isdigit():
        return Qualifier.EXACT, plain
    for word, qualifier in _LONGEST_FIRST:
        rest = plain.removeprefix(word)
        if rest != plain and not (word[-1].isalpha() and rest[:1].isalpha()):
            return qualifier, rest.strip()
    return Qualifier.EXACT, plain


def _ratio(plain: str, qualifier: str, decimals: int) -> Typed:
    part, slash, whole = plain.partition("/")
    numbers = [_number(each.strip(), qualifier, decimals) for each in (part, whole)]
    if slash and all(each.value is not None for each in numbers):
        return Typed(numbers[0].value, numbers[1].value, qualifier)
    told = next((each.problem for each in numbers if each.problem in {TOO_LARGE, TOO_PRECISE}), NOT_A_RATIO)
    return Typed(problem=told if slash else NOT_A_RATIO)


def _number(plain: str, qualifier: str, decimals: int) -> Typed:
    if _ENGLISH.fullmatch(plain) and (decimals < len("600") or plain.count(",") > 1):
        whole, part = plain.split(",", 1)
        as_decimal = [] if "," in part else [(whole, part)]
        return _asked(qualifier, decimals, (plain.replace(",", ""), ""), *as_decimal)
    if found := _NUMBER.fullmatch(plain):
        return _kept(re.sub(r"[ .]", "", found["whole"]), found["part"] or "", qualifier, decimals)
    if found := _POINT.fullmatch(plain):
        whole, part = found["whole"].lstrip("0"), found["part"]
        as_whole = [(whole + part, "")] if whole else []
        return _asked(qualifier, decimals, (whole or "0", part), *as_whole)
    return Typed(problem=NOT_A_NUMBER)


def _asked(qualifier: str, decimals: int, *readings: tuple[str, str]) -> Typed:
    """Ask which reading is meant, of those that the cell can keep."""
    read = [(whole, part.rstrip("0"), _kept(whole, part, qualifier, decimals)) for whole, part in readings]
    kept = [f"{whole},{part}" if part else whole for whole, part, outcome in read if outcome.is_settled]
    if not kept:
        return Typed(problem=read[-1][-1].problem)
    return Typed(qualifier=qualifier, choices=tuple(_with_word(qualifier, each) for each in kept))


def _kept(whole: str, part: str, qualifier: str, decimals: int) -> Typed:
    part = part.rstrip("0")
    if len(part) > decimals:
        return Typed(problem=TOO_PRECISE)
    value = int(whole + part.ljust(decimals, "0"))
    return Typed(value, None, qualifier) if value <= MOST else Typed(problem=TOO_LARGE)
