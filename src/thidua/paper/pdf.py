"""Printing to PDF: the sheet goes to a typst template as data, so no text of a document is ever read as markup."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import typst

from thidua.paper import charts, wording
from thidua.paper.composition import PrintedBlock, Sheet, compose, layout_day
from thidua.paper.layout import layout_on
from thidua.paper.metrics import FONTS, measure
from thidua.paper.model import Chart, Document

_TEMPLATE = Path(__file__).with_name("templates") / "document.typ"
_FONT = "Liberation Serif"
# To be kept for decades (PDF/A-2a, ISO 19005-2) and read aloud (PDF/UA-1, ISO 14289-1).
_ARCHIVAL: Any = ["a-2a", "ua-1"]  # typst's own type of it is a list of every standard there is


def render_pdf(document: Document, *, at: datetime) -> bytes:
    """Return the document as PDF/A-2a and PDF/UA-1, made ``at`` an aware instant: the same bytes for the same two.

    Every letter is embedded; nothing is read from the machine or fetched.
    """
    layout = layout_on(layout_day(document, at))
    sheet = compose(document)
    pages = {
        "sheet": _as_plain(sheet),
        "layout": {**asdict(layout), "since": layout.since.isoformat(), "font": _FONT},
        "measured": asdict(measure(sheet, layout)),
        "words": {
            "recipients": wording.RECIPIENTS,
            "sources": wording.SOURCES,
        },
    }
    compiler = typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent, font_paths=_fonts(), ignore_system_fonts=True)
    inputs = {"document": json.dumps(pages, ensure_ascii=False)}
    try:
        printed = compiler.compile(
            format="pdf", sys_inputs=inputs, timestamp=int(at.timestamp()), pdf_standards=_ARCHIVAL
        )
    except typst.TypstError:  # a letter that the fonts do not have may not stand in an archival file
        printed = compiler.compile(format="pdf", sys_inputs=inputs, timestamp=int(at.timestamp()))
    return cast("bytes", printed)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS), str(charts.SCREEN_FONTS)]
    )


def _as_plain(sheet: Sheet) -> dict[str, Any]:
    """Return the sheet as JSON values; each block says its type."""
    return {
        **asdict(sheet),
        "blocks": [_block(block) for block in sheet.blocks],
        "annexes": [{**asdict(annex), "blocks": [_block(block) for block in annex.blocks]} for annex in sheet.annexes],
    }


def _block(block: PrintedBlock) -> dict[str, Any]:
    kind = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in type(block).__name__)
    plain = {"type": kind.removeprefix("_"), **asdict(block)}
    if isinstance(block, Chart):
        del plain["spec"]
        plain["svg"] = charts.svg(block.spec)
    return plain
