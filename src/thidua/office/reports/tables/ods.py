"""An .ods: its sheets read from the one part that has them all, repeated cells only as far as a table may reach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_noop as _
from docx.oxml import parse_xml

from thidua.core.errors import Refused
from thidua.office.reports.tables.opened import DAMAGED, MAX_ROWS, MAX_UNPACKED, TOO_LONG, UNPACKS, Marks, Row
from thidua.reading.files.archive import open_archive, unpack
from thidua.reading.files.refusals import Unreadable
from thidua.reports.rules.sheet import Mark
from thidua.reports.rules.tables.headers import MOST_COLUMNS

CONTENT: Final = "content.xml"
_MAX_TAGS: Final = 1_500_000
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_EXTENDED = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_NUMBERS = {"float", "percentage", "currency"}
_TOO_LARGE = _("Tệp .ods quá lớn. Lưu thành .xlsx rồi chọn lại.")


class Ods:
    """A spreadsheet of LibreOffice."""

    def __init__(self, content: bytes) -> None:
        try:
            with open_archive(content) as archive:
                part = unpack(archive, archive.getinfo(CONTENT), MAX_UNPACKED)
        except Unreadable as refusal:
            raise Refused(refusal.message, **refusal.values) from refusal
        if part is None:
            raise Refused(UNPACKS)
        if part.count(b"<") > _MAX_TAGS:
            raise Refused(_TOO_LARGE)
        try:
            root: Any = parse_xml(part)
        except SyntaxError as broken:  # lxml's
            raise Refused(DAMAGED) from broken
        self._tables = {each.get(f"{_TABLE}name", ""): each for each in root.iter(f"{_TABLE}table")}

    def sheets(self) -> list[str]:
        """Return the names of the sheets, in order."""
        return list(self._tables)

    def rows(self, sheet: str) -> Iterator[Row]:
        """Yield the rows of a sheet from the first on."""
        for _number, cells in self._walk(sheet):
            row = [_value(cell) for cell in cells]
            while row and row[-1] == "":
                row.pop()
            yield row

    def marks(self, sheet: str) -> Marks:
        """Return which cells are formulas, or errors."""
        found: dict[tuple[int, int], Mark] = {}
        for number, cells in self._walk(sheet):
            for column, cell in enumerate(cells):
                if mark := _mark(cell):
                    found[number, column] = mark
        return found

    def _walk(self, sheet: str) -> Iterator[tuple[int, list[Any]]]:
        """Yield each row's number and cells; empty rows at the end are left out, as all sheets have a million."""
        number, empty = 0, 0
        for row in self._tables[sheet].iter(f"{_TABLE}table-row"):
            cells = _cells(row)
            times = _times(row, "rows")
            if not any(_value(cell) != "" or _mark(cell) for cell in cells):
                empty += times
                continue
            if number + empty + times > MAX_ROWS:
                raise Refused(TOO_LONG, most=f"{MAX_ROWS:,}".replace(",", "."))
            for _row in range(empty):
                number += 1
                yield number, []
            empty = 0
            for _row in range(times):
                number += 1
                yield number, cells


def _cells(row: Any) -> list[Any]:
    found: list[Any] = []
    for cell in row:
        if cell.tag in _CELLS and len(found) < MOST_COLUMNS:
            found.extend([cell] * min(_times(cell, "columns"), MOST_COLUMNS - len(found)))
    return found


def _times(element: Any, what: str) -> int:
    told = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(told) if told.isdecimal() and len(told) < len("10000000") else 1


def _value(cell: Any) -> object:
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in _NUMBERS:
        return _number(cell.get(f"{_OFFICE}value", ""))
    if kind == "date":
        return _day(cell.get(f"{_OFFICE}date-value", ""))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    return "\n".join("".join(each.itertext()) for each in cell.iterfind(f"{_TEXT}p")) if kind else ""


def _number(told: str) -> object:
    try:
        return float(told)
    except ValueError:
        return told


def _day(told: str) -> object:
    try:
        return date.fromisoformat(told[:10])
    except ValueError:
        return told


def _mark(cell: Any) -> Mark | None:
    if cell.get(f"{_EXTENDED}value-type") == "error":
        return Mark.ERROR
    if cell.get(f"{_TABLE}formula") is None:
        return None
    return Mark.COMPUTED if cell.get(f"{_OFFICE}value-type") else Mark.UNCOMPUTED
