"""Nominations as rows of a file: what each column says, and the workbook."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import xlsxwriter
from django.utils.translation import gettext as _

from thidua.nominations.choices import State
from thidua.nominations.models import Nomination
from thidua.web.formats import day


@dataclass(frozen=True)
class Column:
    """A column of the file: its head, what a row says in it, its width in a workbook in characters."""

    head: str
    cell: Callable[[Nomination], str | int]
    width: int = 18


def columns() -> tuple[Column, ...]:
    """Return the columns, with heads in the reader's language."""
    return (
        Column(_("Số hồ sơ"), lambda row: row.code),
        Column(_("Họ tên, tập thể, hộ"), lambda row: row.name, 32),
        Column(_("Là"), lambda row: row.get_kind_display()),
        Column(_("Chức vụ, đơn vị"), lambda row: row.post, 40),
        Column(_("Danh hiệu, hình thức"), lambda row: row.award_name, 40),
        Column(_("Năm"), lambda row: row.year, 8),
        Column(_("Thành tích"), lambda row: row.achievement, 50),
        Column(_("Đơn vị đề nghị"), lambda row: row.unit.full_name, 30),
        Column(_("Đợt xét"), lambda row: str(row.round), 34),
        Column(_("Bước"), lambda row: str(State(row.state).label)),
        Column(_("Từ ngày"), lambda row: day(row.moved_at), 12),
        Column(_("Điều kiện chưa đạt"), lambda row: row.not_met, 12),
        Column(_("Điều kiện cần người xét"), lambda row: row.to_judge, 12),
        Column(_("Tạm dừng xét đến ngày"), lambda row: day(row.held_until), 14),
    )


def write_nominations(rows: Iterable[Nomination]) -> bytes:
    """Return the rows as an XLSX file: text as text, never as a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bg_color": "#F4F1EB", "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(_("Hồ sơ đề nghị"))
    sheet.freeze_panes(1, 2)
    shown = columns()
    for place, column in enumerate(shown):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, column in enumerate(shown):
            value = column.cell(row)
            if isinstance(value, int):
                sheet.write_number(last, place, value, text)
            else:
                sheet.write_string(last, place, value, text)
    sheet.autofilter(0, 0, last, len(shown) - 1)
    book.close()
    return out.getvalue()
