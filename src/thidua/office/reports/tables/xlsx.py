"""An .xlsx opened within bounds: unpacked to a folder of its own, looked through before its reader is let at it."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from docx.oxml import parse_xml
from python_calamine import CalamineError, CalamineWorkbook

from thidua.core.errors import Refused
from thidua.office.reports.tables.opened import (
    DAMAGED,
    MAX_ROWS,
    MAX_UNPACKED,
    TOO_LONG,
    TOO_WIDE,
    UNPACKS,
    Marks,
    Row,
)
from thidua.reading.files.archive import open_archive, unpack
from thidua.reading.files.refusals import Unreadable
from thidua.reports.rules.sheet import Mark
from thidua.reports.rules.tables.headers import MOST_COLUMNS

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_NAMED_BY = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAX_PARTS_TAGS: Final = 50_000
_CELL_TAG = rb"<(?:\w+:)?c(?=[ >/])"
# With something in it: an empty cell that only has a style ends in «/>».
_FAR = re.compile(
    _CELL_TAG
    + rb"""[^>]*?\br=["']((?:[A-Z]{3}|[C-Z][A-Z]|B[I-Z])\d+|[A-Z]{1,3}(?:\d{7,}|[2-9]\d{5}))["'][^>]*(?<!/)>"""
)
_PERHAPS_FAR = re.compile(rb'r="(?:[A-Z]{3}|[C-Z][A-Z]|B[I-Z]|[A-Z]{1,2}(?:\d{7}|[2-9]\d{5}))')
"""Quick to search: it begins with letters that are always the same."""
_UNPLACED = re.compile(_CELL_TAG + rb"""(?![^>]*\br=["'][A-Z])""")
_FULL_CELL = re.compile(_CELL_TAG + rb"([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_IS_ERROR = re.compile(rb"""\bt=["']e["']""")
_IS_TEXT = re.compile(rb"""\bt=["']str["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?=[ >/])([^>]*)>")
_VALUE = re.compile(rb"<(?:\w+:)?v>[^<]")
_SPILLS = re.compile(rb"""\bt=["']array["'].*?\bref=["']([A-Z]{1,2})(\d{1,6}):([A-Z]{1,2})(\d{1,6})["']""")
_MARKS_BEGIN = (b"<f", b":f", b't="e"', b"t='e'")


class Xlsx:
    """A workbook; ``folder`` is one that the caller takes away afterwards."""

    def __init__(self, content: bytes, folder: Path) -> None:
        self._marks: dict[str, dict[tuple[int, int], Mark]] = {}
        self._repacked = folder / "table.xlsx"
        try:
            self._look_through(content)
            self._book: Any = CalamineWorkbook.from_path(str(self._repacked))
            self._names = [name for name in self._book.sheet_names if name in self._marks]
        except Unreadable as refusal:
            raise Refused(refusal.message, **refusal.values) from refusal
        except (CalamineError, SyntaxError, ValueError, KeyError, OSError) as broken:  # SyntaxError is lxml's
            raise Refused(DAMAGED) from broken

    def sheets(self) -> list[str]:
        """Return the names of the sheets, in order."""
        return self._names

    def rows(self, sheet: str) -> Iterator[Row]:
        """Yield the rows of a sheet from the first on."""
        return rows_of(self._book, sheet)

    def marks(self, sheet: str) -> Marks:
        """Return which cells are formulas, or errors."""
        return self._marks[sheet]

    def _look_through(self, content: bytes) -> None:
        """Unpack within bounds, member by member, into an archive that holds nothing that was not counted."""
        left = MAX_UNPACKED
        with open_archive(content) as archive, zipfile.ZipFile(self._repacked, "w") as repacked:
            names = set(archive.namelist())
            if not {_BOOK, _RELATIONS} <= names:
                raise Refused(DAMAGED)
            sheets = self._paths(archive)
            for member in archive.infolist():
                part = unpack(archive, member, left)
                if part is None:
                    raise Refused(UNPACKS)
                left -= len(part)
                for name in sheets.get(member.filename, ()):
                    _check(name, part)
                    self._marks[name] = _marks(part)
                repacked.writestr(member.filename, part)

    @staticmethod
    def _paths(archive: zipfile.ZipFile) -> dict[str, list[str]]:
        """Return the names of the sheets that lie in each part."""
        targets = {
            each.get("Id"): each.get("Target", "") for each in _parsed(archive, _RELATIONS).iterfind("{*}Relationship")
        }
        found: dict[str, list[str]] = {}
        for each in _parsed(archive, _BOOK).iterfind("{*}sheets/{*}sheet"):
            path = posixpath.join("/xl", targets.get(each.get(_NAMED_BY), ""))[1:]
            if path.startswith("xl/worksheets/"):
                found.setdefault(path, []).append(each.get("name") or "")
        return found


def rows_of(book: Any, sheet: str) -> Iterator[Row]:
    """Yield the rows of a sheet from the first on, as calamine reads them."""
    try:
        found = book.get_sheet_by_name(sheet)
        before, left = found.start or (0, 0)
        for _row in range(before):
            yield []
        for row in found.iter_rows():
            yield [""] * left + row if left else row
    except CalamineError as broken:
        raise Refused(DAMAGED) from broken


def _parsed(archive: zipfile.ZipFile, name: str) -> Any:
    part = unpack(archive, archive.getinfo(name), MAX_UNPACKED)
    if part is None or part.count(b"<") > _MAX_PARTS_TAGS:
        raise Refused(UNPACKS)
    return parse_xml(part)


def _check(sheet: str, part: bytes) -> None:
    """Refuse a sheet whose reader would fill far more than what is written there."""
    if not part.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise Refused(DAMAGED)  # two bytes a letter: what is looked for below would not be found
    is_plain = b"r='" not in part and b":c " not in part
    far = None if is_plain and not _PERHAPS_FAR.search(part) else _FAR.search(part)
    if far:
        if re.match(rb"[A-Z]{1,2}\d", far[1]) and not re.match(rb"(?:[C-Z][A-Z]|B[I-Z])\d", far[1]):
            raise Refused(TOO_LONG, most=f"{MAX_ROWS:,}".replace(",", "."))
        raise Refused(TOO_WIDE, sheet=sheet[:60], place=far[1].decode())
    all_placed = is_plain and part.count(b'<c r="') == part.count(b"<c ") and b"<c>" not in part
    if not all_placed and _UNPLACED.search(part):
        raise Refused(DAMAGED)


def _marks(part: bytes) -> dict[tuple[int, int], Mark]:
    """Return which cells hold formulas or errors; the reader tells only values, and none for an error."""
    found: dict[tuple[int, int], Mark] = {}
    if not any(each in part for each in _MARKS_BEGIN):
        return found
    for cell in _FULL_CELL.finditer(part):
        formula = _FORMULA.search(cell[2])
        is_error = _IS_ERROR.search(cell[1])
        place = _PLACE.search(cell[1])
        if place is None or not (formula or is_error):
            continue
        mark = Mark.COMPUTED if _VALUE.search(cell[2]) or _IS_TEXT.search(cell[1]) else Mark.UNCOMPUTED
        mark = Mark.ERROR if is_error else mark
        found[int(place[2]), _column(place[1])] = mark
        if formula and (ends := _SPILLS.search(formula[1])):
            found |= dict.fromkeys(_spilled(ends), mark)
    return found


def _spilled(ends: re.Match[bytes]) -> Iterator[tuple[int, int]]:
    """Yield the places that one formula fills."""
    columns = range(_column(ends[1]), min(_column(ends[3]) + 1, MOST_COLUMNS))
    rows = range(int(ends[2]), min(int(ends[4]), MAX_ROWS) + 1)
    yield from ((row, column) for row in rows for column in columns)


def _column(letters: bytes) -> int:
    place = 0
    for each in letters:
        place = place * 26 + each - ord("A") + 1
    return place - 1
