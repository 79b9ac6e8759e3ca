"""A file that is kept beside a number as it is: a sheet, or a document of Word or Excel. No text is read from it."""

from __future__ import annotations

from typing import Final

from thidua.reading.files import scans
from thidua.reading.files.archive import open_archive
from thidua.reading.files.kinds import WORD
from thidua.reading.files.limits import MAX_BYTES
from thidua.reading.files.refusals import Unreadable, gettext_noop

SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIXES: Final = {**scans.SUFFIXES, WORD: ".docx", SHEET: ".xlsx"}

_EMPTY = gettext_noop("Tệp rỗng. Chọn tệp khác.")
_TOO_BIG = gettext_noop("Tệp lớn %(size)s MB, quá giới hạn %(limit)s MB. Chọn phần cần kèm, hoặc quét lại ở 200 dpi.")
_OTHER = gettext_noop(
    "Chỉ kèm được tệp PDF, JPG, PNG, Word (.docx) hay Excel (.xlsx). Lưu sang một kiểu ấy rồi chọn lại."
)
_MACROS = gettext_noop("Tệp có macro. Lưu lại thành .docx hay .xlsx không có macro rồi chọn lại.")

_ZIP = b"PK\x03\x04"
_HOMES = {"word/document.xml": WORD, "xl/workbook.xml": SHEET}
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")


def check_enclosure(content: bytes) -> str:
    """Return the media type of a file, once it is sure that it opens; its name never decides.

    Raises:
        Unreadable: empty, too large, of another kind, damaged, protected, or with macros.
    """
    if not content:
        raise Unreadable(_EMPTY)
    if len(content) > MAX_BYTES:
        raise Unreadable(_TOO_BIG, size=-(-len(content) // 2**20), limit=MAX_BYTES // 2**20)
    if content.startswith(_ZIP):
        return _kind_of_office(content)
    if not scans.begins_like_a_scan(content):
        raise Unreadable(_OTHER)
    return scans.check_scan(content)


def _kind_of_office(content: bytes) -> str:
    with open_archive(content) as archive:
        names = {name.lower() for name in archive.namelist()}
    if any(name.endswith(_MACRO_PARTS) for name in names):
        raise Unreadable(_MACROS)
    kind = next((kind for part, kind in _HOMES.items() if part in names), None)
    if kind is None:
        raise Unreadable(_OTHER)
    return kind
