"""The totals of a year as a workbook, and as lines of CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from xlsxwriter.format import Format

from thidua.indicators.models import Indicator
from thidua.office.filing.words import period_with_year
from thidua.office.spreadsheets import never_a_formula
from thidua.office.totals import words
from thidua.office.totals.published import Causes, causes_in_words
from thidua.reports.queries.totals import (
    PublishedNumbers,
    TotalCell,
    TotalColumn,
    TotalRow,
    TotalsTable,
    cells_of,
)
from thidua.reports.rules.adding import Part
from thidua.web.formats import day

_STRONG = {"bold": True, "bg_color": "#F4F1EB", "text_wrap": True, "valign": "top"}
_LEFT = 3
_NONE = ("", "", "", "")


def write_table(table: TotalsTable, published: PublishedNumbers, causes: Causes) -> bytes:
    """Return the table as an XLSX file: for each period the number and how many are missing in it.

    The word before a number stands in the cell's number format, so that the number stays one. A second sheet has what
    was made known of the numbers, what they are now, and why.
    """
    return _Sheet(table).close(list(_published(table, published, causes)))


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

    def close(self, published: Sequence[PublishedLine]) -> bytes:
        """Write everything and return the file."""
        self._heads()
        for section in self._table.sections:
            self._texts([section.title], self._strong)
            for row in section.rows:
                self._line(row)
        self._counts()
        self._next += 1
        self._texts(["", _source(self._table)], self._plain)
        if published:
            self._known(published)
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
                look = self._look(indicator, cell.part, cell.word)
                self._sheet.write_number(line, at, _scaled(indicator, cell.part), look)
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

    def _known(self, published: Sequence[PublishedLine]) -> None:
        """Write the sheet of what was made known."""
        self._sheet, self._next = self._book.add_worksheet(_("Số đã công bố")), 0
        self._sheet.set_column(0, 0, 44)
        self._sheet.set_column(1, 5, 16)
        self._sheet.set_column(6, 6, 80)
        self._sheet.freeze_panes(1, 1)
        heads = (_("Chỉ tiêu"), _("Kỳ"), _("Số đã công bố"), _("Số nay"), _("Ngày công bố"), _("Bản công bố"))
        self._texts([*heads, _("Vì sao khác")], self._strong)
        for each in published:
            self._texts([each.indicator, each.period], self._plain)
            line = self._next - 1
            for at, (cell, part) in enumerate(((each.was, each.was_part), (each.now, each.now_part))):
                if part is not None:
                    self._sheet.write_number(line, 2 + at, _scaled(each.of, part), self._look(each.of, part, cell))
            self._sheet.write_string(line, 4, each.day, self._plain)
            self._sheet.write_string(line, 5, each.edition, self._plain)
            self._sheet.write_string(line, 6, each.why, self._plain)

    def _texts(self, texts: list[str], look: Format) -> None:
        for place, text in enumerate(texts):
            self._sheet.write_string(self._next, place, text, look)
        self._next += 1

    def _look(self, indicator: Indicator, part: Part, word: str) -> Format:
        """The number format: decimals, the word before; of a ratio its share in per cent."""
        digits = "0.0%" if part.of else "#,##0" + ("." + "0" * indicator.decimals).rstrip(".")
        wanted = f'"{word} "{digits}' if word else digits
        if wanted not in self._numbers:
            look = {"num_format": wanted, "align": "right", "valign": "top"}
            self._numbers[wanted] = self._book.add_format(look)
        return self._numbers[wanted]


def write_lines(table: TotalsTable, published: PublishedNumbers, causes: Causes) -> bytes:
    """Return the numbers of the table as CSV in UTF-8 with a byte order mark: a line for each number that there is.

    The last columns have what was made known of it, when, in which edition, and why it is another one now. A number
    that was made known and is no more has a line without a number.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    heads = (_("Phần"), _("STT"), _("Chỉ tiêu"), _("Đơn vị tính"), _("Kỳ"), _("Từ ngày"), _("Trước ngày"))
    number = (_("Chữ trước số"), _("Số"), _("Trên tổng"), _("Gồm bao nhiêu số"), _("Còn thiếu"))
    known = (_("Số đã công bố"), _("Ngày công bố"), _("Bản công bố"), _("Vì sao khác"))
    writer.writerow([*heads, *number, *known])
    for line in _lines(table, {each.key: each for each in _published(table, published, causes)}):
        writer.writerow([never_a_formula(each) for each in line])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _lines(table: TotalsTable, known: Mapping[tuple[int, str], PublishedLine]) -> Iterator[list[str]]:
    for section in table.sections:
        for row in section.rows:
            line, indicator = row.line, row.line.indicator
            named = [section.title, line.number, indicator.name, indicator.unit_of_measure]
            for cell, column in zip(row.cells, table.columns, strict=True):
                old = known.get((indicator.pk, column.span.key))
                if cell.part or old:
                    yield [
                        *named,
                        *_period(column),
                        *_number(table, row, column, cell),
                        *(old.columns if old else _NONE),
                    ]


def _period(column: TotalColumn) -> list[str]:
    span = column.span
    ends = [each.isoformat() if each else "" for each in (span.since, span.until)]
    return [capfirst(period_with_year(span)), *ends]


def _number(table: TotalsTable, row: TotalRow, column: TotalColumn, cell: TotalCell) -> list[str]:
    missing = str(cell.missing) if _is_counted(table, row, column) else ""
    part, decimals = cell.part, row.line.indicator.decimals
    if part is None:
        return ["", "", "", "0", missing]
    of = str(Decimal(part.of).scaleb(-decimals)) if part.of else ""
    return [cell.word, str(Decimal(part.value).scaleb(-decimals)), of, str(part.figures), missing]


@dataclass(frozen=True)
class PublishedLine:
    """What was made known of one number, beside what it is now."""

    key: tuple[int, str]
    of: Indicator
    indicator: str
    period: str
    was: str
    was_part: Part | None
    now: str
    now_part: Part | None
    day: str
    edition: str
    why: str

    @property
    def columns(self) -> list[str]:
        """The last columns of a line of CSV: the number that was published, its day and edition, why it is another."""
        part = self.was_part
        return [str(Decimal(part.value).scaleb(-self.of.decimals)) if part else "", self.day, self.edition, self.why]


def _published(table: TotalsTable, numbers: PublishedNumbers, causes: Causes) -> Iterator[PublishedLine]:
    indicators = {row.line.indicator_id: row.line.indicator for section in table.sections for row in section.rows}
    for pk, span, cell in cells_of(table):
        old = numbers.of(pk, span.key)
        if old is None or not (old.part or cell.part):
            continue
        values = {"number": old.edition.number, "unit": old.edition.unit_name}
        yield PublishedLine(
            key=(pk, span.key),
            of=indicators[pk],
            indicator=indicators[pk].name,
            period=capfirst(period_with_year(span)),
            was=old.word,
            was_part=old.part,
            now=cell.word,
            now_part=cell.part,
            day=day(old.edition.at),
            edition=_("bản %(number)s, %(unit)s") % values,
            why=causes_in_words(indicators[pk], causes.get((pk, span.key), ())),
        )


def _scaled(indicator: Indicator, part: Part) -> float:
    return part.value / part.of if part.of else float(Decimal(part.value).scaleb(-indicator.decimals))


def _is_counted(table: TotalsTable, row: TotalRow, column: TotalColumn) -> bool:
    """Whether it can be said how many are missing: of what is added, in periods that have begun."""
    return (row.is_added or table.is_own) and (column.is_over or column.units > 0)


def _source(table: TotalsTable) -> str:
    """Say what the numbers are: of whom, on which form, and that only what was accepted counts."""
    values = {"unit": capfirst(table.unit_name), "form": table.form.name, "year": table.year}
    return _("%(unit)s. %(form)s, %(year)s. Chỉ gồm số đã được nhận.") % values
