"""What an officer types into a cell: 1600, 1.600 and 1,5 are numbers; 1.5 is a question, as it has two readings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from thidua.reports.choices import Qualifier
from thidua.reports.rules.amounts import LARGEST, scaled
from thidua.vietnamese.writing import scaled as printed

_BLANKS = re.compile(r"[\s\u00a0\u202f]+")
_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+))?")
# «1.5», «12.75»: thousands are in threes, so the point is rather a decimal one, or a slip.
_POINT = re.compile(r"(?P<whole>\d+)\.(?P<part>\d+)")
# «1,600»: written as in English it is 1.600, as in Vietnamese 1,6.
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+")
_WORDS = {
    Qualifier.AT_LEAST: ("trên", "hơn", "ít nhất", "tối thiểu", ">", ">=", "≥"),
    Qualifier.AT_MOST: ("dưới", "không quá", "tối đa", "<", "<=", "≤"),
    Qualifier.ALMOST: ("gần",),
    Qualifier.APPROX: ("khoảng", "ước", "~"),
}
_LONGEST = 40

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
    """

    decimals: int = 0
    takes_qualifier: bool = False
    is_ratio: bool = False


@dataclass(frozen=True)
class Typed:
    """What was typed, understood: a number, nothing, a question, or a refusal.

    Attributes:
        value: scaled by the decimals; ``None`` where the cell is empty, in question or refused.
        of: of a ratio the whole.
        qualifier: how exactly it is known.
        choices: two ways in which it can be read, each as it would be typed plainly; the officer chooses.
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
    >>> typed("1,5", CellKind(decimals=1)).value, typed("98,6%", CellKind(decimals=1)).value
    (15, 986)
    >>> typed("1.5", CellKind(decimals=1)).choices, typed("1,600", CellKind()).choices
    (('1,5', '15'), ('1600',))
    >>> typed("trên 1.600", CellKind(takes_qualifier=True)).qualifier
    Qualifier.AT_LEAST
    """
    plain = _BLANKS.sub(" ", text).strip().casefold()
    if not plain:
        return Typed()
    if len(plain) > _LONGEST:
        return Typed(problem=NOT_A_NUMBER)
    qualifier, rest = _qualified(plain)
    if qualifier != Qualifier.EXACT and not kind.takes_qualifier:
        return Typed(problem=NO_QUALIFIER)
    if kind.is_ratio:
        return _ratio(rest, qualifier)
    return _number(rest.removesuffix("%").replace(" ", ""), qualifier, kind.decimals)


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
    word = _WORDS[Qualifier(qualifier)][0] if qualifier != Qualifier.EXACT else ""
    return f"{word} {number}".strip()


def _qualified(plain: str) -> tuple[str, str]:
    for qualifier, words in _WORDS.items():
        for word in sorted(words, key=len, reverse=True):
            joint = " " if word[0].isalpha() else ""
            if plain.startswith(word + joint):
                return qualifier, plain[len(word) :].strip()
    return Qualifier.EXACT, plain


def _ratio(plain: str, qualifier: str) -> Typed:
    part, slash, whole = plain.replace(" ", "").partition("/")
    numbers = (_number(part, qualifier, 0), _number(whole, Qualifier.EXACT, 0))
    if not slash or any(each.value is None for each in numbers):
        return Typed(problem=NOT_A_RATIO)
    return Typed(numbers[0].value, numbers[1].value, qualifier)


def _number(plain: str, qualifier: str, decimals: int) -> Typed:
    if _ENGLISH.fullmatch(plain) and decimals < len("600"):
        whole, part = plain.split(",", 1)
        trimmed = part.replace(",", "").rstrip("0")
        return _asked(qualifier, decimals, plain.replace(",", ""), f"{whole},{trimmed}" if trimmed else whole)
    if found := _NUMBER.fullmatch(plain):
        digits = found["whole"].replace(".", "") + (f".{found['part'].rstrip('0')}" if found["part"] else "")
        return _kept(digits.rstrip("."), qualifier, decimals)
    if found := _POINT.fullmatch(plain):
        return _asked(qualifier, decimals, f"{found['whole']},{found['part']}", found["whole"] + found["part"])
    return Typed(problem=NOT_A_NUMBER)


def _asked(qualifier: str, decimals: int, *readings: str) -> Typed:
    """Ask which reading is meant, of those that the cell can keep."""
    kept = tuple(each for each in readings if _number(each, qualifier, decimals).is_settled)
    return Typed(qualifier=qualifier, choices=kept) if kept else Typed(problem=TOO_PRECISE)


def _kept(digits: str, qualifier: str, decimals: int) -> Typed:
    number = Decimal(digits)
    if number.scaleb(decimals) > LARGEST:
        return Typed(problem=TOO_LARGE)
    try:
        return Typed(scaled(number, decimals), None, qualifier)
    except ValueError:
        return Typed(problem=TOO_PRECISE)
