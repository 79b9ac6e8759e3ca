"""Sums of a fund, in đồng."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.decisions.choices import EntryKind

INTO = frozenset({EntryKind.ADDED, EntryKind.RECOVERED, EntryKind.TAKEN_BACK})
"""Kinds of entries by which a fund has more."""
MOST = 10**15
"""No amount is more, in đồng: beyond it something was typed twice, and sums must fit their columns."""
_HUNDRED = 100


def balance(opening: int, entries: Iterable[tuple[str, int]]) -> int:
    """Return what is left of a fund: what it began with and each entry, (kind, amount), in its direction.

    >>> balance(100, [("paid", 70), ("recovered", 20), ("added", 10), ("reduced", 5)])
    55
    """
    return opening + sum(amount if EntryKind(kind) in INTO else -amount for kind, amount in entries)


def lacking(left: int, needed: int) -> int:
    """Return how much a fund lacks for a payment; nought where it has enough.

    >>> lacking(50, 70), lacking(70, 70), lacking(-5, 1)
    (20, 0, 6)
    """
    return max(needed - left, 0)


def running_share(opening: int, percent: int) -> int:
    """Return the part of a fund that runs the movement itself (Circular 28/2025/TT-BTC); told, never enforced.

    >>> running_share(100_000_001, 20)
    20000000
    """
    return opening * percent // _HUNDRED


def day_of_counter_entry(fund_year: int, today: date) -> date:
    """Return the day of an entry that takes another back: today, or the last of a fund whose year is over.

    >>> day_of_counter_entry(2026, date(2026, 11, 20)), day_of_counter_entry(2025, date(2026, 1, 5))
    (datetime.date(2026, 11, 20), datetime.date(2025, 12, 31))
    """
    return min(today, date(fund_year, 12, 31))
