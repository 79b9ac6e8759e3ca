"""Rows of a table → numbers by unit, period and line, with what cannot be taken, cell by cell.

A hundred thousand rows have few units, periods and indicators between them: each is looked up once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple

from thidua.reports.rules.amounts import Span
from thidua.reports.rules.sheet import Mark, Problem, as_text
from thidua.reports.rules.tables.headers import Columns, letters
from thidua.reports.rules.tables.periods import said_period
from thidua.reports.rules.tables.values import read_number
from thidua.reports.rules.typed import CellKind
from thidua.vietnamese.fold import fold

MOST_FAULTS = 500
"""Faults that are kept with their sentences; the others are counted."""
_SUM = re.compile(
    r"(?:tong|cong|toan (?:tinh|thanh pho|xa|phuong|nganh)|ca nuoc|toan quoc)\W*$"
    r"|tong (?:cong|so)\b(?! ty\b)|cong (?:toan|chung)\b"
)


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message


NO_SUCH_PERIOD = gettext_noop("Ô %(place)s: “%(text)s” không phải kỳ của biểu này. Ghi như «%(example)s».")
NO_SUCH_LINE = gettext_noop("Ô %(place)s: biểu của kỳ ấy không có chỉ tiêu “%(text)s”.")
TWICE = gettext_noop("Ô %(place)s: đơn vị, kỳ và chỉ tiêu này đã có ở hàng %(other)s với số khác. Giữ một số.")


class Found(NamedTuple):
    """A number of the table: what is kept, and where it stands (row from 1, column from 0)."""

    value: int
    of: int | None
    qualifier: str
    row: int
    column: int
    is_computed: bool


@dataclass(frozen=True)
class Asked:
    """What a form asks in a period: its lines by the code of the indicator, with what each cell takes."""

    edition_id: int
    lines: Mapping[str, tuple[int, CellKind]]
    called: Mapping[str, str]
    """Codes by folded names and by themselves."""


@dataclass(frozen=True)
class UnitCells:
    """What a row says of its unit."""

    name: str
    code: str
    above: str


@dataclass(frozen=True)
class Around:
    """What rows are held against.

    Attributes:
        kind: of the form's periods.
        period: of the whole table, where a cell says none.
        asked: returns what the form asks in a period, or why it asks nothing.
        unit: returns the unit's key in a period, or why it cannot be taken (its ``place`` is filled in here).
    """

    kind: str
    period: Span | None
    asked: Callable[[Span], Asked | Problem]
    unit: Callable[[UnitCells, Span], int | Problem]


@dataclass
class Reading:
    """What was read so far.

    Attributes:
        parts: by unit and period the numbers by line.
        faults: ``row``, ``place``, ``message``, ``values``, all JSON; ``wrong`` counts those that are not kept, too.
        skipped: rows that name no unit, or say they are sums.
    """

    parts: dict[tuple[int, Span], dict[int, Found]] = field(default_factory=dict)
    found: int = 0
    rows: int = 0
    skipped: int = 0
    wrong: int = 0
    faults: list[dict[str, Any]] = field(default_factory=list)

    def refuse(self, problem: Problem, row: int, column: int) -> None:
        """Note why a cell is not taken."""
        self.wrong += 1
        if len(self.faults) < MOST_FAULTS:
            place = f"{letters(column)}{row}"
            values = {**problem.values, "place": place}
            self.faults.append({"row": row, "place": place, "message": problem.message, "values": values})


class _Where(NamedTuple):
    """Whose row it is."""

    unit_id: int
    span: Span
    asked: Asked


_SKIP = object()


class RowReader:
    """Reads the rows of one table; ``take`` hands over what was read since, so that memory does not grow."""

    def __init__(self, columns: Columns, around: Around) -> None:
        self._columns, self._around = columns, around
        self._wheres: dict[Hashable, Any] = {}
        """By the cells that say whose a row is: a `_Where`, ``_SKIP``, or the problem with its column."""
        self._lines: dict[tuple[int, object], tuple[int, CellKind] | Problem] = {}
        self._asked: dict[Span, Asked | Problem] = {}
        whose = (columns.unit, columns.code, columns.above, columns.period)
        self._whose = [each for each in whose if each is not None]
        self.reading = Reading()

    def read(self, rows: Iterable[Sequence[object]], first: int, marks: Mapping[tuple[int, int], Mark]) -> None:
        """Read rows, of which the first is number ``first``; ``marks`` by row and column."""
        read_one = self._read_long if self._columns.is_long else self._read_wide
        reading, whose = self.reading, itemgetter(*self._whose)
        shortest = max(self._whose) + 1
        for number, row in enumerate(rows, start=first):
            reading.rows += 1
            if len(row) < shortest:
                row = [*row, *[""] * (shortest - len(row))]  # noqa: PLW2901 - the same row, as long as it should be
            key = whose(row)
            where = self._wheres.get(key)
            if where is None:
                where = self._wheres[key] = self._where(row)
            if where.__class__ is _Where:
                read_one(where, row, number, marks)
            elif where is _SKIP:
                reading.skipped += 1
            else:
                reading.refuse(where[0], number, where[1])

    def take(self) -> dict[tuple[int, Span], dict[int, Found]]:
        """Return the parts read since the last time, and forget them."""
        taken, self.reading.parts, self.reading.found = self.reading.parts, {}, 0
        return taken

    def _read_long(
        self, where: _Where, row: Sequence[object], number: int, marks: Mapping[tuple[int, int], Mark]
    ) -> None:
        indicator, value = self._columns.indicator, self._columns.value
        if indicator is None or value is None or max(indicator, value) >= len(row):
            return
        line = self._line(where.asked, row[indicator])
        if isinstance(line, Problem):
            if row[value] not in {"", None}:
                self.reading.refuse(line, number, indicator)
            return
        self._keep(where, line, row[value], number, value, marks)

    def _read_wide(
        self, where: _Where, row: Sequence[object], number: int, marks: Mapping[tuple[int, int], Mark]
    ) -> None:
        for column, code in self._columns.lines:
            if column >= len(row) or (row[column] == "" and (number, column) not in marks):
                continue
            line = where.asked.lines.get(code)
            if line is None:
                self.reading.refuse(Problem(NO_SUCH_LINE, {"text": code}), number, column)
            else:
                self._keep(where, line, row[column], number, column, marks)

    def _keep(
        self,
        where: _Where,
        line: tuple[int, CellKind],
        value: object,
        number: int,
        column: int,
        marks: Mapping[tuple[int, int], Mark],
    ) -> None:
        mark = marks.get((number, column)) if marks else None
        said = read_number(value, line[1], mark)
        if said is None:
            return
        if isinstance(said, Problem):
            self.reading.refuse(said, number, column)
            return
        part = self.reading.parts.setdefault((where.unit_id, where.span), {})
        known = part.get(line[0])
        if known is None:
            part[line[0]] = Found(*said, number, column, mark is not None)
            self.reading.found += 1
        elif known[:3] != said:
            self.reading.refuse(Problem(TWICE, {"other": known.row}), number, column)

    def _where(self, row: Sequence[object]) -> Any:
        """Return whose row it is, ``_SKIP``, or the problem with the column that has it."""
        columns = self._columns
        whose = (columns.unit, columns.code, columns.above, columns.period)
        *told, said = (row[each] if each is not None else "" for each in whose)
        name, code, above = map(as_text, told)
        if not (name or code) or _SUM.match(fold(name or code)):
            return _SKIP
        span = self._span(said)
        if span is None:
            values = {"text": as_text(said)[:80], "example": _example(self._around.kind)}
            return Problem(NO_SUCH_PERIOD, values), columns.period or 0
        asked = self._asked.get(span) or self._asked.setdefault(span, self._around.asked(span))
        if isinstance(asked, Problem):
            return asked, columns.period or 0
        unit = self._around.unit(UnitCells(name, code, above), span)
        if isinstance(unit, Problem):
            return unit, columns.unit if columns.unit is not None else columns.code
        return _Where(unit, span, asked)

    def _span(self, said: object) -> Span | None:
        if self._columns.period is None or (said == "" and self._around.period is not None):
            return self._around.period
        return said_period(said, self._around.kind)

    def _line(self, asked: Asked, said: object) -> tuple[int, CellKind] | Problem:
        key = asked.edition_id, said
        if key not in self._lines:
            text = as_text(said)
            code = asked.called.get(fold(text), "")
            found = asked.lines.get(code)
            self._lines[key] = found or Problem(NO_SUCH_LINE, {"text": text[:80]})
        return self._lines[key]


def _example(kind: str) -> str:
    return {"month": "tháng 10/2026", "quarter": "quý IV/2026", "half": "6 tháng đầu năm 2026"}.get(kind, "2026")
