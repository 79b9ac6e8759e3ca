"""The sentences of a story with their dates, and an event while it is being put together from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from thidua.reading.concerns import Concern
from thidua.reading.context import Context
from thidua.reading.facts import Span
from thidua.reading.files.dateline import published_in
from thidua.reading.organisations import Page
from thidua.reading.places import begun_in
from thidua.vietnamese.dates import DateMention, PeriodMention

_ANNIVERSARY = re.compile(r"(?:kỷ niệm|kỉ niệm|dịp) (?:tròn )?$")
_ANNIVERSARY_OF = re.compile(r" (?:ngày|thành lập|chiến thắng|giải phóng|cách mạng)(?!\w)")
# «nhiệm kỳ 2021-2026» of a council is not what an event looks back on; that of a congress, or one reviewed, is.
_TERM = re.compile(r"nhiệm kỳ ")
_TERM_EVENT = re.compile(r"(?<!\w)(?:đại hội|sơ kết|tổng kết)(?!\w)")
_DATELINE = re.compile(
    r"\W*(?:cập nhật|ngày đăng|đăng ngày|đăng lúc|xuất bản|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)"
    r"|.*(?<!\d)\d{1,2}[:h]\d{2}(?!\d)|\W*(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\W*$"
    r"|.*(?<!\w)số \d{1,4},? (?:ra )?ngày \d"
)
_DATELINE_LONGEST = 80
_IN_MONTH = re.compile(
    r"(?<!\w)(?:vào|trong|diễn ra|tổ chức|dự kiến|hồi)(?: cuối| đầu| giữa| trung tuần)? $"
    r"|(?:^|[.,;] )(?:cuối|đầu|giữa|trung tuần) $"
)
_TODAY = re.compile(r"(?:nay|qua|kia|sau|trước)(?:,| \() ?")
_BRACKET_REACH = 16
_LONGEST_DATE = 80
_OPENING = 40
_OPENS_WITH_TIME = re.compile(
    r"\W*(?:(?:trước đó|sau đó|tiếp đó|dự kiến|theo kế hoạch|được biết|cũng),? )?(?:vào |trong |hồi |đến |ngay )?"
    r"(?:đầu |cuối |giữa )?"
)
_HEAD_LINES = 8


def _is_dateline(low: str, start: int, end: int) -> bool:
    """Return whether a line says when the article appeared, so that its day is no event's."""
    return end - start <= _DATELINE_LONGEST and _DATELINE.match(low, start, end) is not None


def _is_aside(norm: str, date: DateMention, datelines: Sequence[Span]) -> bool:
    """Return whether a day is an anniversary in brackets or that on which the article appeared."""
    before = norm[max(0, date.start - _BRACKET_REACH) : date.start]
    in_brackets = before.rfind("(") > before.rfind(")") and not (date.part or _TODAY.search(before))
    return in_brackets or any(start <= date.start < end for start, end in datelines)


def _head(context: Context) -> str:
    """Return the first lines of the text, breaks put back where they were lost."""
    return "\n".join(context.text.norm[start:end] for start, end in context.paragraphs[:_HEAD_LINES])


@dataclass
class Draft:
    """An event while it is being put together; spans index the normalised text."""

    span: Span
    phrase: Span
    noun: str
    main: bool
    rule: str
    date: DateMention | None = None
    kinds: list[str] = field(default_factory=list)
    organisers: list[str] = field(default_factory=list)
    place: str | None = None
    period: PeriodMention | None = None
    concerns: tuple[Concern, ...] = ()
    planned: bool = False
    also: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Story:
    """The sentences of the story with their dates and periods; ``days_told`` are no anniversaries in brackets."""

    page: Page
    context: Context
    sentences: tuple[Span, ...]
    dates: tuple[DateMention, ...]
    days_told: tuple[DateMention, ...]
    periods: tuple[PeriodMention, ...]
    title: Span | None
    datelines: tuple[Span, ...]
    published: str | None

    @classmethod
    def of(cls, context: Context) -> Story:
        """Keep what is not furniture; a first sentence without a stop is the title."""
        page = Page.of(context)
        sentences = tuple(each for each in context.sentences if not context.in_noise(*each))
        dates = tuple(each for each in context.dates if not context.in_noise(each.start, each.end))
        datelines = tuple(each for each in context.paragraphs if _is_dateline(context.low, *each))
        told = [each for each in sentences if each not in datelines]
        title = told[0] if len(told) > 1 and page.norm[told[0][1] - 1] not in ".:;," else None
        days = tuple(each for each in dates if each.granularity == "day" and not _is_aside(page.norm, each, datelines))
        published = context.published or published_in(_head(context))
        return cls(page, context, sentences, dates, days, context.period_mentions, title, datelines, published)

    def days(self, start: int, end: int) -> Sequence[DateMention]:
        """Return the days told in a stretch."""
        return begun_in(self.days_told, start, end)

    def month_in(self, start: int, end: int) -> DateMention | None:
        """The month in which something takes place, where no day is told: «dự kiến tổ chức vào tháng 12»."""
        inside = [each for each in begun_in(self.dates, start, end) if each.granularity in ("month", "quarter")]
        return next(
            (each for each in inside if _IN_MONTH.search(self.page.low, max(0, each.start - 16), each.start)), None
        )

    def opening_month(self, start: int, end: int) -> DateMention | None:
        """«Tháng 9 tới, Công an tỉnh sẽ …», «Trước đó, trong tháng 4, …»: the month or quarter told first."""
        first = next(iter(begun_in(self.dates, start, min(end, start + _OPENING))), None)
        told = first and first.granularity in ("month", "quarter")
        return first if first and told and _OPENS_WITH_TIME.fullmatch(self.page.low, start, first.start) else None

    def _is_anniversary(self, period: PeriodMention) -> bool:
        low = self.page.low
        return bool(
            _ANNIVERSARY.search(low, max(0, period.start - 12), period.start) or _ANNIVERSARY_OF.match(low, period.end)
        )

    def period_in(self, start: int, end: int) -> PeriodMention | None:
        """The first period with years in a stretch, else the first length («5 năm»)."""
        near = begun_in(self.dates, start - _LONGEST_DATE, end)
        days = [each for each in near if each.granularity in ("day", "month")]
        inside = [
            each
            for each in begun_in(self.periods, start, end)
            if not any(day.start <= each.start < day.end for day in days)
            and not (
                each.form == "stage"
                and _TERM.match(self.page.low, each.start)
                and not _TERM_EVENT.search(self.page.low, max(0, start - 8), each.start)
            )
            and not (each.form == "length" and self._is_anniversary(each))
        ]
        with_years = [each for each in inside if each.form != "length"]
        found = next(iter(with_years or inside), None)
        return self._part_of_year(found, start, end) if found else None

    def _part_of_year(self, period: PeriodMention, start: int, end: int) -> PeriodMention:
        """«6 tháng đầu năm 2024» is a stretch without years of its own."""
        for part in begun_in(self.context.periods, start, end):
            if part.text and part.first is None and part.start <= period.start < part.end:
                return replace(period, start=part.start, first=None, last=None, form="length", text=part.text)
        return period
