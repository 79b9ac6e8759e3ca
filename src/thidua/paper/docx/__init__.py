"""Printing to DOCX: python-docx for the package, the styles and the pictures; the body is written as XML."""

from __future__ import annotations

import io
from datetime import datetime

import docx
from docx.oxml import parse_xml

from thidua.paper.composition import compose, layout_day
from thidua.paper.docx.archive import dated
from thidua.paper.docx.blocks import BlockPrinter
from thidua.paper.docx.ending import ending
from thidua.paper.docx.head import head
from thidua.paper.docx.styles import prepare
from thidua.paper.layout import layout_on
from thidua.paper.metrics import measure
from thidua.paper.model import Document


def render_docx(document: Document, *, at: datetime) -> bytes:
    """Return the document as a Word file, made ``at`` an aware instant: the same bytes for the same two."""
    layout = layout_on(layout_day(document, at))
    sheet = compose(document)
    word = docx.Document()
    prepare(word, sheet, layout, at)
    printer = BlockPrinter(word, layout)
    body = head(sheet, layout, measure(sheet, layout)) + printer.printed(sheet.blocks) + ending(sheet, layout, printer)
    # Parsed in one piece: moving thousands of elements into another tree takes lxml minutes.
    word.part._element = parse_xml(word.element.xml.replace("<w:body>", f"<w:body>{body}", 1))  # noqa: SLF001
    out = io.BytesIO()
    word.save(out)
    return dated(out.getvalue(), at)
