"""An .xls: its records looked through for formulas and for cells far outside before its reader is let at it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from thidua.core.errors import Refused
from thidua.office.reports.tables.compound import stream_of
from thidua.office.reports.tables.opened import DAMAGED, TOO_WIDE, Marks, Row
from thidua.office.reports.tables.xlsx import rows_of
from thidua.reports.rules.sheet import Mark
from thidua.reports.rules.tables.headers import MOST_COLUMNS, letters

_SHEET, _END, _FORMULA, _ERROR = 0x85, 0x0A, 0x06, 0x205
_CELLS: Final = {_FORMULA, _ERROR, 0x203, 0x27E, 0xBD, 0xFD, 0x204}
_NO_NUMBER: Final = b"\xff\xff"
_IS_ERROR, _IS_EMPTY = 2, 3


class Xls:
    """A workbook of Excel before 2007."""

    def __init__(self, path: Path) -> None:
        try:
            stream = stream_of(path.read_bytes(), ("Workbook", "Book"))
            if stream is None:
                raise Refused(DAMAGED)
            places = list(_sheets(stream))
            self._book: Any = CalamineWorkbook.from_path(str(path))
            names = list(self._book.sheet_names)
            self._marks = {name: _marks(name, stream, place) for name, place in zip(names, places, strict=False)}
        except (CalamineError, ValueError, struct.error, IndexError, OSError) as broken:
            raise Refused(DAMAGED) from broken

    def sheets(self) -> list[str]:
        """Return the names of the sheets, in order."""
        return list(self._marks)

    def rows(self, sheet: str) -> Iterator[Row]:
        """Yield the rows of a sheet from the first on."""
        return rows_of(self._book, sheet)

    def marks(self, sheet: str) -> Marks:
        """Return which cells are formulas, or errors."""
        return self._marks[sheet]


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """Yield the kinds and contents of records up to the end of their part."""
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + length]
        if kind == _END:
            return
        place += 4 + length


def _sheets(stream: bytes) -> Iterator[int]:
    """Yield where the worksheets begin."""
    for kind, told in _records(stream, 0):
        if kind == _SHEET:
            yield struct.unpack_from("<I", told)[0]


def _marks(name: str, stream: bytes, place: int) -> dict[tuple[int, int], Mark]:
    found: dict[tuple[int, int], Mark] = {}
    for kind, told in _records(stream, place):
        if kind not in _CELLS:
            continue
        row, column = struct.unpack_from("<HH", told)
        if column >= MOST_COLUMNS:
            raise Refused(TOO_WIDE, sheet=name[:60], place=f"{letters(column)}{row + 1}")
        if kind == _FORMULA:
            found[row + 1, column] = _of_formula(told)
        elif kind == _ERROR and told[7]:
            found[row + 1, column] = Mark.ERROR
    return found


def _of_formula(told: bytes) -> Mark:
    """Return what a formula's kept result is."""
    if told[12:14] != _NO_NUMBER:
        return Mark.COMPUTED
    return {_IS_ERROR: Mark.ERROR, _IS_EMPTY: Mark.UNCOMPUTED}.get(told[6], Mark.COMPUTED)
