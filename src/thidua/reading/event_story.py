"""The sentences of a story with their dates, and an event while it is being put together from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from thidua.reading.concerns import Concern
from thidua.reading.context import Context
from thidua.reading.facts import Span
from thidua.reading.organisations import Page
from thidua.vietnamese.dates import DateMention, PeriodMention, find_dates, find_periods

_ANNIVERSARY = re.compile(r"(?:kỷ niệm|kỉ niệm) (?:tròn )?$")
_BRACKET_REACH = 16


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
    """The sentences of the story with their dates and periods."""

    page: Page
    context: Context
    sentences: tuple[Span, ...]
    dates: tuple[DateMention, ...]
    periods: tuple[PeriodMention, ...]
    title: Span | None

    @classmethod
    def of(cls, context: Context) -> Story:
        """Keep what is not furniture; a first sentence without a stop is the title."""
        page = Page.of(context)
        sentences = tuple(each for each in context.sentences if not context.in_noise(*each))
        dates = tuple(each for each in find_dates(context.low) if not context.in_noise(each.start, each.end))
        title = sentences[0] if len(sentences) > 1 and page.norm[sentences[0][1] - 1] not in ".:;," else None
        return cls(page, context, sentences, dates, find_periods(context.low), title)

    def days(self, start: int, end: int) -> list[DateMention]:
        """Days in a stretch that are no anniversary in brackets."""
        inside = [each for each in self.dates if start <= each.start < end and each.granularity == "day"]
        return [each for each in inside if not self._in_brackets(each)]

    def _in_brackets(self, date: DateMention) -> bool:
        before = self.page.norm[max(0, date.start - _BRACKET_REACH) : date.start]
        return before.rfind("(") > before.rfind(")") and not (date.part or "nay (" in before)

    def period_in(self, start: int, end: int) -> PeriodMention | None:
        """The first period with years in a stretch, else the first length («5 năm»)."""
        days = [each for each in self.dates if each.granularity in ("day", "month")]
        inside = [
            each
            for each in self.periods
            if start <= each.start < end
            and not any(day.start <= each.start < day.end for day in days)
            and not (each.form == "length" and _ANNIVERSARY.search(self.page.low, max(0, each.start - 12), each.start))
        ]
        with_years = [each for each in inside if each.form != "length"]
        return next(iter(with_years or inside), None)
