"""The totals of a year as a workbook, and as lines of CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

import xlsxwriter
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from xlsxwriter.format import Format

from thidua.indicators.models import Indicator
from thidua.office.filing.words import period_with_year
from thidua.office.totals import words
from thidua.reports.queries.totals import TotalCell, TotalColumn, TotalRow, TotalsTable

_STRONG = {"bold": True, "bg_color": "#F4F1EB", "text_wrap": True, "valign": "top"}
_LEFT = 3
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(table: TotalsTable) -> bytes:
    """Return the table as an XLSX file: for each period the number and how many are missing in it.

    The word before a number stands in the cell's number format, so that the number stays one.
    """
    return _Sheet(table).close()


class _Sheet:
    """One sheet: heads, sections with their lines, and how many have figures of how many."""

    def __init__(self, table: TotalsTable) -> None:
        self._table, self._out = table, io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._out, options)
        self._sheet = self._book.add_worksheet(_("Số liệu tổng hợp"))
        self._strong = self._book.add_format(_STRONG)
        self._plain = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._numbers: dict[str, Format] = {}
        self._sheet.set_column(0, 0, 5)
        self._sheet.set_column(1, 1, 44)
        self._sheet.set_column(2, 2 + 2 * len(table.columns), 13)
        self._sheet.freeze_panes(1, _LEFT)
        self._next = 0

    def close(self) -> bytes:
        """Write everything and return the file."""
        self._heads()
        for section in self._table.sections:
            self._texts([section.title], self._strong)
            for row in section.rows:
                self._line(row)
        self._counts()
        self._next += 1
        self._texts(["", _source(self._table)], self._plain)
        self._book.close()
        return self._out.getvalue()

    def _heads(self) -> None:
        periods = [capfirst(period_with_year(column.span)) for column in self._table.columns]
        missing = _("còn thiếu")
        pairs = [head for period in periods for head in (period, f"{period}, {missing}")]
        self._texts([_("STT"), _("Chỉ tiêu"), _("Đơn vị tính"), *pairs], self._strong)

    def _line(self, row: TotalRow) -> None:
        indicator, line = row.line.indicator, self._next
        self._texts([row.line.number, indicator.name, indicator.unit_of_measure], self._plain)
        for place, (cell, column) in enumerate(zip(row.cells, self._table.columns, strict=True)):
            at = _LEFT + 2 * place
            if cell.part:
                self._sheet.write_number(line, at, _value(indicator, cell), self._look(indicator, cell))
            if _is_counted(self._table, row, column):
                self._sheet.write_number(line, at + 1, cell.missing, self._plain)

    def _counts(self) -> None:
        for word, numbers in (
            (_("Phải có số"), [column.expected for column in self._table.columns]),
            (_("Đã có số"), [column.units for column in self._table.columns]),
        ):
            line = self._next
            self._texts(["", word, words.units_of(self._table)], self._strong)
            for place, number in enumerate(numbers):
                self._sheet.write_number(line, _LEFT + 2 * place, number, self._strong)

    def _texts(self, texts: list[str], look: Format) -> None:
        for place, text in enumerate(texts):
            self._sheet.write_string(self._next, place, text, look)
        self._next += 1

    def _look(self, indicator: Indicator, cell: TotalCell) -> Format:
        """The number format: decimals, the word before; of a ratio its share in per cent."""
        digits = "0.0%" if cell.part and cell.part.of else "#,##0" + ("." + "0" * indicator.decimals).rstrip(".")
        wanted = f'"{cell.word} "{digits}' if cell.word else digits
        if wanted not in self._numbers:
            look = {"num_format": wanted, "align": "right", "valign": "top"}
            self._numbers[wanted] = self._book.add_format(look)
        return self._numbers[wanted]


def write_lines(table: TotalsTable) -> bytes:
    """Return the numbers of the table as CSV in UTF-8 with a byte order mark: a line for each number that there is."""
    out = io.StringIO()
    writer = csv.writer(out)
    heads = (_("Phần"), _("STT"), _("Chỉ tiêu"), _("Đơn vị tính"), _("Kỳ"), _("Từ ngày"), _("Trước ngày"))
    writer.writerow([*heads, _("Chữ trước số"), _("Số"), _("Trên tổng"), _("Gồm bao nhiêu số"), _("Còn thiếu")])
    for line in _lines(table):
        writer.writerow([f"'{each}" if each.startswith(_FORMULA) else each for each in line])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _lines(table: TotalsTable) -> Iterator[list[str]]:
    for section in table.sections:
        for row in section.rows:
            line, indicator = row.line, row.line.indicator
            named = [section.title, line.number, indicator.name, indicator.unit_of_measure]
            for cell, column in zip(row.cells, table.columns, strict=True):
                if not cell.part:
                    continue
                span, part = column.span, cell.part
                yield [
                    *named,
                    capfirst(period_with_year(span)),
                    span.since.isoformat() if span.since else "",
                    span.until.isoformat() if span.until else "",
                    cell.word,
                    str(Decimal(part.value).scaleb(-indicator.decimals)),
                    str(Decimal(part.of).scaleb(-indicator.decimals)) if part.of else "",
                    str(part.figures),
                    str(cell.missing) if _is_counted(table, row, column) else "",
                ]


def _value(indicator: Indicator, cell: TotalCell) -> float:
    part = cell.part
    if part is None:
        return 0.0
    return part.value / part.of if part.of else float(Decimal(part.value).scaleb(-indicator.decimals))


def _is_counted(table: TotalsTable, row: TotalRow, column: TotalColumn) -> bool:
    """Whether it can be said how many are missing: of what is added, in periods that have begun."""
    return (row.is_added or table.is_own) and (column.is_over or column.units > 0)


def _source(table: TotalsTable) -> str:
    """Say what the numbers are: of whom, on which form, and that only what was accepted counts."""
    values = {"unit": capfirst(table.unit_name), "form": table.form.name, "year": table.year}
    return _("%(unit)s. %(form)s, %(year)s. Chỉ gồm số đã được nhận.") % values
