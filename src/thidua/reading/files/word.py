"""A Word document (.docx): its paragraphs and tables in order, as accepted, without tracked deletions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn

from thidua.reading.files import plain
from thidua.reading.files.archive import open_archive, unpack
from thidua.reading.files.dateline import published_in
from thidua.reading.files.kinds import WORD
from thidua.reading.files.limits import check_length, check_marks, grouped
from thidua.reading.files.loaded import LoadedText
from thidua.reading.files.refusals import Unreadable, gettext_noop

MAX_MARKUP: Final = 20 * 1024 * 1024
MAX_ELEMENTS: Final = 400_000
"""What 120 pages of tables need several times over."""

_TOO_BIG_UNPACKED = gettext_noop(
    "Tệp .docx bung ra lớn bất thường (quá %(limit)s MB hoặc %(elements)s thẻ) nên không mở. "
    "Hãy chép phần chữ sang một văn bản mới rồi đưa vào lại."
)
_DAMAGED = gettext_noop("Tệp .docx bị hỏng, không mở được. Hãy mở bằng Word, lưu lại một bản mới rồi đưa vào lại.")
_EMPTY = gettext_noop("Văn bản Word không có chữ (có thể chỉ có ảnh). Hãy gõ lại nội dung hoặc đưa vào bản có chữ.")

_FIRST_PART = re.compile(rb'<(?:\w+:)?Relationship\b[^<>]*?/relationships/officeDocument"[^<>]*+>')
_TARGET = re.compile(rb'\bTarget="/?([^"<>]*)"')
_USUAL_PART = "word/document.xml"
_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_MERGED, _VALUE = f"{qn('w:tcPr')}/{qn('w:vMerge')}", qn("w:val")
_MOST_COLUMNS = 63  # Word's own limit
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
        Unreadable: damaged, protected by a password, without text, or with more than ``MAX_MARKUP`` bytes of markup.
    """
    body = _body_of(content)
    lines = "\n".join(_lines(body))
    check_length(len(lines))
    check_marks(lines)
    decoded = plain.repair(lines)
    text = decoded.text.replace("\u00ad", "").strip("\n")  # after the repair: TCVN3 keeps its «ư» there
    if not text.strip():
        raise Unreadable(_EMPTY)
    return LoadedText(
        text=text, media=WORD, notices=decoded.notices, title=plain.first_line(text), published=published_in(text)
    )


def _body_of(content: bytes) -> Any:
    """Return the body of the document; of all parts only its own is unpacked, as far as it is of a size to be read."""
    with open_archive(content) as archive:
        parts = {part.filename: part for part in archive.infolist()}
        relations = parts.get("_rels/.rels")
        told = _FIRST_PART.search((unpack(archive, relations, 2**20) or b"") if relations else b"")
        target = _TARGET.search(told.group()) if told else None
        part = parts.get(target.group(1).decode("utf-8", "replace") if target else _USUAL_PART)
        if part is None:
            raise Unreadable(_DAMAGED)
        markup = unpack(archive, part, MAX_MARKUP)
    if markup is None or markup.count(b"<") > MAX_ELEMENTS:
        raise Unreadable(_TOO_BIG_UNPACKED, limit=MAX_MARKUP // 2**20, elements=grouped(MAX_ELEMENTS))
    try:
        body = parse_xml(markup).find(qn("w:body"))
    except (SyntaxError, ValueError) as error:  # lxml's, on markup that breaks off or unfolds without end
        raise Unreadable(_DAMAGED) from error
    if body is None:
        raise Unreadable(_DAMAGED)
    return body


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
    """Yield each row with as many tabs as its grid has lines inside, so that a column keeps its place in every row.

    A cell merged over several columns stands in the first of them, one merged over several rows in the first of those;
    the places that it covers are empty.
    """
    for row in _within(table, _ROW, _CELL):
        cells: list[str] = [""] * _whole(row, "w:trPr/w:gridBefore")
        for cell in _within(row, _CELL, _TABLE):
            merge = cell.find(_MERGED)
            goes_on = merge is not None and merge.get(_VALUE) != "restart"
            cells.append("" if goes_on else " ".join(" ".join(_lines(cell)).split()))
            cells.extend([""] * (_whole(cell, "w:tcPr/w:gridSpan") - 1))
        yield "\t".join(cells) or "\t"


def _within(element: Any, wanted: str, never: str) -> Iterator[Any]:
    """Yield what is ``wanted`` under ``element``, also in content controls and marks of tracked changes."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag != never and child.tag not in _SKIPPED:
            yield from _within(child, wanted, never)


def _whole(element: Any, path: str) -> int:
    """Return the number that a setting gives, as far as a table can be that wide; 0 where it gives none."""
    setting = element.find(path, {"w": nsmap["w"]})
    given = setting.get(_VALUE, "") if setting is not None else ""
    return min(int(given[:6]), _MOST_COLUMNS) if given.isdecimal() else 0


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
