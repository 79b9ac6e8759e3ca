"""Letters recognised in the pictures of a scanned PDF, by tesseract, where ``THIDUA_OCR`` names it.

Nothing is recognised unasked: it takes seconds a page, and what comes of it must be held against the paper. As for text
(``pdf_pages``), pages are drawn by a process of its own: ``python -m thidua.reading.files.pdf_scan 3 < a.pdf`` writes
page 3 as a grey picture (PGM).
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Final

import pypdfium2

from thidua.reading.files.refusals import Unreadable, gettext_noop

PROGRAM_NAMED_BY: Final = "THIDUA_OCR"
MAX_PAGES: Final = 20
_DOTS_AN_INCH, _POINTS_AN_INCH = 200, 72
_LARGEST: Final = 5000  # dots a side: A2 at this resolution
_SECONDS_A_PAGE: Final = 60

_TOO_MANY = gettext_noop(
    "Tệp PDF là ảnh quét, có %(pages)s trang; chỉ nhận dạng chữ được %(limit)s trang một lần. "
    "Hãy tách lấy phần cần đọc rồi đưa vào lại."
)
_FAILED = gettext_noop(
    "Chương trình nhận dạng chữ (OCR) không chạy được. Hãy báo người quản trị kiểm tra tesseract và gói tiếng Việt "
    "(vie), hoặc đưa vào bản .docx."
)


def program() -> str:
    """Return the program that recognises letters; empty where none is named."""
    return os.environ.get(PROGRAM_NAMED_BY, "").strip()


def recognised(content: bytes, pages: int) -> list[str]:
    """Return what is recognised on each page.

    Raises:
        Unreadable: more than ``MAX_PAGES``, or the program does not run.
    """
    if pages > MAX_PAGES:
        raise Unreadable(_TOO_MANY, pages=pages, limit=MAX_PAGES)
    return [_recognised(content, number) for number in range(pages)]


def _recognised(content: bytes, number: int) -> str:
    drawing = [sys.executable, "-m", __name__, str(number)]
    reading = [program(), "stdin", "stdout", "-l", "vie"]
    try:
        drawn = subprocess.run(drawing, input=content, capture_output=True, timeout=_SECONDS_A_PAGE, check=True)
        read = subprocess.run(reading, input=drawn.stdout, capture_output=True, timeout=_SECONDS_A_PAGE, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise Unreadable(_FAILED) from error
    return read.stdout.decode("utf-8", "replace").replace("\f", "")


def picture_of(content: bytes, number: int) -> bytes:
    """Return a page as a grey picture in the form PGM."""
    page = pypdfium2.PdfDocument(content)[number]
    scale = min(_DOTS_AN_INCH / _POINTS_AN_INCH, _LARGEST / max(page.get_size()))
    drawn = page.render(scale=scale, grayscale=True)
    rows = bytes(drawn.buffer)
    lines = (rows[place : place + drawn.width] for place in range(0, drawn.stride * drawn.height, drawn.stride))
    return b"P5 %d %d 255\n" % (drawn.width, drawn.height) + b"".join(lines)


if __name__ == "__main__":
    sys.stdout.buffer.write(picture_of(sys.stdin.buffer.read(), int(sys.argv[1])))
