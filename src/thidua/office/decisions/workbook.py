"""Rows of decisions, books and funds as files: what each column says, CSV and workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import xlsxwriter
from django.http import HttpResponse, StreamingHttpResponse

from thidua.office.spreadsheets import never_a_formula
from thidua.web.downloads import as_download

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
R = TypeVar("R")
_MARK = "\ufeff"
"""So that a spreadsheet program knows the letters."""


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column of the file: its head, what a row says in it, its width in a workbook in characters."""

    head: str
    cell: Callable[[R], str | int]
    width: int = 18


def csv_file(columns: Sequence[Column[R]], rows: Iterable[R], name: str) -> StreamingHttpResponse:
    """Send rows as CSV, line after line; no cell is a formula."""
    answer = StreamingHttpResponse(_lines(columns, rows), content_type="text/csv; charset=utf-8")
    return as_download(answer, name)


def xlsx_file(columns: Sequence[Column[R]], rows: Iterable[R], sheet_name: str, name: str) -> HttpResponse:
    """Send rows as a workbook: numbers as numbers, text as text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bg_color": "#F4F1EB", "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    figure = book.add_format({"num_format": "#,##0", "valign": "top"})
    sheet = book.add_worksheet(sheet_name)
    sheet.freeze_panes(1, 1)
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
    return as_download(HttpResponse(out.getvalue(), content_type=XLSX), name)


class _Echo:
    """What the csv module writes into: it gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _lines(columns: Sequence[Column[R]], rows: Iterable[R]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield _MARK
    yield writer.writerow([column.head for column in columns])
    for row in rows:
        yield writer.writerow([never_a_formula(str(column.cell(row))) for column in columns])
