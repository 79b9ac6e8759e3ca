"""A PDF: the text of its pages in order, wrapped lines joined into paragraphs."""

from __future__ import annotations

import re
import threading
from typing import Final

import pypdfium2

from thidua.reading.files import plain
from thidua.reading.files.dateline import published_in
from thidua.reading.files.loaded import LoadedText
from thidua.reading.files.refusals import Unreadable, gettext_noop

MAX_PAGES: Final = 1000
_MAX_CHARACTERS = 20_000_000
_LETTERS_OF_A_SCAN = 8  # a page with fewer is a picture with at most a stamp on it

_ENCRYPTED = gettext_noop("Tệp PDF có mật khẩu bảo vệ. Hãy mở bằng mật khẩu, in ra một tệp PDF mới rồi đưa vào lại.")
_DAMAGED = gettext_noop("Tệp PDF bị hỏng hoặc chưa tải xong, không mở được. Hãy lấy lại bản gốc rồi đưa vào lại.")
_TOO_LONG = gettext_noop(
    "Tệp PDF có %(pages)s trang, giới hạn %(limit)s trang. Hãy tách lấy phần cần đọc rồi đưa vào lại."
)
_SCANNED = gettext_noop(
    "Tệp PDF là ảnh quét, không có chữ để đọc. Hãy nhận dạng chữ (OCR) trước, hoặc đưa vào bản .docx đã ký số."
)

# pdfium is not safe to call from two threads at once; the site runs several.
_ONE_AT_A_TIME = threading.Lock()
_LINE_END = re.compile(r"\r\n|\r|\n|\x0b|\x0c|\u2028|\u2029")
_UNPRINTED = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PAGE_NUMBER = re.compile(r"\s*(?:[-–—]\s*)?(?:Trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*[-–—])?\s*", re.IGNORECASE)
_NEW_PARAGRAPH = re.compile(r"\s*(?:[-–—•+*▪●►]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ][.)]\s|[IVX]{1,5}[.)]\s|Điều\s+\d)")
_ENDS_SENTENCE = re.compile(r"[.!?:;…”\"]\s*$")
_SENTENCE_OVER_PAGES = re.compile(r"(?<=[^\W_])\f(?=[a-zà-ỹđ])")
_FULL_LINE = 0.75  # of the longest line of the page; a shorter one ends its paragraph


def load(content: bytes) -> LoadedText:
    """Read a PDF.

    Raises:
        Unreadable: protected by a password, damaged, longer than ``MAX_PAGES``, or scanned.
    """
    with _ONE_AT_A_TIME:
        pages = _pages_of(content)
    letters = sum(character.isalpha() for page in pages for character in page)
    if letters < _LETTERS_OF_A_SCAN * len(pages):
        raise Unreadable(_SCANNED)
    repaired = plain.repair("\f".join(_paragraphs(page) for page in pages))
    starts, position = [], 0
    for page in repaired.text.split("\f"):
        starts.append(position)
        position += len(page) + 1
    text = _SENTENCE_OVER_PAGES.sub(" ", repaired.text).replace("\f", "\n")  # of one length: the starts stay right
    return LoadedText(
        text=text,
        media="application/pdf",
        notices=repaired.notices,
        title=plain.first_line(text),
        published=published_in(text),
        pages=tuple(starts),
    )


def _pages_of(content: bytes) -> list[str]:
    """Return what each page prints, in the order in which it was set."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_ENCRYPTED if "password" in str(error).lower() else _DAMAGED) from error
    try:
        if len(document) > MAX_PAGES:
            raise Unreadable(_TOO_LONG, pages=len(document), limit=MAX_PAGES)
        pages: list[str] = []
        size = 0
        for number in range(len(document)):
            printed = _text_of_page(document, number)
            size += len(printed)
            if size > _MAX_CHARACTERS:
                raise Unreadable(_TOO_LONG, pages=len(document), limit=number)
            pages.append(printed)
        return pages
    finally:
        document.close()


def _text_of_page(document: pypdfium2.PdfDocument, number: int) -> str:
    """Return the text of a page; a page that cannot be loaded is an empty one."""
    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return ""
    try:
        printed: str = text_page.get_text_range()
    finally:
        text_page.close()
        page.close()
    return printed


def _paragraphs(page: str) -> str:
    """Join the lines that were broken only by the width of the page, and leave out page numbers."""
    lines = [_UNPRINTED.sub("", line).rstrip() for line in _LINE_END.split(page.replace("\u00ad\r\n", ""))]
    while lines and (not lines[0].strip() or _PAGE_NUMBER.fullmatch(lines[0])):
        lines.pop(0)
    while lines and (not lines[-1].strip() or _PAGE_NUMBER.fullmatch(lines[-1])):
        lines.pop()
    full = _FULL_LINE * max(map(len, lines), default=0)
    joined: list[str] = []
    before = ""
    for line in lines:
        if joined and _goes_on(before, line, full):
            joined[-1] = f"{joined[-1]} {line.lstrip()}"
        else:
            joined.append(line)
        before = line
    return "\n".join(joined)


def _goes_on(before: str, line: str, full: float) -> bool:
    """Tell whether ``line`` continues the paragraph of the line ``before`` it."""
    if not before.strip() or not line.strip() or _NEW_PARAGRAPH.match(line):
        return False
    return len(before) >= full or (line.lstrip()[0].islower() and not _ENDS_SENTENCE.search(before))
