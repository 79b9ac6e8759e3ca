"""Which days an achievement spans: as its citation says them, with or without marks, else as its row does."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

_Y = r"(?:19|20)\d\d"
_TO = r"\s?(?:-|–|den het nam|den nam|den)\s?"
_DAY = re.compile(
    rf"(?<![\d/.,-])(?P<d>[0-3]?\d)(?:\s?[/.-]\s?(?P<m>[01]?\d)(?:\s?[/.-]\s?(?P<y>{_Y}))?"
    rf"|\sthang\s(?P<mw>[01]?\d)(?:\s?[/-]?\s?(?:nam\s)?(?P<yw>{_Y}))?)(?![\d%,.])(?!/\d)"
)
_AFTER_DAY_WORD = re.compile(r"(?:ngay|dem|sang|chieu|toi|trua|hom|den|quoc khanh|le)\s?$")
_SCHOOL = re.compile(rf"nam hoc\s(?P<a>{_Y}){_TO}(?P<b>{_Y})")
_RANGE = re.compile(rf"(?<![\d/])(?P<a>{_Y}){_TO}(?P<b>{_Y})(?!\d)")
_LISTED = re.compile(rf"(?<![\d/])(?P<a>{_Y})(?:\s?,\s?|\sva\s(?:nam\s)?)(?P<b>{_Y})(?!\d)")
_HALF = re.compile(rf"6 thang (?P<h>dau|cuoi)(?: nam)?\s(?P<y>{_Y})")
_QUARTER = re.compile(rf"quy (?P<q>iv|i{{1,3}}|[1-4])\s?[/-]?\s?(?:nam\s)?(?P<y>{_Y})")
_MONTH = re.compile(rf"thang (?P<m>0?[1-9]|1[0-2])\s?[/-]?\s?(?:nam\s)?(?P<y>{_Y})")
_YEAR = re.compile(rf"(?:nam\s)?(?<![\d/.,-])(?P<y>{_Y})(?![\d%]|[.,/-]\d)")
_LENGTH = re.compile(r"(?<![\d.,])\d{1,2} nam(?: lien tuc| lien)?(?! (?:19|20)\d\d)(?!\w)")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LAST_MONTH, _LONGEST_MONTH = 12, 31
_NEARLY = 45
"""Days by which two statements of one span may differ («năm học», «cả năm»)."""
_SHARE = 3
"""Of two spans that overlap, the share of the shorter that the other must have: a third."""
_YEARLY = 370
"""Days of the longest span that is one year's; what is longer adds years up."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days of an achievement, both included; ``is_stated``: they were said, not taken from the year of a row."""

    first: date
    last: date
    is_stated: bool = True

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        if self.first == self.last:
            return f"{self.first.day}/{self.first.month}/{self.first.year}"
        if (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, _LAST_MONTH, _LONGEST_MONTH):
            one = self.first.year == self.last.year
            return f"{self.first.year}" if one else f"{self.first.year}-{self.last.year}"
        return f"{self.first.month}/{self.first.year} - {self.last.month}/{self.last.year}"


class Kinship(IntEnum):
    """How the days of two achievements stand to each other, the nearest first."""

    SAME = 0
    INSIDE = 1  # a day or a part of a year within the other's year
    NEAR = 2  # not said, and in the next year: a decision comes later than the deed
    LONGER = 3  # one adds up years of which the other is one
    APART = 4


def spans_in(bare: str, year: int) -> tuple[list[Span], list[tuple[int, int]]]:
    """Return the spans that a text without marks states, and where; a day without a year is one of ``year``.

    >>> [str(each) for each in spans_in("cuu 3 em ngay 14/6/2025, giai doan 2020-2025", 2025)[0]]
    ['14/6/2025', '2020-2025']
    """
    spans: list[Span] = []
    places: list[tuple[int, int]] = []
    for start, end, span in _mentions(bare, year):
        if any(start < taken_end and taken < end for taken, taken_end in places):
            continue
        places.append((start, end))
        if span:
            spans.append(span)
    return spans, places


def kinship(one: Span, other: Span) -> Kinship:
    """Tell how two spans stand to each other; the same both ways round."""
    if not one.is_stated or not other.is_stated:
        return _unstated(one, other)
    if abs((one.first - other.first).days) <= _NEARLY and abs((one.last - other.last).days) <= _NEARLY:
        is_day = one.days == 1 or other.days == 1
        return Kinship.APART if is_day and (one.last < other.first or other.last < one.first) else Kinship.SAME
    if one.last < other.first or other.last < one.first:
        return Kinship.APART
    shorter, longer = sorted((one, other), key=lambda span: span.days)
    common = (min(one.last, other.last) - max(one.first, other.first)).days + 1
    if _SHARE * common < shorter.days:
        return Kinship.APART
    if longer.days <= _YEARLY or shorter.days == 1:
        return Kinship.INSIDE
    is_school_year = (one.first.year, one.last.year) == (other.first.year, other.last.year)
    return Kinship.SAME if is_school_year else Kinship.LONGER


def _unstated(one: Span, other: Span) -> Kinship:
    if not one.is_stated and not other.is_stated:
        apart = abs(one.first.year - other.first.year)
        return Kinship.SAME if apart == 0 else Kinship.NEAR if apart == 1 else Kinship.APART
    said, row = (one, other) if one.is_stated else (other, one)
    year = row.first.year
    if said.days > _YEARLY:
        return Kinship.INSIDE if year in {said.last.year, said.last.year + 1} else Kinship.APART
    if said.last.year == year:
        return Kinship.SAME
    return Kinship.NEAR if year == said.last.year + 1 else Kinship.APART


def _mentions(bare: str, year: int) -> Iterator[tuple[int, int, Span | None]]:
    """Yield what is stated and where, what is more exact first."""
    yield from _ranges(bare)
    for found in _DAY.finditer(bare):
        if span := _day(bare, found, year):
            yield *found.span(), span
    for found in _HALF.finditer(bare):
        first = 1 if found["h"] == "dau" else 7
        yield *found.span(), _months(int(found["y"]), first, first + 5)
    for found in _QUARTER.finditer(bare):
        quarter = _QUARTERS.get(found["q"]) or int(found["q"])
        yield *found.span(), _months(int(found["y"]), 3 * quarter - 2, 3 * quarter)
    for found in _MONTH.finditer(bare):
        yield *found.span(), _months(int(found["y"]), int(found["m"]), int(found["m"]))
    for found in _YEAR.finditer(bare):
        yield *found.span(), _months(int(found["y"]), 1, _LAST_MONTH)
    for found in _LENGTH.finditer(bare):
        yield *found.span(), None


def _ranges(bare: str) -> Iterator[tuple[int, int, Span | None]]:
    for found in _SCHOOL.finditer(bare):
        yield *found.span(), Span(date(int(found["a"]), 9, 1), date(int(found["b"]), 8, 31))
    for pattern in (_RANGE, _LISTED):
        for found in pattern.finditer(bare):
            if int(found["a"]) <= int(found["b"]):
                yield *found.span(), Span(date(int(found["a"]), 1, 1), date(int(found["b"]), 12, 31))


def _day(bare: str, found: re.Match[str], year: int) -> Span | None:
    stated = found["y"] or found["yw"]
    month, day = int(found["m"] or found["mw"]), int(found["d"])
    if not stated and not found["mw"] and not _AFTER_DAY_WORD.search(bare[max(0, found.start() - 12) : found.start()]):
        return None
    if not 1 <= month <= _LAST_MONTH or not 1 <= day <= calendar.monthrange(int(stated or year), month)[1]:
        return None
    on = date(int(stated or year), month, day)
    return Span(on, on)


def _months(year: int, first: int, last: int) -> Span:
    return Span(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))
