"""A workbook that comes back: opened within bounds, its formulas marked, compared with the report."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_noop
from docx.oxml import parse_xml
from python_calamine import CalamineError, CalamineWorkbook

from thidua.core.errors import Refused
from thidua.office.reports.page import ReportPage
from thidua.office.reports.workbook import stamp_key, stamp_of
from thidua.reading.files.archive import open_archive, unpack
from thidua.reading.files.refusals import Unreadable
from thidua.reports.queries.structure import kind_of
from thidua.reports.rules.sheet import (
    FORM_SHEET,
    HIDDEN_SHEET,
    NO_SHEET,
    PASSAGE_SHEET,
    Column,
    Field,
    Grid,
    Mark,
    Problem,
    ReadCell,
    Slot,
    letter,
    read_sheets,
)
from thidua.reports.rules.stamps import Stamp, read_stamp, why_not

LIMIT: Final = 2 * 1024 * 1024
"""Bytes; a form of two hundred lines with its texts is a hundredth of it."""
MAX_UNPACKED: Final = 20 * 1024 * 1024
MAX_TAGS: Final = 300_000
MAX_ROWS: Final = 2000
MAX_COLUMNS: Final = 60

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_NAMED_BY = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)

_TOO_BIG = gettext_noop("Tệp lớn hơn 2 MB, không phải biểu tải từ phần mềm. Tải lại biểu Excel rồi dán số vào.")
_UNPACKS = gettext_noop("Tệp bung ra lớn bất thường nên không mở. Tải lại biểu Excel rồi dán số vào.")
_OLD_KIND = gettext_noop(
    "Tệp theo định dạng Excel cũ (.xls) hoặc có mật khẩu. Lưu thành .xlsx không mật khẩu rồi chọn lại."
)
_NO_WORKBOOK = gettext_noop("Đây không phải tệp Excel (.xlsx). Chọn biểu đã tải từ phần mềm, hoặc lưu thành .xlsx.")
_DAMAGED = gettext_noop("Không mở được tệp này như bảng tính. Tải lại biểu Excel rồi dán số vào.")
_TOO_WIDE = gettext_noop(
    "Trang «%(sheet)s» có chữ ở ô %(place)s, xa ngoài biểu. Xóa phần thừa, hoặc tải lại biểu Excel rồi dán số vào."
)


@dataclass(frozen=True)
class Book:
    """A workbook that was opened: its sheets by name, and what its stamp says, ``None`` where it has none of ours."""

    grids: Mapping[str, Grid]
    stamp: Stamp | None


def read_upload(page: ReportPage, content: bytes) -> tuple[ReadCell, ...]:
    """Return what every cell of the file means for the report.

    Raises:
        Refused: it is no workbook, too large, or not the form of this very report.
    """
    return read_book(page, open_book(content))


def open_book(content: bytes) -> Book:
    """Open a workbook and read its stamp.

    Raises:
        Refused: it is no workbook, or too large.
    """
    grids = _open(content)
    hidden = grids.get(HIDDEN_SHEET, Grid()).rows
    return Book(grids, read_stamp(str(hidden[0][0]) if hidden and hidden[0] else "", stamp_key()))


def read_book(page: ReportPage, book: Book) -> tuple[ReadCell, ...]:
    """Return what every cell of the workbook means for the report.

    Raises:
        Refused: it is not the form of this very report, or a sheet or a row is not where it was.
    """
    grids = book.grids
    if sentence := why_not(book.stamp, stamp_of(page)):
        raise Refused(sentence)
    needed = [FORM_SHEET, *([PASSAGE_SHEET] if any(each.is_narrative for each in page.sections) else [])]
    for name in needed:
        if name not in grids:
            raise Refused(NO_SHEET, sheet=name)
    passages = grids.get(PASSAGE_SHEET, Grid())
    read = read_sheets(grids[FORM_SHEET], passages, grids[HIDDEN_SHEET].rows[1:], slots_of(page))
    if isinstance(read, Problem):
        raise Refused(read.message, **dict[str, Any](read.values))
    return read


def slots_of(page: ReportPage) -> Iterator[Slot]:
    """Yield every place of the report that a file may fill."""
    for section in page.sections:
        if section.is_narrative:
            yield Slot(Field.PASSAGE, section.section.pk, section.section.title, now=section.text)
        for row in (shown.row for shown in section.rows):
            line, name = row.line, row.line.indicator.name
            yield Slot(Field.NUMBER, line.pk, name, line.number, row.text, kind_of(line))
            yield Slot(Field.NOTE, line.pk, name, line.number, row.note)


def _open(content: bytes) -> dict[str, Grid]:
    """Return the sheets that we know by name, as far as the file has them."""
    parts = _parts(content)
    try:
        marks = {name: _marks(name, parts[path]) for name, path in _paths(parts).items()}
        book = CalamineWorkbook.from_filelike(_repacked(parts))
        rows = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in marks}
    except (CalamineError, SyntaxError, ValueError, KeyError, OSError) as broken:  # SyntaxError is lxml's
        raise Refused(_DAMAGED) from broken
    return {name: Grid(rows[name], marks[name]) for name in marks}


def _parts(content: bytes) -> dict[str, bytes]:
    """Unpack the file within bounds, whatever it says of its own size."""
    if len(content) > LIMIT:
        raise Refused(_TOO_BIG)
    if content.startswith(_OLE):
        raise Refused(_OLD_KIND)
    if not content.startswith(_ZIP):
        raise Refused(_NO_WORKBOOK)
    parts: dict[str, bytes] = {}
    left = MAX_UNPACKED
    try:
        with open_archive(content) as archive:
            for member in archive.infolist():
                part = unpack(archive, member, left)
                if part is None:
                    raise Refused(_UNPACKS)
                left -= len(part)
                parts[member.filename] = part
    except Unreadable as refusal:
        raise Refused(refusal.message, **refusal.values) from refusal
    if _BOOK not in parts or _RELATIONS not in parts:
        raise Refused(_NO_WORKBOOK)
    return parts


def _repacked(parts: Mapping[str, bytes]) -> io.BytesIO:
    """Return an archive of what was unpacked, so that the reader of values meets nothing that was not counted."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return io.BytesIO(out.getvalue())


def _paths(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return in which part each of our sheets lies."""
    relations = _parsed(parts[_RELATIONS]).iterfind("{*}Relationship")
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    sheets = {
        each.get("name"): targets.get(each.get(_NAMED_BY), "")
        for each in _parsed(parts[_BOOK]).iterfind("{*}sheets/{*}sheet")
    }
    known = (FORM_SHEET, PASSAGE_SHEET, HIDDEN_SHEET)
    return {name: posixpath.join("/xl", sheets[name])[1:] for name in known if name in sheets}


def _parsed(part: bytes) -> Any:
    if part.count(b"<") > MAX_TAGS:
        raise Refused(_UNPACKS)
    return parse_xml(part)


def _marks(sheet: str, part: bytes) -> dict[str, Mark]:
    """Return which cells hold formulas or errors; calamine tells only values, and none for an error.

    Raises:
        Refused: a cell with something in it lies far outside the form.
    """
    marks: dict[str, Mark] = {}
    for cell in _parsed(part).iterfind("{*}sheetData/{*}row/{*}c"):
        value, formula = cell.findtext("{*}v"), cell.find("{*}f")
        if not value and formula is None and cell.find("{*}is") is None:
            continue
        place = cell.get("r") or ""
        if not _is_near(place):
            raise Refused(_TOO_WIDE, sheet=sheet, place=place[:10])
        if cell.get("t") == "e":
            marks[place] = Mark.ERROR
        elif formula is not None:
            marks[place] = Mark.COMPUTED if value or cell.get("t") == "str" else Mark.UNCOMPUTED
            if formula.get("t") == "array":
                marks |= dict.fromkeys(_spilled(formula.get("ref", "")), marks[place])
    return marks


def _is_near(place: str) -> bool:
    found = _PLACE.fullmatch(place)
    return found is not None and int(found[2]) <= MAX_ROWS and _column(found[1]) < MAX_COLUMNS


def _column(letters: str) -> int:
    place = 0
    for each in letters:
        place = place * 26 + ord(each) - ord("A") + 1
    return place - 1


def _spilled(reference: str) -> Iterator[str]:
    """Yield the places that one formula fills («E12:E14»), within the form."""
    first, colon, last = reference.partition(":")
    ends = [_PLACE.fullmatch(each) for each in (first, last)]
    if not colon or ends[0] is None or ends[1] is None:
        return
    rows = range(int(ends[0][2]), min(int(ends[1][2]), MAX_ROWS) + 1)
    columns = range(_column(ends[0][1]), min(_column(ends[1][1]), int(Column.NOTE)) + 1)
    yield from (f"{letter(column)}{row}" for row in rows for column in columns)
