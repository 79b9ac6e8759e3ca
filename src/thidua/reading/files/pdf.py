"""A PDF: the text of its pages in order, wrapped lines joined into paragraphs."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
from typing import Any, Final

from thidua.reading.files import pdf_pages, pdf_scan, plain
from thidua.reading.files.dateline import published_in
from thidua.reading.files.limits import check_length, check_marks
from thidua.reading.files.loaded import LoadedText, Notice
from thidua.reading.files.print_layout import BLOCK_END
from thidua.reading.files.refusals import Unreadable, gettext_noop

_WAITING: Final = 20.0  # seconds; where the system cannot count the time of work, and for what does not work at all
_MOST_NAMED = 20  # pages in a notice
_LETTERS_OF_A_SCAN = 8  # a page with fewer is a picture with at most a stamp on it

_ENCRYPTED = gettext_noop("Tệp PDF có mật khẩu bảo vệ. Hãy mở bằng mật khẩu, in ra một tệp PDF mới rồi đưa vào lại.")
_DAMAGED = gettext_noop("Tệp PDF bị hỏng hoặc chưa tải xong, không mở được. Hãy lấy lại bản gốc rồi đưa vào lại.")
_TOO_LONG = gettext_noop(
    "Tệp PDF có %(pages)s trang, giới hạn %(limit)s trang. Hãy tách lấy phần cần đọc rồi đưa vào lại."
)
_SCANNED = gettext_noop(
    "Tệp PDF là ảnh quét, không có chữ để đọc. Hãy nhận dạng chữ (OCR) trước, hoặc đưa vào bản .docx đã ký số; "
    "người quản trị có thể cài chương trình nhận dạng chữ cho máy này."
)

_RECOGNISED = gettext_noop(
    "Chữ được nhận dạng từ ảnh quét (OCR), có thể sai dấu, sai số. Hãy đối chiếu từng số với bản giấy trước khi nhận."
)
_PAGES_WITHOUT_WORDS = gettext_noop("Trang %(pages)s không có chữ (trống hoặc là ảnh quét), chưa đọc được gì ở đó.")
_BEYOND = gettext_noop(
    "Tệp PDF quá nặng hoặc có trang dựng khác thường, không đọc được trong thời gian cho phép. "
    "Hãy tách lấy phần cần đọc, hoặc mở bằng trình duyệt và in ra một tệp PDF mới, rồi đưa vào lại."
)
_REFUSED = {"encrypted": _ENCRYPTED, "damaged": _DAMAGED, "long": _TOO_LONG, "beyond": _BEYOND}
_LINE_END = re.compile(r"\r\n|\r|\n|\x0b|\x0c|\u2028|\u2029")
_UNPRINTED = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PAGE_NUMBER = re.compile(r"\s*(?:[-–—]\s*)?(?:Trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*[-–—])?\s*", re.IGNORECASE)
_NEW_PARAGRAPH = re.compile(r"\s*(?:[-–—•+*▪●►]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ][.)]\s|[IVX]{1,5}[.)]\s|Điều\s+\d)")
_ENDS_SENTENCE = re.compile(r"[.!?:;…”\"]\s*$")
_SENTENCE_OVER_PAGES = re.compile(r"(?<=[^\W_])\f(?=[a-zà-ỹđ])")
_SENTENCE_OVER_BLOCKS = re.compile(rf"(?<=[^\W_]){BLOCK_END}(?=[a-zà-ỹđ][^\t\n]*(?:\n|\Z|{BLOCK_END}))")
_FULL_LINE = 0.75  # of the longest line of the page; a shorter one ends its paragraph


def load(content: bytes) -> LoadedText:
    """Read a PDF.

    Raises:
        Unreadable: protected by a password, damaged, too long or too heavy, or scanned.
    """
    pages = pages_of(content)
    notices: tuple[Notice, ...] = ()
    scans = [number for number, page in enumerate(pages, 1) if _letters(page) < _LETTERS_OF_A_SCAN]
    if sum(map(_letters, pages)) < _LETTERS_OF_A_SCAN * len(pages):
        if not pdf_scan.program():
            raise Unreadable(_SCANNED)
        pages, notices = pdf_scan.recognised(content, len(pages)), (Notice(_RECOGNISED),)
    elif scans:
        notices = (Notice(_PAGES_WITHOUT_WORDS, {"pages": ", ".join(map(str, scans[:_MOST_NAMED]))}),)
    printed = "\f".join(_joined(page) for page in pages)
    check_length(len(printed))
    check_marks(printed)
    repaired = plain.repair(printed)
    starts, position = [], 0
    for page in repaired.text.split("\f"):
        starts.append(position)
        position += len(page) + 1
    text = _SENTENCE_OVER_PAGES.sub(" ", repaired.text).replace("\f", "\n")  # of one length: the starts stay right
    return LoadedText(
        text=text,
        media="application/pdf",
        notices=notices + repaired.notices,
        title=plain.first_line(text),
        published=published_in(text),
        pages=tuple(starts),
    )


def _letters(page: str) -> int:
    return sum(map(str.isalpha, page))


def pages_of(content: bytes) -> list[str]:
    """Return what each page prints, as another process finds it: one that may fall over, and is ended in time.

    Raises:
        Unreadable: protected by a password, damaged, too long or too heavy.
    """
    program = [sys.executable, "-m", pdf_pages.__name__]
    answer: dict[str, Any] = {"refused": "beyond"}
    with contextlib.suppress(subprocess.TimeoutExpired, ValueError):
        ended = subprocess.run(program, input=content, capture_output=True, timeout=_WAITING, check=False)
        if ended.returncode == 0:
            answer = json.loads(ended.stdout)
    if "refused" in answer:
        pages = answer.get("pages", 0)
        raise Unreadable(_REFUSED[answer["refused"]], pages=pages, limit=answer.get("read", pdf_pages.MAX_PAGES))
    printed: list[str] = answer["pages"]
    return printed


def _joined(page: str) -> str:
    """Return the paragraphs of a page, block after block: a column has shorter full lines than a page."""
    blocks = BLOCK_END.join(_paragraphs(block) for block in page.split(BLOCK_END))
    return _SENTENCE_OVER_BLOCKS.sub(" ", blocks).replace(BLOCK_END, "\n")


def _paragraphs(page: str) -> str:
    """Join the lines that were broken only by the width of the page, and leave out page numbers."""
    lines = [_UNPRINTED.sub("", line).rstrip(" ") for line in _LINE_END.split(page.replace("\u00ad\r\n", ""))]
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
    if not before.strip() or not line.strip() or "\t" in before + line or _NEW_PARAGRAPH.match(line):
        return False
    return len(before) >= full or (line.lstrip()[0].islower() and not _ENDS_SENTENCE.search(before))
