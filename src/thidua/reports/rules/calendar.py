"""Periods of the calendar, the days that they cover, and until when a report of them is in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from thidua.reports.choices import PeriodKind
from thidua.reports.rules.amounts import Span

MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}
"""Length in months of the periods for which there are totals."""
_YEAR = 12
_ROMAN = ("I", "II", "III", "IV")
_HALVES = ("6 tháng đầu năm", "6 tháng cuối năm")


@dataclass(frozen=True)
class Days:
    """The days that a report is about. ``until`` is exclusive."""

    since: date
    until: date


def calendar_span(kind: str, year: int, number: int = 1) -> Span:
    """Return a period of the calendar; ``number`` counts from 1 within the year.

    Raises:
        ValueError: the kind has no such period.

    >>> [calendar_span(*each).label for each in (("month", 2026, 10), ("quarter", 2026, 4), ("half", 2026, 1))]
    ['tháng 10/2026', 'quý IV/2026', '6 tháng đầu năm 2026']
    >>> calendar_span("month", 2026, 12).until, calendar_span("year", 2026).key
    (datetime.date(2027, 1, 1), 'year:2026-01-01/2027-01-01:')
    """
    months = MONTHS.get(PeriodKind(kind))
    if months is None or not 1 <= number <= _YEAR // months:
        raise ValueError(f"there is no {kind} number {number} in a year")
    since = _first_of(year, (number - 1) * months)
    return Span(kind, since, _first_of(year, number * months), _label(PeriodKind(kind), year, number))


def periods_of_year(kind: str, year: int) -> tuple[Span, ...]:
    """Return the periods of a kind in a year, in order."""
    return tuple(calendar_span(kind, year, number + 1) for number in range(_YEAR // MONTHS[PeriodKind(kind)]))


def number_of(span: Span) -> int:
    """Return which period of its kind in its year it is, from 1.

    >>> number_of(calendar_span("quarter", 2026, 3))
    3
    """
    return (_since(span).month - 1) // MONTHS[PeriodKind(span.kind)] + 1


def period_on(kind: str, day: date) -> Span:
    """Return the period in which a day lies.

    >>> period_on("half", date(2026, 8, 19)).label
    '6 tháng cuối năm 2026'
    """
    return calendar_span(kind, day.year, (day.month - 1) // MONTHS[PeriodKind(kind)] + 1)


def period_before(span: Span) -> Span:
    """Return the period of the same length just before.

    >>> period_before(calendar_span("month", 2026, 1)).label
    'tháng 12/2025'
    """
    return period_on(span.kind, _since(span) - timedelta(days=1))


def same_period_last_year(span: Span) -> Span:
    """Return the period of the same name a year ago."""
    return calendar_span(span.kind, _since(span).year - 1, number_of(span))


def year_so_far(span: Span) -> tuple[Span, ...]:
    """Return the periods of the same length from the beginning of the year up to this one.

    >>> [each.label for each in year_so_far(calendar_span("quarter", 2026, 2))]
    ['quý I/2026', 'quý II/2026']
    """
    return tuple(calendar_span(span.kind, _since(span).year, number) for number in range(1, number_of(span) + 1))


def longer_periods(span: Span) -> tuple[Span, ...]:
    """Return the longer periods of the calendar that hold this one, the shortest first.

    >>> [each.label for each in longer_periods(calendar_span("month", 2026, 10))]
    ['quý IV/2026', '6 tháng cuối năm 2026', '2026']
    """
    own = MONTHS[PeriodKind(span.kind)]
    return tuple(period_on(kind, _since(span)) for kind, months in MONTHS.items() if months > own)


def days_covered(span: Span, first_day: int = 1) -> Days:
    """Return the days that a report is about, where months begin on ``first_day`` of the calendar month before.

    >>> days_covered(calendar_span("month", 2026, 10), first_day=15)
    Days(since=datetime.date(2026, 9, 15), until=datetime.date(2026, 10, 15))
    """
    since, until = _since(span), span.until
    if until is None:
        raise ValueError(f"{span.label} has no end")
    if first_day == 1:
        return Days(since, until)
    return Days(_day_in_month_before(since, first_day), _day_in_month_before(until, first_day))


def due_on(span: Span, days_to_file: int, first_day: int = 1) -> date:
    """Return the last day on which filing is in time: so many days after the last day covered.

    >>> due_on(calendar_span("month", 2026, 10), 5)
    datetime.date(2026, 11, 5)
    """
    return days_covered(span, first_day).until + timedelta(days=days_to_file - 1)


def is_asked(span: Span, asked_since: date | None) -> bool:
    """Whether reports of a period are waited for: not where it was over when its form came.

    >>> is_asked(calendar_span("month", 2026, 10), date(2026, 10, 20)), is_asked(calendar_span("month", 2026, 9), None)
    (True, True)
    >>> is_asked(calendar_span("month", 2026, 9), date(2026, 10, 20))
    False
    """
    return asked_since is None or span.until is None or span.until > asked_since


def short_label(span: Span, beside: Span) -> str:
    """Return what a period is called beside another one: without its year, where that is the same.

    >>> short_label(calendar_span("month", 2026, 9), calendar_span("month", 2026, 10))
    'tháng 9'
    >>> short_label(calendar_span("month", 2025, 12), calendar_span("month", 2026, 1))
    'tháng 12/2025'
    """
    year = str(_since(span).year)
    shorter = span.label.removesuffix(year).rstrip("/ ")
    return shorter if shorter and _since(span).year == _since(beside).year else span.label


def _first_of(year: int, months: int) -> date:
    return date(year + months // _YEAR, months % _YEAR + 1, 1)


def _day_in_month_before(first: date, day: int) -> date:
    return (first - timedelta(days=1)).replace(day=day)


def _label(kind: PeriodKind, year: int, number: int) -> str:
    if kind == PeriodKind.MONTH:
        return f"tháng {number}/{year}"
    if kind == PeriodKind.QUARTER:
        return f"quý {_ROMAN[number - 1]}/{year}"
    return f"{_HALVES[number - 1]} {year}" if kind == PeriodKind.HALF else str(year)


def _since(span: Span) -> date:
    if span.since is None:
        raise ValueError(f"{span.label} has no beginning")
    return span.since
