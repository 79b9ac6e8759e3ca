"""The months that a snapshot covers, numbered from its first one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from thidua.reports.rules import Span
from thidua.reports.rules.calendar import MONTHS, period_on

_YEAR = 12
_KINDS = {length: kind for kind, length in MONTHS.items()}


@dataclass(frozen=True)
class Months:
    """So many months from the first one; months are counted from the year 0."""

    first: int
    count: int

    @classmethod
    def of(cls, snapshot: duckdb.DuckDBPyConnection) -> Months:
        """Return the months of the years from the first to the last period of which there are figures.

        To the end of the year: it is added on the trees of its last day.
        """
        found = snapshot.execute(
            "SELECT min(start), max(start + months) FROM periods WHERE period IN (SELECT period FROM figures)"
        ).fetchone()
        first, end = found if found and found[0] is not None else (0, 0)
        begin = int(first) // _YEAR * _YEAR
        return cls(begin, -(-int(end) // _YEAR) * _YEAR - begin)

    def number(self, day: date) -> int:
        """Return the number of the month in which a day lies, 0 for a day before all of them."""
        return max(day.year * _YEAR + day.month - 1 - self.first, 0)

    def span(self, length: int, number: int) -> Span:
        """Return a period of so many months, counted in its own length."""
        year, month = divmod(self.first + number * length, _YEAR)
        return period_on(_KINDS[length], date(year, month + 1, 1))

    def last_day(self, number: int) -> date:
        """Return the last day of a month."""
        year, month = divmod(self.first + number + 1, _YEAR)
        return date(year, month + 1, 1) - timedelta(days=1)
