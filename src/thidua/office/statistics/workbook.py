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
from thidua.office.spreadsheets import FONT, RIGHT, print_on_wide_pages, row_height
from thidua.office.statistics import sentences
from thidua.web import formats

_FIRST_ROW = 4
_WIDTHS = (8, 52, 18)
_COLUMN_WIDTH = 17
_LEFT_OUT_WIDTH = 80


@dataclass(frozen=True)
class _Formats:
    head: Format
    head_of_numbers: Format
    title: Format
    line: Format
    text: Format
    group: Format
    number: Format
    at_least: Format
    unknown: Format


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
    head = {**FONT, "bold": True, "bg_color": "#F4F1EB", "bottom": 1, "text_wrap": True, "valign": "bottom"}
    return _Formats(
        head=book.add_format(head),
        head_of_numbers=book.add_format({**head, **RIGHT}),
        title=book.add_format({**FONT, "bold": True, "font_size": 14}),
        line=book.add_format(FONT),
        text=book.add_format({**FONT, "text_wrap": True, "valign": "top"}),
        group=book.add_format({**FONT, "bold": True, "text_wrap": True}),
        number=book.add_format({**FONT, **RIGHT, "num_format": "#,##0", "valign": "top"}),
        at_least=book.add_format({**FONT, **RIGHT, "num_format": f'"{at_least}"#,##0', "valign": "top"}),
        unknown=book.add_format({**FONT, **RIGHT, "valign": "top", "font_color": "#606773"}),
    )


def _write_table(sheet: Worksheet, found: Statistics, table: Table, styles: _Formats) -> None:
    form = table.form
    widths = [*_WIDTHS, *(_COLUMN_WIDTH for _column in form.columns)]
    sheet.write_string(0, 0, f"{form.code} – {form.title}, {found.year}", styles.title)
    due = _("Hạn báo cáo: %(day)s. Căn cứ: %(law)s.") % {
        "day": formats.day(form.due.of(found.year)),
        "law": "; ".join(map(str, form.provisions)),
    }
    sheet.write_string(1, 0, due, styles.line)
    said = [
        sentences.conclusion(found, table),
        *sentences.counted_once(found, table),
        *sentences.reservations(found, table),
        form.note,
    ]
    told = " ".join(filter(None, said))
    sheet.merge_range(2, 0, 2, len(widths) - 1, told, styles.text)
    sheet.set_row(2, row_height([(told, sum(widths))]))
    heads = [_("Mã số"), _("Chia theo"), _("Kiểm chứng")]
    columns = [column.name if column.verified else f"{column.name} ({_unverified()})" for column in form.columns]
    for place, (name, width) in enumerate(zip([*heads, *columns], widths, strict=True)):
        sheet.set_column(place, place, width)
        style = styles.head if place < len(heads) else styles.head_of_numbers
        sheet.write_string(_FIRST_ROW, place, name, style)
    sheet.set_row(_FIRST_ROW, row_height(zip([*heads, *columns], widths, strict=True)))
    at = _FIRST_ROW
    for part in table.parts:
        if part.title:
            at += 1
            sheet.write_string(at, 1, part.title, styles.group)
        for row in part.rows:
            at += 1
            _write_row(sheet, at, row, styles)
    sheet.freeze_panes(_FIRST_ROW + 1, len(heads) - 1)
    print_on_wide_pages(sheet, head_row=_FIRST_ROW)


def _write_row(sheet: Worksheet, at: int, row: Row, styles: _Formats) -> None:
    sheet.set_row(at, row_height([(row.line.name, _WIDTHS[1])]))
    sheet.write_string(at, 0, row.line.code, styles.text)
    sheet.write_string(at, 1, row.line.name, styles.text)
    sheet.write_string(at, 2, "" if row.line.verified else _unverified(), styles.text)
    for place, (_column, shown) in enumerate(row.cells, start=len(_WIDTHS)):
        _write_cell(sheet, at, place, shown, styles)


def _write_cell(sheet: Worksheet, at: int, place: int, shown: Number, styles: _Formats) -> None:
    if shown.value is None:
        sheet.write_string(at, place, sentences.cell(shown), styles.unknown)
    else:
        sheet.write_number(at, place, shown.value, styles.at_least if shown.is_partial else styles.number)


def _write_left_out(sheet: Worksheet, found: Statistics, styles: _Formats) -> None:
    sheet.set_column(0, 0, _LEFT_OUT_WIDTH)
    sheet.write_string(0, 0, _("Lượt khen trong sổ không có trên biểu"), styles.head)
    sheet.set_column(1, 1, _COLUMN_WIDTH)
    sheet.write_string(0, 1, _("Số lượt"), styles.head_of_numbers)
    lines = [(line.why, line.times) for line in sentences.left_out(found)]
    if found.articles:
        lines.append((_("Tập thể, cá nhân mà bài viết, báo cáo chỉ nêu tổng số"), found.article_recipients))
    for at, (name, times) in enumerate(lines, start=1):
        sheet.write_string(at, 0, name, styles.text)
        sheet.write_number(at, 1, times, styles.number)
        sheet.set_row(at, row_height([(name, _LEFT_OUT_WIDTH)]))
    print_on_wide_pages(sheet, head_row=0)


def _unverified() -> str:
    return _("chưa kiểm chứng")
