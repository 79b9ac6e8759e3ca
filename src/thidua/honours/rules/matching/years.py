"""What two years of birth prove: evidence in hundredths of a bit."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache


class YearKinship(StrEnum):
    """How two years of birth stand to each other."""

    UNKNOWN = "unknown"
    EQUAL = "equal"
    NEXT = "next"
    SWAPPED = "swapped"
    ONE_DIGIT = "one_digit"
    DIFFERENT = "different"


_BITS = {
    YearKinship.UNKNOWN: 0,
    YearKinship.EQUAL: 520,
    YearKinship.NEXT: -170,
    YearKinship.SWAPPED: -330,
    YearKinship.ONE_DIGIT: -650,
    YearKinship.DIFFERENT: -1200,
}


@lru_cache(maxsize=1 << 14)
def year_evidence(one: int | None, other: int | None) -> tuple[int, YearKinship]:
    """Return the evidence of two years of birth, ``None`` where not known, and how they stand to each other.

    >>> [str(year_evidence(1968, other)[1]) for other in (1968, 1969, 1986, 1958, 1991, None)]
    ['equal', 'next', 'swapped', 'one_digit', 'different', 'unknown']
    """
    kinship = _kinship(one, other)
    return _BITS[kinship], kinship


def _kinship(one: int | None, other: int | None) -> YearKinship:
    if one is None or other is None:
        return YearKinship.UNKNOWN
    if abs(one - other) <= 1:
        return YearKinship.EQUAL if one == other else YearKinship.NEXT
    return _by_digits(str(one), str(other))


def _by_digits(one: str, other: str) -> YearKinship:
    if sum(a != b for a, b in zip(one, other, strict=False)) == 1 and len(one) == len(other):
        return YearKinship.ONE_DIGIT
    return YearKinship.SWAPPED if one == other[:2] + other[:1:-1] else YearKinship.DIFFERENT
