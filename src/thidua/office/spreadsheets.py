"""What every file for a spreadsheet program needs."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

import xlsxwriter

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet program would carry out."""
FONT: Final = {"font_name": "Times New Roman", "font_size": 12}
RIGHT: Final = {"align": "right", "indent": 1}
"""How numbers stand, so that they do not touch the text of the next column."""
_LINE: Final = 16
_LETTER: Final = 0.95
"""How wide a letter of that font is, counted in digits."""
_A4: Final = 9
_MARGINS: Final = (0.6, 0.6, 0.6, 0.8)
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column of a file: its head, what a row says in it, its width in a workbook in characters."""

    head: str
    cell: Callable[[Row], str | int]
    width: int = 18


class _Echo:
    """What the csv module writes into: it gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def never_a_formula(text: str) -> str:
    """Return a text of a CSV file so that no spreadsheet program takes it for a formula.

    >>> never_a_formula("=1+1"), never_a_formula("xã Vũ Thư")
    ("'=1+1", 'xã Vũ Thư')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def row_height(cells: Iterable[tuple[str, float]]) -> int:
    """Return how high a row is whose texts wrap in columns of these widths: not every program finds out by itself.

    >>> row_height([("Bằng khen", 16), ("Chiến sĩ thi đua toàn quốc", 16)])
    32
    """
    lines = (math.ceil(len(text) * _LETTER / width) for text, width in cells)
    return _LINE * max([1, *lines])


def print_on_wide_pages(sheet: Any, *, head_row: int) -> None:
    """Print a sheet (of xlsxwriter) on A4 across, all columns beside each other, the head on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(*_MARGINS)
    sheet.repeat_rows(head_row)
    sheet.set_footer("&C&P/&N")


def comma_lines(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Iterator[str]:
    """Yield rows as the lines of a CSV file, the heads first; no cell is taken for a formula."""
    writer = csv.writer(_Echo())
    yield "\ufeff"  # so that a spreadsheet program knows the letters
    yield writer.writerow([column.head for column in columns])
    for row in rows:
        yield writer.writerow([never_a_formula(str(column.cell(row))) for column in columns])


def workbook_of(
    name: str, columns: Sequence[Column[Row]], rows: Iterable[Row], *, frozen: int = 2, number_format: str = "General"
) -> bytes:
    """Return rows as an XLSX file with one sheet, the first ``frozen`` columns standing still; no text is a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bg_color": "#F4F1EB", "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    figure = book.add_format({"num_format": number_format, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, frozen)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            value = column.cell(row)
            if isinstance(value, int):
                sheet.write_number(last, place, value, figure)
            else:
                sheet.write_string(last, place, value, text)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    book.close()
    return out.getvalue()
