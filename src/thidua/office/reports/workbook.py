"""One report's form as a workbook: to fill in where there is no network, then to be read back (`upload`)."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from thidua.office.reports.page import ReportPage, ShownRow, ShownSection
from thidua.reports.choices import Qualifier
from thidua.reports.queries.structure import kind_of
from thidua.reports.rules.sheet import (
    FORM_SHEET,
    HIDDEN_SHEET,
    LINE_MARK,
    LONGEST_NOTE,
    LONGEST_PASSAGE,
    PASSAGE_COLUMN,
    PASSAGE_MARK,
    PASSAGE_SHEET,
    WORDS,
    Column,
)
from thidua.reports.rules.stamps import Stamp, make_stamp
from thidua.reports.rules.typed import CellKind, typed
from thidua.vietnamese.fold import fold
from thidua.web.formats import day

_MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""The same in every file, so that one report gives the same bytes."""
_WIDTHS = (5, 46, 12, 13, 15, 11, 28)
_PASSAGE_WIDTHS = (30, 92)
_HEAD_ROW = 6
_LOWEST_PASSAGE, _HIGHEST_PASSAGE, _LETTERS_A_LINE, _LINE = 90, 400, 85, 16
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
"""What Excel takes in the title and the text of a message beside a cell."""
_A4 = 9
_CENTIMETRES_2, _CENTIMETRES_1_5 = 0.79, 0.59
_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15, "text_wrap": False},
    "line": {"text_wrap": False},
    "hint": {"italic": True, "font_color": "#454B57"},
    "head": {"bold": True, "bg_color": "#F4F1EB", "border": 1, "border_color": "#D3CBBD", "align": "center"},
    "section": {"bold": True, "bg_color": "#F4F1EB", "border": 1, "border_color": "#D3CBBD"},
    "fixed": {"border": 1, "border_color": "#D3CBBD"},
    "before": {"border": 1, "border_color": "#D3CBBD", "align": "right", "font_color": "#454B57"},
    "closed": {"border": 1, "border_color": "#D3CBBD", "bg_color": "#F4F1EB"},
    "open": {"border": 1, "border_color": "#877F71", "locked": False},
    "here": {"border": 1, "border_color": "#877F71", "locked": False, "align": "right", "bold": True},
}


def workbook_of(page: ReportPage) -> bytes:
    """Return the report's form with what is typed so far as an .xlsx, stamped for the way back."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        report = page.report
        book.set_properties({"title": report.form.name, "subject": str(report.unit), "created": _MADE})
        _Sheets(book, page).write()
    return out.getvalue()


def file_name(page: ReportPage) -> str:
    """Return «xa-vu-thu-thang-10-2026.xlsx»."""
    told = fold(f"{page.report.unit.full_name} {page.report.period.label}")
    return f"{re.sub('[^a-z0-9]+', '-', told).strip('-') or 'bao-cao'}.xlsx"


def stamp_of(page: ReportPage) -> Stamp:
    """Return the stamp of a report as it stands."""
    report = page.report
    return Stamp(
        report=str(report.uid),
        form=report.form.code,
        edition=report.edition.number,
        unit=report.unit.code,
        period=report.period.key,
        revision=page.entry.revision.number,
    )


def stamp_key() -> bytes:
    """Return the key with which stamps are signed: the installation's own."""
    return salted_hmac("thidua.office.reports.workbook", "stamp", algorithm="sha256").digest()


class _Sheets:
    """The three sheets, written from top to bottom."""

    def __init__(self, book: Any, page: ReportPage) -> None:
        self._book, self._page = book, page
        self._formats: dict[tuple[str, str], Any] = {}
        self._form = book.add_worksheet(FORM_SHEET)
        self._has_passages = any(each.is_narrative for each in page.sections)
        self._passages: Any = book.add_worksheet(PASSAGE_SHEET) if self._has_passages else None
        self._hidden = book.add_worksheet(HIDDEN_SHEET)
        self._next, self._next_passage, self._next_hidden = _HEAD_ROW + 1, 1, 1

    def write(self) -> None:
        """Write everything."""
        self._form_head()
        if self._has_passages:
            self._passage_head(self._passages)
        self._hidden.write_string(0, 0, make_stamp(stamp_of(self._page), stamp_key()))
        for section in self._page.sections:
            if section.is_narrative:
                self._passage(section)
            else:
                self._section(section)
        self._hidden.hide()
        self._hidden.protect()
        self._form.activate()

    def _look(self, name: str, number_format: str = "") -> Any:
        if (name, number_format) not in self._formats:
            told = {**_FONT, **_LOOKS[name], **({"num_format": number_format} if number_format else {})}
            self._formats[name, number_format] = self._book.add_format(told)
        return self._formats[name, number_format]

    def _form_head(self) -> None:
        page, sheet = self._page, self._form
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        told = (
            (page.report.form.name, "title"),
            (_("Đơn vị: %(unit)s") % {"unit": page.report.unit.full_name}, "line"),
            (_("Kỳ báo cáo: %(period)s") % {"period": page.report.period.label}, "line"),
            (_("Hạn gửi: %(day)s") % {"day": day(page.report.due_on)}, "line"),
        )
        for row, (text, look) in enumerate(told):
            sheet.merge_range(row, 0, row, Column.NOTE, text, self._look(look))
        hint = _("Chỉ ghi vào các ô trắng có viền đậm. Gõ số liền, không chấm: 1600. Xong thì nhập tệp vào phần mềm.")
        sheet.merge_range(len(told), 0, len(told), Column.NOTE, hint, self._look("hint"))
        heads = (
            _("Số"),
            _("Chỉ tiêu"),
            _("Đơn vị tính"),
            page.previous_label,
            page.here_label,
            _("Trên, gần, dưới"),
            _("Ghi chú"),
        )
        for column, head in enumerate(heads):
            sheet.write_string(_HEAD_ROW, column, head, self._look("head"))
        self._set_up(sheet, _HEAD_ROW)

    def _passage_head(self, sheet: Any) -> None:
        for column, width in enumerate(_PASSAGE_WIDTHS):
            sheet.set_column(column, column, width)
        for column, head in enumerate((_("Phần"), _("Lời văn"))):
            sheet.write_string(0, column, head, self._look("head"))
        self._set_up(sheet, 0)

    @staticmethod
    def _set_up(sheet: Any, head_row: int) -> None:
        """Freeze what is above the rows, set the printing, lock every cell that is not open."""
        sheet.freeze_panes(head_row + 1, 0)
        sheet.set_portrait()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(_CENTIMETRES_2, _CENTIMETRES_1_5, _CENTIMETRES_2, _CENTIMETRES_2)
        sheet.repeat_rows(head_row)
        sheet.set_footer("&C&P/&N")
        sheet.hide_gridlines(2)
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _section(self, section: ShownSection) -> None:
        self._form.merge_range(self._next, 0, self._next, Column.NOTE, section.section.title, self._look("section"))
        self._next += 1
        for shown_row in section.rows:
            self._line(shown_row)
            self._next += 1

    def _line(self, shown_row: ShownRow) -> None:
        row, sheet, at = shown_row.row, self._form, self._next
        line, kind = row.line, kind_of(row.line)
        for column, text in (
            (Column.NUMBER, line.number),
            (Column.NAME, line.indicator.name),
            (Column.MEASURE, line.indicator.unit_of_measure),
        ):
            _write_text(sheet, at, column, text, self._look("fixed"))
        self._number(Column.BEFORE, row.previous, kind, look="before")
        word = self._number(Column.HERE, row.text, kind, look="here")
        sheet.data_validation(at, Column.HERE, at, Column.HERE, _number_rule(kind, line.hint))
        _write_text(sheet, at, Column.WORD, word, self._look("open" if kind.takes_qualifier else "closed"))
        if kind.takes_qualifier:
            sheet.data_validation(at, Column.WORD, at, Column.WORD, _word_rule())
        _write_text(sheet, at, Column.NOTE, row.note, self._look("open"))
        sheet.data_validation(at, Column.NOTE, at, Column.NOTE, _length_rule(LONGEST_NOTE))
        self._remember(LINE_MARK, line.pk, at, row.text, row.note)

    def _number(self, column: int, text: str, kind: CellKind, *, look: str) -> str:
        """Write a number as a number; return the word that goes into the column beside it."""
        said = typed(text, kind)
        word = "" if said.qualifier == Qualifier.EXACT else text.split(maxsplit=1)[0]
        # A ratio is a text: Excel would make a date of 12/15.
        number_format = "@" if kind.is_ratio else "#,##0" + (f".{'0' * kind.decimals}" if kind.decimals else "")
        drawn = self._look(look, number_format)
        if said.value is None or kind.is_ratio or (word and column != Column.HERE):
            _write_text(self._form, self._next, column, text, drawn)
            return ""
        self._form.write_number(self._next, column, float(Decimal(said.value).scaleb(-kind.decimals)), drawn)
        return word

    def _passage(self, section: ShownSection) -> None:
        sheet, at = self._passages, self._next_passage
        lines = sum(1 + len(line) // _LETTERS_A_LINE for line in section.text.split("\n"))
        sheet.set_row(at, max(_LOWEST_PASSAGE, min(_HIGHEST_PASSAGE, lines * _LINE)))
        _write_text(sheet, at, 0, section.section.title, self._look("fixed"))
        _write_text(sheet, at, PASSAGE_COLUMN, section.text, self._look("open"))
        rule = _length_rule(LONGEST_PASSAGE, section.section.hint)
        sheet.data_validation(at, PASSAGE_COLUMN, at, PASSAGE_COLUMN, rule)
        self._remember(PASSAGE_MARK, section.section.pk, at, section.text)
        self._next_passage += 1

    def _remember(self, mark: str, of: int, at: int, *texts: str) -> None:
        """Write into the hidden sheet where a line stands and what it had when the file was made."""
        sheet, row = self._hidden, self._next_hidden
        sheet.write_string(row, 0, mark)
        sheet.write_number(row, 1, of)
        sheet.write_number(row, 2, at + 1)
        for column, text in enumerate(texts, start=3):
            _write_text(sheet, row, column, text, None)
        self._next_hidden += 1


def _write_text(sheet: Any, row: int, column: int, text: str, drawn: Any) -> None:
    """Write a text as it is, also one that begins like a formula; nothing leaves the cell empty."""
    if text:
        sheet.write_string(row, column, text, drawn)
    elif drawn is not None:
        sheet.write_blank(row, column, None, drawn)


def _number_rule(kind: CellKind, hint: str) -> dict[str, Any]:
    """Return what Excel lets pass in a cell, and says beside it."""
    if kind.is_ratio:
        usual = _("Ghi hai số, thí dụ 12/15.")
        rule: dict[str, Any] = {"validate": "any"}
    else:
        usual = _("Gõ số liền, không chấm: 1600.")
        rule = {"validate": "decimal" if kind.decimals else "integer", "criteria": ">=", "value": 0}
        rule |= {
            "error_title": _("Chưa đúng")[:_LONGEST_TITLE],
            "error_message": _("Ghi số từ 0 trở lên, tối đa %(n)s chữ số thập phân.") % {"n": kind.decimals}
            if kind.decimals
            else _("Ghi số nguyên từ 0 trở lên, thí dụ 1600."),
        }
    if kind.is_share:
        usual = _("Gõ 98,6, không gõ dấu %.")
    return rule | {"input_message": f"{usual} {hint}".strip()[:_LONGEST_MESSAGE]}


def _word_rule() -> dict[str, Any]:
    message = _("Chọn trên, gần, dưới hoặc khoảng; số chính xác thì để trống.")
    return {"validate": "list", "source": list(WORDS), "error_title": _("Chưa đúng"), "error_message": message}


def _length_rule(most: int, hint: str = "") -> dict[str, Any]:
    message = _("Dài quá %(most)s ký tự. Rút gọn lại.") % {"most": most}
    rule = {"validate": "length", "criteria": "<=", "value": most, "error_title": _("Chưa đúng")}
    return rule | {"error_message": message} | ({"input_message": hint[:_LONGEST_MESSAGE]} if hint else {})
