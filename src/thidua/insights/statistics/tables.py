"""From what was counted to the cells of a statistical form. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from thidua.law.statistic_forms import Column, Counts, Line, StatisticForm, Takes


class Counted(Protocol):
    """Rows of the database that are alike in all that a form asks."""

    @property
    def times(self) -> int:
        """How many rows they are."""

    def fits(self, column: Column) -> bool:
        """Whether the column names them."""

    def answers(self, line: Line) -> bool | None:
        """Whether the line counts them; ``None`` where the rows do not say."""


@dataclass(frozen=True, slots=True)
class Number:
    """A cell: how many are known to belong there, and of how many it is not known.

    ``None`` in ``known``: the product holds nothing for this line.
    """

    known: int | None
    unknown: int = 0

    @property
    def value(self) -> int | None:
        """The number to show, ``None`` where there is none."""
        return None if not self.known and self.unknown else self.known

    @property
    def is_partial(self) -> bool:
        """Whether there may be more."""
        return bool(self.known and self.unknown)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the form with its cells, one a column."""

    line: Line
    cells: tuple[tuple[Column, Number], ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines under one heading."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A form with its numbers. ``outside``: how many count in the total but in no column beside it."""

    form: StatisticForm
    parts: tuple[Rows, ...]
    total: int
    outside: int


def table(form: StatisticForm, counted: Iterable[Counted]) -> Table:
    """Return the form filled with what was counted."""
    placed = [(each, columns_of(each, form.columns)) for each in counted]
    parts = tuple(
        Rows(section.title, tuple(_row(line, form.columns, placed) for line in section.lines))
        for section in form.sections
    )
    beside = {column.code for column in form.columns if column.takes is not Takes.ALL}
    return Table(
        form,
        parts,
        total=sum(each.times for each, _columns in placed),
        outside=sum(each.times for each, columns in placed if not beside & columns),
    )


def columns_of(each: Counted, columns: Sequence[Column]) -> frozenset[str]:
    """Return the columns into which something counts: every total, and the first of the others that takes it."""
    totals = {column.code for column in columns if column.takes is Takes.ALL}
    others = [column for column in columns if column.takes is not Takes.ALL]
    named = next((column for column in others if each.fits(column)), None)
    rest = next((column for column in others if column.takes is Takes.REST), None)
    chosen = named or rest
    return frozenset(totals | {chosen.code} if chosen else totals)


def _row(line: Line, columns: Sequence[Column], placed: Sequence[tuple[Counted, frozenset[str]]]) -> Row:
    if line.counts is Counts.NOTHING_KNOWN:
        return Row(line, tuple((column, Number(None)) for column in columns))
    return Row(line, tuple((column, _number(line, column, placed)) for column in columns))


def _number(line: Line, column: Column, placed: Sequence[tuple[Counted, frozenset[str]]]) -> Number:
    known = unknown = 0
    for each, columns in placed:
        if column.code not in columns:
            continue
        answer = each.answers(line)
        known += each.times if answer else 0
        unknown += each.times if answer is None else 0
    return Number(known, unknown)
