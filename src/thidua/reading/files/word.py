"""A Word document (.docx): its paragraphs and tables in order, as accepted, without tracked deletions."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from thidua.reading.files import plain
from thidua.reading.files.dateline import published_in
from thidua.reading.files.kinds import WORD
from thidua.reading.files.loaded import LoadedText
from thidua.reading.files.refusals import Unreadable, gettext_noop

MAX_UNPACKED: Final = 200 * 1024 * 1024
MAX_UNPACKED_XML: Final = 40 * 1024 * 1024
_MAX_PARTS = 5000
_FLAG_ENCRYPTED = 0x1

_TOO_BIG_UNPACKED = gettext_noop(
    "Tệp .docx bung ra lớn bất thường (%(size)s MB, giới hạn %(limit)s MB) nên không mở. "
    "Hãy chép phần chữ sang một văn bản mới rồi đưa vào lại."
)
_DAMAGED = gettext_noop("Tệp .docx bị hỏng, không mở được. Hãy mở bằng Word, lưu lại một bản mới rồi đưa vào lại.")
_ENCRYPTED = gettext_noop(
    "Tệp có mật khẩu bảo vệ. Hãy mở tệp bằng mật khẩu, lưu một bản không có mật khẩu rồi đưa vào lại."
)
_EMPTY = gettext_noop("Văn bản Word không có chữ (có thể chỉ có ảnh). Hãy gõ lại nội dung hoặc đưa vào bản có chữ.")

# What python-docx and lxml raise on parts that are missing, cut off or of another shape.
_BROKEN = (OpcError, KeyError, ValueError, AttributeError, SyntaxError, zipfile.BadZipFile, OSError, EOFError)
_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT = qn("w:t")
_PRINTED = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\u00ad",
}
# Deleted or moved away; settings of tabs, which are no tabs; the old copy of a text box; notes set elsewhere.
_SKIPPED = {
    qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:tblPr"), qn("w:tcPr"), qn("w:trPr"), qn("w:sectPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip


def load(content: bytes) -> LoadedText:
    """Read a Word document.

    Raises:
        Unreadable: damaged, protected by a password, without text, or unpacking to more than ``MAX_UNPACKED`` bytes.
    """
    _check_size(content)
    try:
        body = docx.Document(io.BytesIO(content)).element.body
    except _BROKEN as error:
        raise Unreadable(_DAMAGED) from error
    decoded = plain.repair("\n".join(_lines(body)))
    text = decoded.text.replace("\u00ad", "").strip("\n")  # after the repair: TCVN3 keeps its «ư» there
    if not text.strip():
        raise Unreadable(_EMPTY)
    return LoadedText(
        text=text, media=WORD, notices=decoded.notices, title=plain.first_line(text), published=published_in(text)
    )


def _check_size(content: bytes) -> None:
    """Refuse an archive that would fill the memory, before anything of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable(_DAMAGED) from error
    if any(part.flag_bits & _FLAG_ENCRYPTED for part in parts):
        raise Unreadable(_ENCRYPTED)
    whole = sum(part.file_size for part in parts)
    markup = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    for size, limit in ((whole, MAX_UNPACKED), (markup, MAX_UNPACKED_XML)):
        if size > limit or len(parts) > _MAX_PARTS:
            raise Unreadable(_TOO_BIG_UNPACKED, size=size // 2**20, limit=limit // 2**20)


def _lines(element: Any) -> Iterator[str]:
    """Yield the paragraphs under ``element``, and each row of a table as one line, its cells parted by tabs."""
    for child in element:
        if child.tag == _PARAGRAPH:
            yield _printed(child)
        elif child.tag == _TABLE:
            yield from _rows(child)
        elif child.tag not in _SKIPPED:  # content controls, sections of custom markup
            yield from _lines(child)


def _rows(table: Any) -> Iterator[str]:
    for row in table.iter(_ROW):
        if next(row.iterancestors(_TABLE)) is table:
            cells = (
                " ".join(" ".join(_lines(cell)).split())
                for cell in row.iter(_CELL)
                if next(cell.iterancestors(_ROW)) is row
            )
            yield "\t".join(cells)


def _printed(paragraph: Any) -> str:
    """Return the text of a paragraph as it is printed."""
    pieces: list[str] = []
    walk = [paragraph]
    while walk:
        element = walk.pop()
        if element.tag == _TEXT:
            pieces.append(element.text or "")
        elif element.tag in _PRINTED:
            pieces.append(_PRINTED[element.tag])
        elif element.tag not in _SKIPPED:
            walk.extend(reversed(element))
    return "".join(pieces)
