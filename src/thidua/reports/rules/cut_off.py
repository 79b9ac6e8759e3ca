"""From which day of the month a unit counts: what changes where one day follows another."""

from __future__ import annotations

from thidua.reports.rules.amounts import Span
from thidua.reports.rules.calendar import days_covered, period_before

FIRST_DAYS = range(1, 29)
"""Days that every month has."""


def days_counted_twice(first: Span, before: int, now: int) -> int:
    """Return how many days the first period under a new first day shares with the one before it; gaps are negative.

    ``first``: the first period that is counted from ``now``; the one before it was counted from ``before``.

    >>> from thidua.reports.rules.calendar import calendar_span
    >>> november = calendar_span("month", 2026, 11)
    >>> days_counted_twice(november, 1, 15), days_counted_twice(november, 15, 1), days_counted_twice(november, 15, 15)
    (17, -17, 0)
    """
    ended = days_covered(period_before(first), before).until
    return (ended - days_covered(first, now).since).days
