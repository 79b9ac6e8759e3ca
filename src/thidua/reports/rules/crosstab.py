"""What a cross-tab asks: what stands in its rows and columns, how long its periods are, which units it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from thidua.reports.choices import PeriodKind
from thidua.reports.rules.amounts import Span
from thidua.reports.rules.calendar import MONTHS, calendar_span

_YEAR = 12


class Axis(Enum):
    """What can stand in rows or columns."""

    UNITS = "units"
    INDICATORS = "indicators"
    PERIODS = "periods"


@dataclass(frozen=True)
class Asking:
    """A cross-tab.

    Attributes:
        indicators: their ids; exactly one where they stand neither in rows nor in columns.
        since: the first year, ``until`` the last one.
        kind: of the periods; without them in rows or columns the years are one period.
        level: of the units that are shown; ``None``: those that reported.
        unit: only what counts at and under this one (its uid).
        today: the units are those of this day; ``None``: those of the last day of each period.
        scope: uids of the reporting units whose figures may be seen; ``None``: all. Not ids: a snapshot may be older
            than a database that was restored.
        is_alone: whether the figures are those of one unit, so that what is not added over units is shown, too.
    """

    rows: Axis
    columns: Axis
    indicators: tuple[int, ...]
    since: int
    until: int
    kind: PeriodKind = PeriodKind.MONTH
    level: int | None = None
    unit: str | None = None
    today: date | None = None
    scope: tuple[str, ...] | None = None
    is_alone: bool = False

    def __post_init__(self) -> None:
        if self.rows == self.columns:
            raise ValueError("rows and columns are the same")
        if self.since > self.until:
            raise ValueError("the years end before they begin")
        if len(self.indicators) != 1 and not self.has(Axis.INDICATORS):
            raise ValueError("what is counted in different units of measure is not added")

    def has(self, axis: Axis) -> bool:
        """Whether something stands in rows or columns."""
        return axis in {self.rows, self.columns}

    @property
    def months(self) -> int:
        """How long a period is."""
        return MONTHS[self.kind] if self.has(Axis.PERIODS) else _YEAR * (self.until - self.since + 1)

    @property
    def first(self) -> int:
        """The first month, counted from the year nought."""
        return self.since * _YEAR

    @property
    def last(self) -> int:
        """The month after the last one."""
        return (self.until + 1) * _YEAR

    @property
    def buckets(self) -> tuple[Span, ...]:
        """The periods, in order."""
        if not self.has(Axis.PERIODS):
            label = str(self.since) if self.since == self.until else f"{self.since}–{self.until}"
            return (Span(PeriodKind.YEAR, date(self.since, 1, 1), date(self.until + 1, 1, 1), label),)
        return tuple(
            calendar_span(self.kind, year, number + 1)
            for year in range(self.since, self.until + 1)
            for number in range(_YEAR // self.months)
        )

    @property
    def last_days(self) -> list[date]:
        """The last day of each period."""
        return [span.until - timedelta(days=1) for span in self.buckets if span.until]
