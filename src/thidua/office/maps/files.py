"""One figure on two maps as a workbook, and as lines of CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import xlsxwriter
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from thidua.office.filing.words import period_with_year
from thidua.office.maps import words
from thidua.office.maps.page import map_day, shown_changes
from thidua.office.spreadsheets import never_a_formula
from thidua.reports.queries.two_maps import Side, Today, TwoMaps
from thidua.reports.rules.adding import Part

_WIDTHS: Final = (26, 12, 40, 16, 16, 16, 14, 12, 60)
_CHANGE_WIDTHS: Final = (14, 50, 50, 80)
Value = str | float | int | None


def write_workbook(found: TwoMaps) -> bytes:
    """Return an XLSX file: a sheet of the numbers on both maps, one of what became of the units."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    strong = book.add_format({"bold": True, "bg_color": "#F4F1EB", "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": _look(found), "align": "right", "valign": "top"})
    lines = list(_lines(found))

    def sheet(title: str, widths: Sequence[int], heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> Worksheet:
        made = book.add_worksheet(title)
        for place, width in enumerate(widths):
            made.set_column(place, place, width)
        made.freeze_panes(1, 0)
        made.write_row(0, 0, heads, strong)
        for at, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                made.write(at, place, value, number if isinstance(value, float) else plain)
        return made

    numbers = sheet(_("Số trên hai bản đồ"), _WIDTHS, _heads(), lines)
    numbers.write_string(len(lines) + 2, 0, _source(found), plain)
    sheet(_("Thay đổi"), _CHANGE_WIDTHS, *_changes(found))
    book.close()
    return out.getvalue()


def write_lines(found: TwoMaps) -> bytes:
    """Return the numbers as CSV in UTF-8 with a byte order mark: a line for each unit on each of the two maps."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*_heads(), _("Chỉ tiêu"), _("Đơn vị tính"), _("Kỳ")])
    named = [found.indicator.name, found.indicator.unit_of_measure, capfirst(period_with_year(found.span))]
    for line in _lines(found):
        writer.writerow([_plain(each) for each in [*line, *named]])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _heads() -> list[str]:
    numbers = [_("Ít nhất"), _("Nhiều nhất"), _("Trên tổng"), _("Gồm bao nhiêu số"), _("Còn thiếu")]
    return [_("Bản đồ"), _("Ngày"), _("Đơn vị"), *numbers, _("Ghi chú")]


def _lines(found: TwoMaps) -> Iterator[list[Value]]:
    """Yield the units as they were, then as they are, each with what is certain and what it can be at most."""
    then, now = _("Như thời điểm đó"), _("Theo bản đồ hiện nay")
    for side in found.then:
        yield [then, map_day(found).isoformat(), capfirst(words.side_name(found, side)), *_of_side(found, side)]
    for today in found.now:
        yield [now, found.today.isoformat(), capfirst(words.name(today.name)), *_of_today(found, today)]


def _of_side(found: TwoMaps, side: Side) -> list[Value]:
    return [*_range(found, side.part, side.part), side.missing, words.said_of_side(found, side)]


def _of_today(found: TwoMaps, today: Today) -> list[Value]:
    low, high = (today.found.low, today.found.high) if today.found else (None, None)
    said = [words.said_today(found, today), words.note_of(found, today)]
    return [*_range(found, low, high), today.missing, ". ".join(filter(None, said))]


def _range(found: TwoMaps, low: Part | None, high: Part | None) -> list[Value]:
    """Return least, most, the whole of a ratio, and of how many values the number consists; a share is told as one."""
    if low is None or high is None:
        return [None, None, None, 0]
    return [_scaled(found, low), _scaled(found, high), _number(found, low.of) if low.of else None, high.figures]


def _scaled(found: TwoMaps, part: Part) -> float:
    return part.value / part.of if part.of else _number(found, part.value)


def _number(found: TwoMaps, value: int) -> float:
    return float(Decimal(value).scaleb(-found.indicator.decimals))


def _look(found: TwoMaps) -> str:
    if any(side.part and side.part.of for side in found.then):
        return "0.0%"
    return "#,##0" + ("." + "0" * found.indicator.decimals).rstrip(".")


def _changes(found: TwoMaps) -> tuple[list[str], list[list[Value]]]:
    heads = [_("Thay đổi"), _("Đơn vị cũ"), _("Đơn vị mới"), _("Số liệu đi thế nào")]
    return heads, [[each.word, each.before, each.after, each.note] for each in shown_changes(found)]


def _source(found: TwoMaps) -> str:
    values = {"indicator": found.indicator.name, "period": period_with_year(found.span)}
    return _("%(indicator)s, %(period)s. Chỉ gồm số đã được nhận.") % values


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return never_a_formula(value)
    if isinstance(value, float):
        return str(Decimal(repr(value)).normalize().to_eng_string()) if value % 1 else str(int(value))
    return "" if value is None else str(value)
