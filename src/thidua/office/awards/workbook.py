"""The register as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter
from django.utils.translation import gettext as _

from thidua.awards.models import Award
from thidua.office.spreadsheets import FONT, RIGHT, print_on_wide_pages, row_height

_WIDTHS = (6, 28, 30, 9, 9, 12, 34, 12, 12, 24, 30, 60)


def write_register(rows: Iterable[Award]) -> bytes:
    """Return the awards as an XLSX file: one row each, counts as numbers, the exact words of the source last."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("Sổ khen thưởng"))
    head = book.add_format(
        {**FONT, "bold": True, "bg_color": "#F4F1EB", "bottom": 1, "text_wrap": True, "valign": "top"}
    )
    body = book.add_format({**FONT, "text_wrap": True, "valign": "top"})
    count = book.add_format({**FONT, **RIGHT, "valign": "top"})
    day = book.add_format({**FONT, "num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
    for place, (name, width) in enumerate(zip(_heads(), _WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, head)
    sheet.set_row(0, row_height(zip(_heads(), _WIDTHS, strict=True)))
    for number, award in enumerate(rows, start=1):
        cells = _cells(number, award)
        sheet.set_row(number, row_height((str(value), width) for value, width in zip(cells, _WIDTHS, strict=True)))
        for place, value in enumerate(cells):
            if place == _DAY and award.awarded_on:
                sheet.write_datetime(number, place, award.awarded_on, day)
            elif isinstance(value, int):
                sheet.write_number(number, place, value, count)
            else:
                sheet.write_string(number, place, value, body)
    sheet.freeze_panes(1, 2)
    print_on_wide_pages(sheet, head_row=0)
    book.close()
    return out.getvalue()


_DAY = 7


def _heads() -> tuple[str, ...]:
    return (
        _("STT"),
        _("Hình thức, danh hiệu"),
        _("Cấp tặng"),
        _("Tập thể"),
        _("Cá nhân"),
        _("Tổng không tách"),
        _("Tên được ghi"),
        _("Ngày tặng"),
        _("Kỳ"),
        _("Đơn vị"),
        _("Phong trào"),
        _("Nguồn"),
    )


def _cells(number: int, award: Award) -> tuple[str | int, ...]:
    names = "; ".join(recipient.name for recipient in award.recipients.all())
    source = f"{award.citation.document.title}: “{award.citation.quote}”"
    return (
        number,
        award.form_name,
        award.authority,
        award.collectives if award.collectives is not None else "",
        award.individuals if award.individuals is not None else "",
        award.total if award.total is not None else "",
        names,
        "",
        award.period.label if award.period else "",
        award.unit.full_name,
        award.movement.name if award.movement else "",
        source,
    )
