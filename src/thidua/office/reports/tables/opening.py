"""Which kind of table a file is, by its content; opened for as long as it is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from thidua.core.errors import Refused
from thidua.office.reports.tables.comma import Comma
from thidua.office.reports.tables.ods import CONTENT, Ods
from thidua.office.reports.tables.opened import EMPTY, LIMIT, TOO_BIG, UNKNOWN, Sheet, Source
from thidua.office.reports.tables.xls import Xls
from thidua.office.reports.tables.xlsx import Xlsx
from thidua.reading.files.archive import open_archive
from thidua.reading.files.refusals import Unreadable

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"{\\rtf", b"\x1f\x8b")
ENDINGS: Final = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".csv": "text/csv",
}


def look_at(content: bytes) -> None:
    """Open a table once before it is kept.

    Raises:
        Refused: it is no table, damaged, or beyond a limit.
    """
    if len(content) > LIMIT:
        raise Refused(TOO_BIG)
    with TemporaryDirectory(prefix="thidua-table-") as folder:
        path = Path(folder) / "brought"
        path.write_bytes(content)
        with opened(path) as source:
            for sheet in source.sheets():
                next(source.rows(sheet), None)


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """Open a table within bounds.

    Raises:
        Refused: it is no table, damaged, or beyond a limit.
    """
    with path.open("rb") as file:
        begins = file.read(4096)
    if path.stat().st_size > LIMIT:
        raise Refused(TOO_BIG)
    with TemporaryDirectory(prefix="thidua-table-") as folder:
        source = _source(path, begins, Path(folder))
        if not source.sheets():
            raise Refused(EMPTY)
        yield source


def sheet_of(source: Source, name: str) -> Sheet:
    """Return a sheet by its name; the first where there is none of that name."""
    names = source.sheets()
    return Sheet(source, name if name in names else names[0])


def _source(path: Path, begins: bytes, folder: Path) -> Source:
    if begins.startswith(_OLE):
        return Xls(path)
    if begins.startswith(_ZIP):
        content = path.read_bytes()
        return Ods(content) if _holds(content, CONTENT) else Xlsx(content, folder)
    is_text = begins[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" not in begins
    if not begins or not is_text or begins.startswith(_OTHERS):
        raise Refused(UNKNOWN)
    return Comma(path)


def _holds(content: bytes, name: str) -> bool:
    """Whether an archive has a member of that name."""
    try:
        with open_archive(content) as archive:
            return name in archive.namelist()
    except Unreadable as refusal:
        raise Refused(refusal.message, **refusal.values) from refusal
