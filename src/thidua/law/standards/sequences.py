"""Years in a row, and how lists of years are said."""

from __future__ import annotations

from collections.abc import Iterable


def run_up_to(year: int, years: Iterable[int]) -> tuple[int, ...]:
    """Return the longest row of years without a gap that ends in ``year``, or in the year before where ``year`` lacks.

    The year itself may be missing because its results come only at its end.

    >>> run_up_to(2026, [2023, 2025, 2024]), run_up_to(2026, [2022, 2023, 2026]), run_up_to(2026, [2023, 2024])
    ((2023, 2024, 2025), (2026,), ())
    """
    known = set(years)
    last = year if year in known else year - 1
    first = last
    while first in known:
        first -= 1
    return tuple(range(first + 1, last + 1))


def in_words(years: Iterable[int]) -> str:
    """Return years as they are listed in a sentence.

    >>> in_words([2024, 2025])
    '2024, 2025'
    """
    return ", ".join(map(str, years))
