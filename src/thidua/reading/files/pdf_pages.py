"""What each page of a PDF prints. A program of its own: ``python -m thidua.reading.files.pdf_pages < a.pdf``.

pdfium is fast, and written in C++: on a page made to hurt it takes all memory, all time, or falls over. Here it takes
down only this program, which is held to a limit of both. It answers with one line of JSON: ``{"pages": [...]}``, or
``{"refused": "encrypted"}``, ``"damaged"`` or ``"long"``.
"""

from __future__ import annotations

import json
import re
import signal
import sys
from typing import Final

import pypdfium2
from pypdfium2 import raw

from thidua.reading.files.limits import MAX_CHARACTERS
from thidua.reading.files.print_layout import Box, laid_out, rules_of

MAX_PAGES: Final = 1000
MAX_SECONDS: Final = 1.3
"""Of work, not of waiting; some 200 pages of text and tables on an ordinary PC."""
MAX_MEMORY: Final = 320 * 2**20
_MOST_SHAPES: Final = 2000
_WORD = re.compile(r"\S+")


def pages_of(content: bytes) -> dict[str, object]:
    """Return the pages, or why there are none."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return {"refused": "encrypted" if "password" in str(error).lower() else "damaged"}
    if len(document) > MAX_PAGES:
        return {"refused": "long", "pages": len(document)}
    pages: list[str] = []
    size = 0
    for number in range(len(document)):
        printed = _text_of_page(document, number)
        size += len(printed)
        if size > 2 * MAX_CHARACTERS:  # blanks and page numbers go yet
            return {"refused": "long", "pages": len(document), "read": number}
        pages.append(printed)
    return {"pages": pages}


def _text_of_page(document: pypdfium2.PdfDocument, number: int) -> str:
    """Return the text of a page; a page that cannot be loaded is an empty one."""
    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return ""
    size = text_page.count_chars()
    if size > 2 * MAX_CHARACTERS:
        return " " * (2 * MAX_CHARACTERS + 1)
    printed: str = text_page.get_text_range()
    if len(printed) == size:  # only then the places of characters are those of the text
        printed = laid_out(_words(text_page, printed, page.get_height()), _rules(page)) or printed
    text_page.close()
    page.close()
    return printed


def _words(text_page: pypdfium2.PdfTextPage, printed: str, height: float) -> list[Box]:
    words = []
    for found in _WORD.finditer(printed):
        first, last = text_page.get_charbox(found.start()), text_page.get_charbox(found.end() - 1)
        bottom, top = min(first[1], last[1]), max(first[3], last[3])
        words.append(Box(first[0], height - top, last[2], height - bottom, found.group()))
    return words


def _rules(page: pypdfium2.PdfPage) -> list[Box]:
    """Return the rules that are drawn on a page; none where there are so many that it is a drawing."""
    height = page.get_height()
    boxes = []
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=2):
        left, bottom, right, top = shape.get_bounds()
        boxes.append(Box(left, height - top, right, height - bottom))
        if len(boxes) > _MOST_SHAPES:
            return []
    return rules_of(boxes)


def hold_to_limits() -> None:
    """Let the system end this process at its limits, where it can: the answer is then missing, nothing else happens."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    for limit in (resource.RLIMIT_DATA, resource.RLIMIT_AS):
        most = MAX_MEMORY if limit == resource.RLIMIT_DATA else 4 * MAX_MEMORY
        resource.setrlimit(limit, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_PROF, MAX_SECONDS)


if __name__ == "__main__":
    hold_to_limits()
    sys.stdout.write(json.dumps(pages_of(sys.stdin.buffer.read())))
