"""The rows that are not taken as an Excel file: as they stand in the list, with a column that says why."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.honours.rules.importing.known import Outcome
from thidua.honours.rules.importing.reading import Fault
from thidua.honours.rules.importing.tally import ERASED, TWICE
from thidua.reports.rules.sheet import as_text

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REASON_HEADER: Final = "Lý do chưa nhận"
ROW_HEADER: Final = "Hàng trong tệp gốc"
_WIDE: Final = 60
_LONGEST_CELL: Final = 32_000
_FIRST_YEAR: Final = 1900
"""Spreadsheets count days from its beginning."""
_LEFT: Final = {
    Outcome.TWICE: (gettext_lazy("Dòng trùng"), TWICE),
    Outcome.ERASED: (gettext_lazy("Dòng của người đã xóa"), ERASED),
}


class FaultyRows:
    """A workbook that is written row by row, not held: sheets of what is wrong, stands already, or was erased.

    Args:
        path: where it is written; there is no file before the first row.
        headers: of the list.
    """

    def __init__(self, path: Path, headers: Sequence[str]) -> None:
        self._path, self._headers = path, list(headers)
        self._book: Any = None
        self._sheets: dict[str, Any] = {}
        self._next: dict[str, int] = {}

    def add_faults(self, row: Sequence[object], faults: Sequence[Fault]) -> None:
        """Add a row that has faults."""
        reasons = " ".join(sentence_of(each.message, each.values) for each in faults)
        self.add(_("Dòng lỗi"), row, faults[0].row, reasons)

    def add_left(self, row: Sequence[object], number: int, outcome: Outcome) -> None:
        """Add a sound row that is not written."""
        sheet, reason = _LEFT[outcome]
        self.add(str(sheet), row, number, _(reason))

    def add(self, name: str, row: Sequence[object], number: int, reasons: str) -> None:
        """Add a row to a sheet, with its number and why it is not taken."""
        sheet = self._sheet(name)
        place = self._next[name]
        width = len(self._headers)
        for column, value in enumerate(row[:width]):
            _write(sheet, place, column, value, self._days)
        sheet.write_string(place, width, reasons[:_LONGEST_CELL])
        sheet.write_number(place, width + 1, number)
        self._next[name] = place + 1

    def close(self) -> bool:
        """Finish the file; return whether there is one."""
        if self._book is None:
            return False
        self._book.close()
        return True

    def _sheet(self, name: str) -> Any:
        if self._book is None:
            self._book = xlsxwriter.Workbook(str(self._path), {"constant_memory": True, "strings_to_formulas": False})
            self._days = self._book.add_format({"num_format": "dd/mm/yyyy"})
            self._bold = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        if name not in self._sheets:
            sheet = self._sheets[name] = self._book.add_worksheet(name)
            sheet.set_column(len(self._headers), len(self._headers), _WIDE)
            sheet.freeze_panes(1, 0)
            for column, text in enumerate([*self._headers, REASON_HEADER, ROW_HEADER]):
                sheet.write_string(0, column, text, self._bold)
            self._next[name] = 1
        return self._sheets[name]


def sentence_of(message: str, values: Mapping[str, object]) -> str:
    """Return why a cell is not taken; it names the cell."""
    return _(message) % values if values else _(message)


def _write(sheet: Any, row: int, column: int, value: object, days: object) -> None:
    """Write a cell as the kind of value that it is; what no .xlsx can hold is written as the text that it shows."""
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float) and abs(value) <= sys.float_info.max:  # neither "inf" nor "nan"
        sheet.write_number(row, column, value)
    elif isinstance(value, date) and value.year >= _FIRST_YEAR:
        sheet.write_datetime(row, column, value, days)
    elif value is not None and value != "":
        sheet.write_string(row, column, as_text(value)[:_LONGEST_CELL])
