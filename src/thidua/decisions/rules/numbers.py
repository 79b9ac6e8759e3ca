"""Numbers of decisions: how they are read, shown and given out (Decree 30/2020/NĐ-CP, Appendix I)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from thidua.vietnamese.fold import fold

_LOOK_ALIKE = str.maketrans(
    {"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", **dict.fromkeys("\u2010\u2012\u2013\u2014\u2212", "-")}
)
_DECISION = re.compile(r"^QD(?=-|$)")
_TYPED = re.compile(r"\s*(?:số\s*:?\s*)?(\d{1,6})\s*(?:/\s*(\S.*?))?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Given:
    """A number that a book gives, and those that it passed over because they were typed before."""

    number: int
    passed: tuple[int, ...] = ()


def shown(number: int, symbol: str) -> str:
    """Return number and symbol as a document says them; a number below ten has a leading nought.

    >>> shown(5, "QĐ-UBND"), shown(123, "QĐ-UBND")
    ('05/QĐ-UBND', '123/QĐ-UBND')
    """
    return f"{number:02}/{symbol}"


def clean_symbol(text: str) -> str:
    r"""Return a symbol as it is kept: without blanks and invisible signs, in capitals, letters as they are read.

    Letters and dashes that look alike are one: a decision has one number, whatever keyboard wrote its symbol.

    >>> {clean_symbol(each) for each in (" qđ-ubnd ", "Q\u00d0\u2013UBND", "QD-UBND", "ＱĐ\u2011UBND\u200b")}
    {'QĐ-UBND'}
    """
    bare = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return _DECISION.sub("QĐ", "".join(bare.split()).translate(_LOOK_ALIKE).upper())


def read_number(text: str, symbol: str) -> int | None:
    """Return the number that somebody typed; None where it is none, or one of another symbol.

    The number of a document is an ordinal in Arabic figures, so «15a» is none.

    >>> [read_number(text, "QĐ-UBND") for text in ("15", "Số: 05/QĐ-UBND", "15 / qđ-ubnd", "15a", "0", "15/QĐ-BNV")]
    [15, 5, 15, None, None, None]
    """
    found = _TYPED.fullmatch(text)
    if found is None or not int(found[1]):
        return None
    if found[2] and fold(clean_symbol(found[2])) != fold(clean_symbol(symbol)):
        return None
    return int(found[1])


def next_number(last: int, taken: Collection[int]) -> Given:
    """Return what a book gives that came to ``last``; ``taken`` are numbers above it that decisions have.

    >>> next_number(7, {8, 9, 12})
    Given(number=10, passed=(8, 9))
    """
    number = last + 1
    while number in taken:
        number += 1
    return Given(number, tuple(range(last + 1, number)))


def gaps(numbers: Collection[int], start: int = 1) -> tuple[int, ...]:
    """Return the numbers from ``start`` up to the highest that no decision has.

    >>> gaps({1, 2, 5}), gaps({38, 40}, 38), gaps(())
    ((3, 4), (39,), ())
    """
    return tuple(number for number in range(start, max(numbers, default=0)) if number not in numbers)
