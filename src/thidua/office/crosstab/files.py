"""A cross-tab as a file: every row and column, one after the other, however many there are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from xlsxwriter.format import Format

from thidua.core.errors import Refused
from thidua.indicators.models import Indicator
from thidua.office.crosstab.asked import AXES, AXIS_WORDS
from thidua.office.crosstab.words import Naming, exact, value_of, word_of
from thidua.office.spreadsheets import never_a_formula
from thidua.reports.queries.crosstab import Crosstab, Head, Row
from thidua.reports.queries.snapshot import Snapshot
from thidua.reports.rules.adding import Part
from thidua.reports.rules.crosstab import Axis
from thidua.totals.qualifiers import word
from thidua.web.formats import instant

_ROWS: Final = 1_000_000
"""Rows of one sheet, below what Excel can hold; the next ones follow on another."""
_COLUMNS: Final = 16_000
_AT_ONCE: Final = 20_000
_NUMBER: Final = pa.decimal128(38, 6)
_SCHEMA: Final = pa.schema(
    [
        ("row_code", pa.string()),
        ("row", pa.string()),
        ("column_code", pa.string()),
        ("column", pa.string()),
        ("indicator", pa.string()),
        ("unit_of_measure", pa.string()),
        ("value", _NUMBER),
        ("of", _NUMBER),
        ("figures", pa.int64()),
        ("qualifier", pa.string()),
    ]
)


def write_workbook(out: IO[bytes], found: Crosstab, named: Naming, snapshot: Snapshot) -> None:
    """Write the table as it is on the page; the word before a number stands in its number format.

    Raises:
        Refused: it has more columns than a sheet.
    """
    if len(found.columns) > _COLUMNS:
        raise Refused(gettext_noop("Bảng có nhiều cột hơn Excel chứa được. Đổi hàng và cột cho nhau, hoặc tải CSV."))
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    looks, rows = _Looks(book), found.rows()
    first = next(rows, None)
    begun: Iterator[Row] = iter(()) if first is None else _with_first(first, rows)
    while True:
        written = _sheet(book, looks, islice(begun, _ROWS), found, named, snapshot)
        if written < _ROWS:
            break
    book.close()


def write_lines(out: IO[bytes], found: Crosstab, named: Naming, _snapshot: Snapshot) -> None:
    """Write CSV in UTF-8 with a byte order mark: a line for each number that there is."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    asking = found.asking
    heads = (_word(asking.rows), _word(asking.columns), _("Chỉ tiêu"), _("Đơn vị tính"))
    writer.writerow([*heads, _("Chữ trước số"), _("Số"), _("Trên tổng"), _("Gồm bao nhiêu số")])
    for row, column, part in _numbers(found):
        indicator = named.indicator(row, column)
        line = (
            named.name(asking.rows, row),
            named.name(asking.columns, column),
            indicator.name,
            indicator.unit_of_measure,
            word_of(part),
            str(exact(part.value, indicator)),
            str(exact(part.of, indicator)) if part.of else "",
            str(part.figures),
        )
        writer.writerow([_harmless(each, place) for place, each in enumerate(line)])
    text.detach()


def write_parquet(out: IO[bytes], found: Crosstab, named: Naming, _snapshot: Snapshot) -> None:
    """Write Parquet: a row for each number that there is, exact, with the codes of its row and column."""
    left = _numbers(found)
    with pq.ParquetWriter(out, _SCHEMA, compression="zstd") as writer:
        while batch := list(islice(left, _AT_ONCE)):
            lines = [_line(found, named, *each) for each in batch]
            writer.write_table(pa.Table.from_pylist(lines, schema=_SCHEMA))


def _line(found: Crosstab, named: Naming, row: Head, column: Head, part: Part) -> dict[str, Any]:
    indicator, asking = named.indicator(row, column), found.asking
    return {
        "row_code": named.code(asking.rows, row),
        "row": named.name(asking.rows, row),
        "column_code": named.code(asking.columns, column),
        "column": named.name(asking.columns, column),
        "indicator": indicator.code,
        "unit_of_measure": indicator.unit_of_measure,
        "value": exact(part.value, indicator),
        "of": exact(part.of, indicator) if part.of else None,
        "figures": part.figures,
        "qualifier": word(part.qualifier),
    }


def _numbers(found: Crosstab) -> Iterator[tuple[Head, Head, Part]]:
    for row in found.rows():
        for column, part in zip(found.columns, row.cells, strict=True):
            if part is not None:
                yield row.head, column, part


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self.strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.plain = book.add_format({"valign": "top"})
        self._numbers: dict[str, Format] = {}

    def number(self, part: Part, indicator: Indicator) -> Format:
        """Return the number format: decimals, the word before; of a ratio its share in per cent."""
        digits = "0.0%" if part.of else "#,##0" + ("." + "0" * indicator.decimals).rstrip(".")
        before = word_of(part)
        wanted = f'"{before} "{digits}' if before else digits
        if wanted not in self._numbers:
            self._numbers[wanted] = self._book.add_format({"num_format": wanted, "align": "right", "valign": "top"})
        return self._numbers[wanted]


def _sheet(
    book: xlsxwriter.Workbook, looks: _Looks, rows: Iterator[Row], found: Crosstab, named: Naming, snapshot: Snapshot
) -> int:
    """Write one sheet, line after line; return how many rows it took."""
    asking, sheet = found.asking, book.add_worksheet()
    left = 2 if asking.rows is Axis.INDICATORS else 1
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, left + len(found.columns) - 1, 14)
    sheet.freeze_panes(2, left)
    sheet.write_string(0, 0, _source(found, named, snapshot), looks.plain)
    heads = [_word(asking.rows), *([_("Đơn vị tính")] if left > 1 else [])]
    heads += [_with_note(named, asking.columns, column) for column in found.columns]
    for place, text in enumerate(heads):
        sheet.write_string(1, place, text, looks.strong)
    count = 0
    for line, row in enumerate(rows, start=2):
        sheet.write_string(line, 0, named.name(asking.rows, row.head), looks.plain)
        if left > 1:
            sheet.write_string(line, 1, named.note(asking.rows, row.head), looks.plain)
        for place, (column, part) in enumerate(zip(found.columns, row.cells, strict=True), start=left):
            if part is not None:
                indicator = named.indicator(row.head, column)
                sheet.write_number(line, place, value_of(part, indicator), looks.number(part, indicator))
        count += 1
    return count


def _with_first(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest


def _with_note(named: Naming, axis: Axis, head: Head) -> str:
    note = named.note(axis, head)
    return f"{named.name(axis, head)} ({note})" if note else named.name(axis, head)


def _source(found: Crosstab, named: Naming, snapshot: Snapshot) -> str:
    """Say what the numbers are and how old."""
    told = _("Chỉ gồm số đã được nhận. Số liệu lúc %(at)s.") % {"at": instant(snapshot.checked_at)}
    if found.asking.has(Axis.INDICATORS):
        return told
    return f"{next(iter(named.indicators.values())).name}. {told}"


def _word(axis: Axis) -> str:
    return str(next(word for value, word in AXIS_WORDS.items() if AXES[value] is axis))


def _harmless(text: str, place: int) -> str:
    """Keep a spreadsheet from reading a name as a formula; numbers may begin with a minus."""
    return never_a_formula(text) if place < _NAMES else text


_NAMES: Final = 5
