"""Every total anew from a snapshot: one pass over the columns of each indicator."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

import numpy as np

from thidua.totals import kernels
from thidua.totals.columns import Columns, Int8, Int32, Int64, Totals
from thidua.totals.forest import Forest, Heir

LENGTHS = (1, 3, 6, 12)
"""Months of the periods that totals are kept for: month, quarter, half, year."""


@dataclass(frozen=True)
class Indicator:
    """How figures of an indicator combine.

    Attributes:
        months: length of the periods for which it is reported.
        over_time: «sum», or «latest» for a stock: of each unit the latest figure of the period, then added.
    """

    months: int
    over_time: Literal["sum", "latest"] = "sum"

    @property
    def lengths(self) -> tuple[int, ...]:
        """Lengths of the periods that it has totals for, in months, the shortest first."""
        return tuple(length for length in LENGTHS if length >= self.months and length % self.months == 0)


class Snapshot(Protocol):
    """Where the columns of an indicator come from; read from several threads at once."""

    def columns(self, indicator: int) -> Columns:
        """Return the figures of an indicator, ordered by period."""


class _Heirs(NamedTuple):
    """Heirs of all units, flat: those of unit u are from ``starts[u]`` to ``starts[u + 1]``."""

    starts: Int32
    units: Int32
    since: Int32


def rebuild(
    snapshot: Snapshot, indicators: Mapping[int, Indicator], forest: Forest, *, threads: int = 1
) -> Iterator[tuple[int, dict[int, Totals]]]:
    """Yield each indicator with its totals by length of period in months, in the order of ``indicators``.

    At most ``threads`` indicators are worked on at once, beside those that the caller keeps.
    """
    heirs = _flat(forest.heirs)
    running: deque[tuple[int, Future[dict[int, Totals]]]] = deque()
    with ThreadPoolExecutor(max_workers=threads) as pool:
        for number, indicator in indicators.items():
            if len(running) == threads:
                done, totals = running.popleft()
                yield done, totals.result()
            running.append((number, pool.submit(_totals_of, snapshot, number, indicator, forest, heirs)))
        for done, totals in running:
            yield done, totals.result()


def _totals_of(
    snapshot: Snapshot, number: int, indicator: Indicator, forest: Forest, heirs: _Heirs
) -> dict[int, Totals]:
    columns = snapshot.columns(number)
    if indicator.over_time == "latest":
        return {months: _of_latest(columns, indicator.months, months, forest, heirs) for months in indicator.lengths}
    own = _of_sums(columns, indicator.months, forest)
    return {months: _in_longer_periods(own, months // indicator.months) for months in indicator.lengths}


def _of_sums(columns: Columns, months: int, forest: Forest) -> Totals:
    """Return the totals for the periods for which the indicator is reported."""
    periods = -(-forest.months // months)
    totals = Totals.empty(periods, forest.nodes)
    starts = np.searchsorted(columns.period, np.arange(periods + 1))
    for period in range(periods):
        rows = slice(starts[period], starts[period + 1])
        epoch = forest.epoch_of(period, months)
        figures = (columns.unit[rows], columns.value[rows], columns.of[rows], columns.qualifier[rows])
        kernels.add(*figures, forest.homes[epoch], *_row(totals, period))
        kernels.roll_up(forest.from_below[epoch], forest.above[epoch], *_row(totals, period))
    return totals


def _in_longer_periods(totals: Totals, how_many: int) -> Totals:
    """Put each so many periods together; an unfinished last one is a period, too."""
    if how_many == 1:
        return totals
    starts = np.arange(0, len(totals.value), how_many)
    return Totals(
        np.add.reduceat(totals.value, starts, axis=0),
        np.add.reduceat(totals.of, starts, axis=0),
        np.add.reduceat(totals.figures, starts, axis=0),
        np.bitwise_or.reduceat(totals.qualifier, starts, axis=0),
    )


def _of_latest(columns: Columns, own: int, months: int, forest: Forest, heirs: _Heirs) -> Totals:
    """Return the totals of a stock: for each period the latest figure of every unit, then added.

    In periods of its own length every figure counts: it was reported for that very period.
    """
    periods = -(-forest.months // months)
    totals = Totals.empty(periods, forest.nodes)
    starts = np.searchsorted(columns.period, np.arange(periods + 1) * (months // own))
    for period in range(periods):
        rows = slice(starts[period], starts[period + 1])
        epoch = forest.epoch_of(period, months)
        last = np.full(forest.homes.shape[1], -1, np.int32)
        kernels.note_latest(columns.unit[rows], int(starts[period]), last)
        if months > own and len(heirs.units) and len(columns.period):
            reported = np.where(last >= 0, (columns.period[last] + 1) * own - 1, -1).astype(np.int32)
            kernels.forget_succeeded(*heirs, reported, last)
        kernels.add_latest(
            last, columns.value, columns.of, columns.qualifier, forest.homes[epoch], *_row(totals, period)
        )
        kernels.roll_up(forest.from_below[epoch], forest.above[epoch], *_row(totals, period))
    return totals


def _row(totals: Totals, period: int) -> tuple[Int64, Int64, Int32, Int8]:
    return totals.value[period], totals.of[period], totals.figures[period], totals.qualifier[period]


def _flat(heirs: Sequence[Sequence[Heir]]) -> _Heirs:
    starts = np.cumsum([0, *(len(each) for each in heirs)]).astype(np.int32)
    steps = np.array([step for each in heirs for step in each], np.int32).reshape(-1, 2)
    return _Heirs(starts, steps[:, 0].copy(), steps[:, 1].copy())
