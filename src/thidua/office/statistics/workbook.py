"""The statistics of a year as a workbook: a sheet a form, and one of what stands on none."""

from __future__ import annotations

import io
from dataclasses import dataclass

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from thidua.insights.statistics import Number, Row, Statistics, Table
from thidua.office.statistics import sentences
from thidua.web import formats

_FIRST_ROW = 4
_WIDTHS = (8, 52, 18)
_COLUMN_WIDTH = 16


@dataclass(frozen=True)
class _Formats:
    head: Format
    title: Format
    text: Format
    group: Format
    number: Format
    at_least: Format


def write_statistics(found: Statistics) -> bytes:
    """Return the tables as an XLSX file: numbers as numbers, what is unknown in words, never as nought."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    styles = _formats(book)
    for table in found.tables:
        _write_table(book.add_worksheet(table.form.code), found, table, styles)
    _write_left_out(book.add_worksheet(_("Ngoài biểu")), found, styles)
    book.close()
    return out.getvalue()


def _formats(book: Workbook) -> _Formats:
    at_least = _("ít nhất %(n)s") % {"n": ""}
    return _Formats(
        head=book.add_format({"bold": True, "bg_color": "#F4F1EB", "bottom": 1, "text_wrap": True, "valign": "top"}),
        title=book.add_format({"bold": True, "font_size": 13}),
        text=book.add_format({"text_wrap": True, "valign": "top"}),
        group=book.add_format({"bold": True, "text_wrap": True}),
        number=book.add_format({"num_format": "#,##0", "valign": "top"}),
        at_least=book.add_format({"num_format": f'"{at_least}"#,##0', "valign": "top"}),
    )


def _write_table(sheet: Worksheet, found: Statistics, table: Table, styles: _Formats) -> None:
    form = table.form
    sheet.write_string(0, 0, f"{form.code} – {form.title}, {found.year}", styles.title)
    due = _("Hạn báo cáo: %(day)s. Căn cứ: %(law)s.") % {
        "day": formats.day(form.due.of(found.year)),
        "law": "; ".join(map(str, form.provisions)),
    }
    sheet.write_string(1, 0, due)
    said = [
        sentences.conclusion(found, table),
        *sentences.counted_once(found, table),
        *sentences.reservations(found, table),
        form.note,
    ]
    sheet.write_string(2, 0, " ".join(filter(None, said)))
    heads = [_("Mã số"), _("Chia theo"), _("Kiểm chứng")]
    columns = [column.name if column.verified else f"{column.name} ({_unverified()})" for column in form.columns]
    for place, name in enumerate([*heads, *columns]):
        sheet.set_column(place, place, _WIDTHS[place] if place < len(_WIDTHS) else _COLUMN_WIDTH)
        sheet.write_string(_FIRST_ROW, place, name, styles.head)
    at = _FIRST_ROW
    for part in table.parts:
        if part.title:
            at += 1
            sheet.write_string(at, 1, part.title, styles.group)
        for row in part.rows:
            at += 1
            _write_row(sheet, at, row, styles)
    sheet.freeze_panes(_FIRST_ROW + 1, len(heads) - 1)


def _write_row(sheet: Worksheet, at: int, row: Row, styles: _Formats) -> None:
    sheet.write_string(at, 0, row.line.code, styles.text)
    sheet.write_string(at, 1, row.line.name, styles.text)
    sheet.write_string(at, 2, "" if row.line.verified else _unverified(), styles.text)
    for place, (_column, shown) in enumerate(row.cells, start=len(_WIDTHS)):
        _write_cell(sheet, at, place, shown, styles)


def _write_cell(sheet: Worksheet, at: int, place: int, shown: Number, styles: _Formats) -> None:
    if shown.value is None:
        sheet.write_string(at, place, sentences.cell(shown), styles.text)
    else:
        sheet.write_number(at, place, shown.value, styles.at_least if shown.is_partial else styles.number)


def _write_left_out(sheet: Worksheet, found: Statistics, styles: _Formats) -> None:
    sheet.set_column(0, 0, 80)
    sheet.write_string(0, 0, _("Lượt khen trong sổ không có trên biểu"), styles.head)
    sheet.write_string(0, 1, _("Số lượt"), styles.head)
    lines = [(line.why, line.times) for line in sentences.left_out(found)]
    if found.articles:
        lines.append((_("Tập thể, cá nhân mà bài viết, báo cáo chỉ nêu tổng số"), found.article_recipients))
    for at, (name, times) in enumerate(lines, start=1):
        sheet.write_string(at, 0, name, styles.text)
        sheet.write_number(at, 1, times, styles.number)


def _unverified() -> str:
    return _("chưa kiểm chứng")
