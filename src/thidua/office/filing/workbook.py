"""Who has filed as a workbook."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.office.filing import words
from thidua.reports.queries.filing import FilingByChild, FilingMatrix, FilingRow
from thidua.reports.rules.filing import Cell, CellState

_FILLS = {
    CellState.RECEIVED: "#D9EADE",
    CellState.LATE: "#D9EADE",
    CellState.RETURNED: "#D6E0F5",
    CellState.MISSING: "#FCEFED",
}


class _Sheet:
    """One sheet with a head, rows and sums, written from top to bottom."""

    def __init__(self, heads: Sequence[str], width: int) -> None:
        self._out = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._out, options)
        self._sheet = self._book.add_worksheet(_("Ai đã gửi"))
        self._plain = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._strong = self._book.add_format({"bold": True, "bg_color": "#F4F1EB", "text_wrap": True, "valign": "top"})
        self._filled = {
            state: self._book.add_format({"bg_color": colour, "text_wrap": True, "valign": "top"})
            for state, colour in _FILLS.items()
        }
        self._sheet.set_column(0, 0, 5)
        self._sheet.set_column(1, 1, 34)
        self._sheet.set_column(2, max(2, len(heads) - 1), width)
        self._sheet.freeze_panes(1, 2)
        self._next = 0
        self.add(heads, is_strong=True)

    def add(self, values: Sequence[str | int | Cell], *, is_strong: bool = False) -> None:
        """Write a row: numbers as numbers, a cell of the matrix as its word on its colour."""
        usual = self._strong if is_strong else self._plain
        for place, value in enumerate(values):
            if isinstance(value, int):
                self._sheet.write_number(self._next, place, value, usual)
                continue
            text = _word(value) if isinstance(value, Cell) else value
            look = self._filled.get(value.state, usual) if isinstance(value, Cell) else usual
            if text:
                self._sheet.write_string(self._next, place, text, look)
            else:
                self._sheet.write_blank(self._next, place, None, look)
        self._next += 1

    def close(self) -> bytes:
        """Return the file."""
        self._book.close()
        return self._out.getvalue()


def write_matrix(matrix: FilingMatrix, rows: Sequence[FilingRow]) -> bytes:
    """Return ``rows`` of a matrix as an XLSX file: a word in each cell; below, the sums of the whole matrix."""
    periods = [capfirst(words.period_with_year(column.asking.span)) for column in matrix.columns]
    sheet = _Sheet([_("STT"), _("Đơn vị"), *periods], 16)
    for number, row in enumerate(rows, start=1):
        sheet.add([number, capfirst(row.name), *row.cells])
    tallies = [column.tally for column in matrix.columns]
    sheet.add(["", _("Phải gửi"), *(each.asked for each in tallies)], is_strong=True)
    sheet.add(["", _("Đã gửi"), *(each.sent for each in tallies)], is_strong=True)
    sheet.add(["", _("Còn thiếu"), *(each.of(CellState.MISSING) for each in tallies)], is_strong=True)
    sheet.add(["", _("Nhận muộn"), *(each.of(CellState.LATE) for each in tallies)], is_strong=True)
    sheet.add(["", _("Chờ duyệt"), *(each.of(CellState.WAITING) for each in tallies)], is_strong=True)
    return sheet.close()


def write_children(found: FilingByChild) -> bytes:
    """Return the counts of the units directly below as an XLSX file: for each period, how many filed of how many."""
    periods = [capfirst(words.period_with_year(asking.span)) for asking in found.plan.askings]
    sent, asked = _("đã gửi"), _("phải gửi")
    pairs = [head for period in periods for head in (f"{period}, {sent}", f"{period}, {asked}")]
    sheet = _Sheet([_("STT"), _("Đơn vị"), *pairs], 12)
    for number, row in enumerate(found.rows, start=1):
        sheet.add([number, capfirst(row.name), *(part for each in row.counts for part in (each.sent, each.asked))])
    sums = [part for each in found.sums for part in (each.sent, each.asked)]
    sheet.add(["", words.whole_word(found.plan.unit.kind), *sums], is_strong=True)
    return sheet.close()


def _word(cell: Cell) -> str:
    return "" if cell.state == CellState.NOT_ASKED else words.word_of(cell)
