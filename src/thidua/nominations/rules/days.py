"""Terms of days: where they end, and how much of one is over. The day on which a term begins does not count.

So the Civil Code (91/2015/QH13, Art. 147, clause 2). Working days are Monday to Friday without the days off given.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

_ONE = timedelta(days=1)
_SATURDAY = 5


def is_counted(day: date, *, working: bool, off: Collection[date] = ()) -> bool:
    """Tell whether a day counts in a term of working days, or of calendar days, where each does."""
    return not working or (day.weekday() < _SATURDAY and day not in off)


def last_day(begins_on: date, days: int, *, working: bool, off: Collection[date] = ()) -> date:
    """Return the last day of a term of ``days`` that begins on a day.

    >>> last_day(date(2026, 11, 20), 10, working=True)
    datetime.date(2026, 12, 4)
    """
    day = begins_on
    for _each in range(days):
        day += _ONE
        while not is_counted(day, working=working, off=off):
            day += _ONE
    return day


def days_over(begins_on: date, until: date, *, working: bool, off: Collection[date] = ()) -> int:
    """Return how many counted days lie behind the beginning of a term, before the day ``until``."""
    span = range(1, (until - begins_on).days)
    return sum(is_counted(begins_on + timedelta(days=each), working=working, off=off) for each in span)
