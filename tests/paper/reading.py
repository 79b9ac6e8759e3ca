"""Reading printed documents back, as a reader of the file would."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import docx
import pypdfium2
from docx.oxml.ns import qn

RUNNING_HEAD = re.compile(r"^\d+(\s+DỰ THẢO)?\s*$", re.MULTILINE)


def docx_text(package: bytes) -> str:
    """Return the text of a Word file, tables in their place, a line for each paragraph."""
    body = docx.Document(io.BytesIO(package)).element.body
    return "\n".join(_paragraph_text(paragraph) for paragraph in body.iter(qn("w:p")))


def pdf_text(printed: bytes) -> str:
    """Return the text of a PDF without the running heads of its pages."""
    return "\n".join(_page_text(page, place) for place, page in enumerate(_pages(printed)))


def pdf_pages(printed: bytes) -> list[str]:
    """Return the text of each page, running heads included."""
    return [page.get_textpage().get_text_bounded() for page in _pages(printed)]


def bare(text: str) -> str:
    """Return the text without blanks and line ends, which the two formats place differently."""
    return re.sub(r"[\s\u200b]+", "", unicodedata.normalize("NFC", text))


def figures(text: str) -> list[str]:
    """Return every number of a text, in order of size as text."""
    return sorted(re.findall(r"\d[\d.,]*\d|\d", text))


def _paragraph_text(paragraph: Any) -> str:
    parts = []
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        inside_properties = node.getparent().tag == qn("w:tabs")
        if not inside_properties:
            parts.append(node.text or "" if node.tag == qn("w:t") else " ")
    return "".join(parts)


def _pages(printed: bytes) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(printed)
    yield from document


def _page_text(page: Any, place: int) -> str:
    # pdfium takes a hyphen at the end of a line for one that only the line break made.
    text = page.get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\x02", "-").replace("\ufffe", "-")
    return RUNNING_HEAD.sub("", text, count=1) if place else text
