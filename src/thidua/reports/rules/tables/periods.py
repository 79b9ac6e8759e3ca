"""Which period of the calendar a cell says: «tháng 10/2026», «quý IV năm 2026», «2026-10», a day of Excel's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from thidua.reports.choices import PeriodKind
from thidua.reports.rules.amounts import Span
from thidua.reports.rules.calendar import MONTHS, calendar_span, period_on
from thidua.reports.rules.sheet import as_text
from thidua.vietnamese.fold import fold

_YEARS: Final = range(1945, 2200)
_YEAR = r"(?P<year>\d{4})"
_SAID: Mapping[str, tuple[re.Pattern[str], ...]] = {
    PeriodKind.MONTH: (
        re.compile(rf"(?:thang|t)? ?(?P<number>\d{{1,2}})(?: ?[/.-] ?| (?:nam )?){_YEAR}"),
        re.compile(rf"{_YEAR} ?[/.-] ?(?P<number>\d{{1,2}})"),
        re.compile(rf"{_YEAR}(?P<number>\d{{2}})"),
    ),
    PeriodKind.QUARTER: (
        re.compile(rf"(?:quy|q) ?(?P<number>iv|i{{1,3}}|[1-4])(?: ?[/.-] ?| (?:nam )?){_YEAR}"),
        re.compile(rf"{_YEAR} ?[/.-]? ?(?:quy|q) ?(?P<number>iv|i{{1,3}}|[1-4])"),
    ),
    PeriodKind.HALF: (
        re.compile(rf"(?:6|sau) thang (?P<number>dau|cuoi)(?: nam)?(?: ?[/.-] ?| ){_YEAR}"),
        re.compile(rf"(?:nua nam|ky) ?(?P<number>[12])(?: ?[/.-] ?| (?:nam )?){_YEAR}"),
    ),
    PeriodKind.YEAR: (re.compile(rf"(?:nam )?{_YEAR}"),),
}
_DAYS = (
    re.compile(r"(?:ngay )?(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[t ]00:00(?::00)?)?"),
)
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "dau": 1, "cuoi": 2}


def said_period(value: object, kind: str) -> Span | None:
    """Return the period of this kind that a cell says; ``None`` where it says none.

    A day says the period in which it lies.

    >>> [said_period(text, "month").label for text in ("Tháng 10/2026", "10.2026", "2026-10", "15/10/2026")]
    ['tháng 10/2026', 'tháng 10/2026', 'tháng 10/2026', 'tháng 10/2026']
    >>> said_period("Quý IV năm 2026", "quarter").label, said_period(date(2026, 8, 1), "half").label
    ('quý IV/2026', '6 tháng cuối năm 2026')
    >>> said_period(2026.0, "year").label, said_period("tháng 13/2026", "month"), said_period("2026", "month")
    ('2026', None, None)
    """
    if PeriodKind(kind) not in MONTHS:
        return None
    if isinstance(value, date):
        return period_on(kind, value) if value.year in _YEARS else None
    text = fold(as_text(value))[:60]
    for pattern in _DAYS:
        if found := pattern.fullmatch(text):
            return _of_day(kind, found)
    for pattern in _SAID[PeriodKind(kind)]:
        if found := pattern.fullmatch(text):
            return _of_number(kind, found)
    return None


def _of_day(kind: str, found: re.Match[str]) -> Span | None:
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return period_on(kind, day) if day.year in _YEARS else None


def _of_number(kind: str, found: re.Match[str]) -> Span | None:
    told = found.groupdict().get("number", "1")
    number, year = _NUMBERS.get(told) or int(told), int(found["year"])
    try:
        return calendar_span(kind, year, number) if year in _YEARS else None
    except ValueError:
        return None
