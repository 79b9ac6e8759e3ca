"""Dates and periods in running Vietnamese text.

A day without its year is ``XXXX-06-19``; whoever knows the year puts it in with :meth:`DateMention.in_year`.
Nothing is inferred here. The text must be NFC; indices are into the text as given.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Granularity = Literal["day", "month", "quarter", "year"]
PeriodForm = Literal["stage", "year", "school_year", "since", "length"]

NO_YEAR = "XXXX"
FIRST_YEAR, LAST_YEAR = 1900, 2099
_MONTHS, _LONGEST_MONTH, _LEAP_YEAR = 12, 31, 2000
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class DateMention:
    """A date as a text states it.

    Attributes:
        start: first character, the words «Sáng ngày» included.
        end: one past the last character.
        iso: ``2020-06-19``, ``XXXX-06-19``, ``2018-11``, ``XXXX-11``, ``2015-Q4`` or ``2019``.
        until: the last day of a stretch («ngày 12 - 14/6»), in the same form.
        part: part of the day: sáng, trưa, chiều, tối or đêm.
    """

    start: int
    end: int
    iso: str
    until: str | None = None
    part: str | None = None

    @property
    def granularity(self) -> Granularity:
        """How exact the date is."""
        if "Q" in self.iso:
            return "quarter"
        grains: tuple[Granularity, ...] = ("year", "month", "day")
        return grains[self.iso.count("-")]

    @property
    def year(self) -> int | None:
        """The stated year, or ``None``."""
        return None if self.iso.startswith(NO_YEAR) else int(self.iso[:4])

    @property
    def month(self) -> int | None:
        """The stated month, or ``None`` (a quarter gives none)."""
        return int(self.iso[5:7]) if self.granularity in ("day", "month") else None

    def in_year(self, year: int) -> DateMention:
        """Return the same day of ``year``, where the text left the year out; 29-2 stays as it is in a common year."""
        if self.year is not None or (self.iso.endswith("02-29") and not calendar.isleap(year)):
            return self
        until = self.until.replace(NO_YEAR, f"{year:04}") if self.until else None
        return replace(self, iso=self.iso.replace(NO_YEAR, f"{year:04}"), until=until)


@dataclass(frozen=True)
class PeriodMention:
    """A stretch of years as a text states it.

    Attributes:
        start: first character.
        end: one past the last character.
        first: first year, or ``None`` where it is open or not stated.
        last: last year, or ``None``.
        form: stage «giai đoạn 2015 - 2020», year «năm 2016», school_year, since «từ năm 2014 đến nay», length «5 năm».
        text: the words, of a length without years.
    """

    start: int
    end: int
    first: int | None
    last: int | None
    form: PeriodForm
    text: str | None = None


_PART = r"(?P<part>sáng|trưa|chiều|tối|đêm)"
_WEEKDAY = r"(?<!lần\s)(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật)"
_LEAD = (
    rf"(?:(?:{_PART}(?:\s(?:nay|qua))?(?:\s{_WEEKDAY})?|{_WEEKDAY}|hôm\s(?:nay|qua|kia))(?:[^\S\n]|[,(]){{1,3}})?"
    r"(?:(?:vào\s)?(?:ngày|hôm)\s(?:mùng\s|mồng\s)?|(?:mùng|mồng)\s)?"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = re.compile(
    rf"(?<!\w){_LEAD}(?<![\d.,/-])(?P<d>[0-3]?\d)"
    r"(?:(?:\s?[-,]\s?|(?P<joined>\svà\s|\sđến\s(?:ngày\s)?))(?P<d2>[0-3]?\d)"
    r"(?=\s?[/.]\s?[01]?\d|\stháng\s|-[01]?\d(?:[-/](?:19|20)\d\d|(?(joined)(?!\d)|(?!)))))?"
    rf"(?:\s?(?P<sep>[-/.])\s?(?P<m>[01]?\d)(?:\s?(?P=sep)\s?(?P<y>{_YEAR})(?![\d%]))?|"
    rf"\stháng\s(?P<mw>[01]?\d)(?:\s?[-/,]?\s?(?:năm\s)?(?P<yw>{_YEAR}))?)(?![\d%])"
)
# Here and below the word comes first and what must not stand before it is asked behind it: the search leaps to it.
_MONTH = re.compile(
    rf"tháng(?<!\wtháng)\s(?P<m>0?[1-9]|1[0-2])(?!\d)(?:(?:\s?[-/.]\s?|\s(?:năm\s)?)(?P<y>{_YEAR})(?!\d))?"
)
_QUARTER = re.compile(rf"quý(?<!\wquý)\s(?P<q>iv|i{{1,3}}|[1-4])(?:\s?[-/.]\s?|\s(?:năm\s)?)(?P<y>{_YEAR})(?!\d)")
_ONE_YEAR = re.compile(rf"năm(?<!\wnăm)\s(?:học\s)?(?P<y>{_YEAR})(?![\d%]|[.,]\d)")

_RANGE = re.compile(
    rf"(?P<lead>(?<!\w)(?:năm\shọc|niên\skhóa|giai\sđoạn|nhiệm\skỳ|thời\skỳ|từ\snăm|từ|(?:các\s"
    rf"|những\s)?năm)\s)?(?<![\d.,/-])"
    rf"(?P<a>{_YEAR})(?:\s?-\s?|\s(?:đến|tới)\s(?:hết\s)?(?:năm\s)?)(?P<b>{_YEAR})(?![\d%]|[.,/-]\d)"
)
_SINCE = re.compile(
    rf"(?:t(?<!\w.)ừ|k(?<!\w.)ể\stừ)\s(?:năm\s)?(?P<a>{_YEAR})\s(?:đến|tới|cho\sđến)\s(?:nay|bây\sgiờ)(?!\w)"
)
_LENGTH = re.compile(r"\d(?<![\w.,/].)\d?\snăm(?!\w|\s(?:19|20)\d\d)")
# Every date and period holds a figure (or «quý IV»): only what stands near one is searched.
_NEAR_FIGURE = re.compile(r"[\dq](?:(?<=\d)[\d\s./,-]*|(?<=q)uý\s[iv])")
# What every day, and every stretch of years, holds: seldom there, and quickly looked for. No more than _BEFORE stands
# before it, no more than _BEHIND behind it.
_CORE_OF_DAY = re.compile(r"\d(?:\s?[-/.]\s?|\stháng\s)\d")
_CORE_OF_RANGE = re.compile(rf"\d(?:\s?-\s?|\s(?:đến|tới)\s(?:hết\s)?(?:năm\s)?){_YEAR}")
_BEFORE, _BEHIND = 60, 60
# A bare «5-3» is a range of numbers unless a word for a day or a bracket stands before it.
# «hiến máu từ 5 - 9 lần»: what is counted behind it makes it a range whatever stands before.
_COUNTED_BEHIND = re.compile(
    r"\s(?:lần|người|giờ|tuổi|năm|triệu|nghìn|tỷ|đồng|tấn|ha|con|hộ|tháng|%|phần|điểm|vụ)(?!\w)"
)
_AFTER_WORD = re.compile(r"(?:^|\W)(?:đến|từ|tới|vào|hôm|ngày|dịp|lễ)\s$")


def _found(pattern: re.Pattern[str], text: str, places: tuple[tuple[int, int], ...]) -> Iterator[re.Match[str]]:
    for start, end in places:
        yield from pattern.finditer(text, start, end)


def _small(text: str) -> str:
    """Return ``text`` in small letters, of the same length (the few letters that grow stay as they are)."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(low if len(low := ch.lower()) == 1 else ch for ch in text)


def _places(text: str, core: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
    """Return the stretches of ``text`` around what ``core`` finds, in order, without overlap."""
    places: list[tuple[int, int]] = []
    for found in core.finditer(text):
        start, end = found.start() - _BEFORE, found.end() + _BEHIND
        if places and start <= places[-1][1]:
            places[-1] = (places[-1][0], end)
        else:
            places.append((max(0, start), end))
    return tuple(places)


def _valid(day: int, month: int, year: int | None) -> bool:
    if not 1 <= month <= _MONTHS or not 1 <= day <= _LONGEST_MONTH:
        return False
    return day <= calendar.monthrange(year or _LEAP_YEAR, month)[1]


def _is_bare(text: str, found: re.Match[str]) -> bool:
    """Whether nothing but the figures says that this is a date."""
    if found["y"] or found["mw"] or not text[found.start()].isdigit():
        return False
    start, end = found.span()
    in_brackets = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    if found["sep"] == "-" and _COUNTED_BEHIND.match(text, end):
        return True
    return found["sep"] == "." or not (in_brackets or _AFTER_WORD.search(text, max(0, start - 8), start))


def _days(text: str) -> Iterator[DateMention]:
    for found in _found(_DAY, text, _places(text, _CORE_OF_DAY)):
        if found["sep"] == "." and not found["y"] and text[found.start()].isdigit():
            continue
        year_text = found["y"] or found["yw"]
        year = int(year_text) if year_text else None
        first, last = int(found["d"]), int(found["d2"] or found["d"])
        month = int(found["m"] or found["mw"])
        if not _valid(first, month, year) or not _valid(last, month, year) or _is_bare(text, found):
            continue
        head = f"{year_text or NO_YEAR}-{month:02}"
        yield DateMention(
            found.start(),
            found.end(),
            f"{head}-{first:02}",
            until=f"{head}-{last:02}" if found["d2"] else None,
            part=found["part"].lower() if found["part"] else None,
        )


def _coarse(text: str, places: tuple[tuple[int, int], ...]) -> Iterator[DateMention]:
    for found in _found(_MONTH, text, places):
        yield DateMention(*found.span(), f"{found['y'] or NO_YEAR}-{int(found['m']):02}")
    for found in _found(_QUARTER, text, places):
        quarter = _ROMAN.get(found["q"].lower()) or int(found["q"])
        yield DateMention(*found.span(), f"{found['y']}-Q{quarter}")
    for found in _found(_ONE_YEAR, text, places):
        yield DateMention(*found.span(), found["y"])


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Return the dates of ``text`` in order; a month or year inside a fuller date is not told again.

    >>> [d.iso for d in find_dates("Sáng 19-6, tổng kết quý IV/2015 và tháng 11/2018; chọn 1-2 đề tài, trực 24/7")]
    ['XXXX-06-19', '2015-Q4', '2018-11']
    """
    text = _small(text)
    places = _places(text, _NEAR_FIGURE)
    taken: list[DateMention] = []
    reached = 0
    for mention in sorted((*_days(text), *_coarse(text, places)), key=lambda each: (each.start, -each.end)):
        if mention.start >= reached:
            taken.append(mention)
            reached = mention.end
    return tuple(taken)


def _periods(text: str, small: str, places: tuple[tuple[int, int], ...]) -> Iterator[PeriodMention]:
    for found in _found(_RANGE, small, _places(small, _CORE_OF_RANGE)):
        first, last = int(found["a"]), int(found["b"])
        if first > last:
            continue
        school = (found["lead"] or "").lower().startswith(("năm học", "niên khóa"))
        yield PeriodMention(*found.span(), first, last, "school_year" if school else "stage")
    for found in _found(_SINCE, small, places):
        yield PeriodMention(*found.span(), int(found["a"]), None, "since")
    for found in _found(_ONE_YEAR, small, places):
        yield PeriodMention(*found.span(), int(found["y"]), int(found["y"]), "year")
    for found in _found(_LENGTH, small, places):
        yield PeriodMention(*found.span(), None, None, "length", text=" ".join(text[slice(*found.span())].split()))


def find_periods(text: str) -> tuple[PeriodMention, ...]:
    """Return the periods of ``text`` in order, without overlaps.

    >>> [(p.first, p.last) for p in find_periods("5 năm (2011-2015), từ năm 2014 đến nay, năm học 2019-2020, năm 2016")]
    [(None, None), (2011, 2015), (2014, None), (2019, 2020), (2016, 2016)]
    """
    small = _small(text)
    places = _places(small, _NEAR_FIGURE)
    taken: list[PeriodMention] = []
    reached = 0
    for mention in sorted(_periods(text, small, places), key=lambda each: (each.start, -each.end)):
        if mention.start >= reached:
            taken.append(mention)
            reached = mention.end
    return tuple(taken)
