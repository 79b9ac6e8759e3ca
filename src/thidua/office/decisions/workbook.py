"""Rows of decisions, books and funds as files to take away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.http import HttpResponse, StreamingHttpResponse

from thidua.office.spreadsheets import XLSX, Column, comma_lines, workbook_of
from thidua.web.downloads import as_download

R = TypeVar("R")
_MONEY = "#,##0"


def csv_file(columns: Sequence[Column[R]], rows: Iterable[R], name: str) -> StreamingHttpResponse:
    """Send rows as CSV, line after line; no cell is a formula."""
    answer = StreamingHttpResponse(comma_lines(columns, rows), content_type="text/csv; charset=utf-8")
    return as_download(answer, name)


def xlsx_file(columns: Sequence[Column[R]], rows: Iterable[R], sheet_name: str, name: str) -> HttpResponse:
    """Send rows as a workbook: numbers as numbers, text as text."""
    book = workbook_of(sheet_name, columns, rows, frozen=1, number_format=_MONEY)
    return as_download(HttpResponse(book, content_type=XLSX), name)
