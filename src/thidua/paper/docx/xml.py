"""WordprocessingML (ECMA-376, part 1, chapter 17) as text.

Written out rather than built element by element: a table of thousands of rows takes seconds by python-docx's interface.
Every text passes through `escape`; lengths are twips (1/20 pt) and half points, as the format wants them.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from thidua.paper.model import Runs

TWIPS_PER_MM = 1440 / 25.4


def twips(mm: float) -> int:
    """Return a length in mm as twips."""
    return round(mm * TWIPS_PER_MM)


def run(text: str, *, bold: bool = False, italic: bool = False, size: float | None = None) -> str:
    """Return a run; ``size`` in pt only where it departs from the paragraph's style."""
    style = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    if size is not None:
        style += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    return f'<w:r>{_properties("rPr", style)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def mark(number: int) -> str:
    """Return the raised number of a source note, a link to the note itself."""
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    return f'<w:hyperlink w:anchor="source_{number}"><w:r>{raised}<w:t>[{number}]</w:t></w:r></w:hyperlink>'


def written(runs: Runs, *, bold: bool = False) -> str:
    """Return runs with their source marks."""
    parts: list[str] = []
    for one in runs:
        if one.text:
            parts.append(run(one.text, bold=bold or one.bold, italic=one.italic))
        parts.extend(mark(number) for number in one.notes)
    return "".join(parts)


def paragraph(content: str, style: str, *, kept: bool = False, page_break: bool = False, more: str = "") -> str:
    """Return a paragraph in a named style; ``more`` are further properties, in the order of the schema."""
    properties = f'<w:pStyle w:val="{style}"/>'
    properties += ("<w:keepNext/>" if kept else "") + ("<w:pageBreakBefore/>" if page_break else "") + more
    return f"<w:p>{_properties('pPr', properties)}{content}</w:p>"


def bookmark(number: int, content: str) -> str:
    """Return content under the name that a source mark points to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="source_{number}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def rule(length: float, room: float, thickness: float, *, above: float = 0, align: str = "centre") -> str:
    """Return a thin line of ``length`` in a column of ``room``, all in pt: an empty paragraph with a border on top.

    The decree wants a drawn line, not underlining; a border prints as one and survives every word processor.
    """
    spare = max(room - length, 0)
    left = spare / 2 if align == "centre" else 0
    border = f'<w:pBdr><w:top w:val="single" w:sz="{round(thickness * 8)}" w:space="0" w:color="000000"/></w:pBdr>'
    spacing = f'<w:spacing w:before="{round(above * 20)}" w:after="0" w:line="80" w:lineRule="exact"/>'
    indent = f'<w:ind w:left="{round(left * 20)}" w:right="{round((spare - left) * 20)}" w:firstLine="0"/>'
    return paragraph("", "HeadLine", more=border + spacing + indent)


def spacer(*, kept: bool = False) -> str:
    """Return a low empty line: Word would join two tables that touch, and wants a paragraph after the last.

    ``kept`` before a table, so that the heading above it goes with it to the next page.
    """
    return paragraph("", "TableText", kept=kept, more='<w:spacing w:line="120" w:lineRule="exact"/>')


def table(
    widths: Iterable[int],
    rows: Iterable[str],
    *,
    borders: str = "",
    margins: tuple[float, float] = (0, 0),
) -> str:
    """Return a table of fixed column widths in twips; ``margins`` of cells, across and down, in pt."""
    columns = list(widths)
    across, down = (round(margin * 20) for margin in margins)
    sides = (("top", down), ("left", across), ("bottom", down), ("right", across))
    cells = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f"{_properties('tblBorders', borders)}"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{cells}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(cells: Iterable[str], *, head: bool = False, whole: bool = True) -> str:
    """Return a row; a ``head`` repeats on every page, a ``whole`` row is never broken over two."""
    properties = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    return f"<w:tr>{_properties('trPr', properties)}{''.join(cells)}</w:tr>"


def cell(content: str, width: int, *, span: int = 1, middle: bool = False, borders: str = "") -> str:
    """Return a cell holding one or more paragraphs."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    placed = '<w:vAlign w:val="center"/>' if middle else ""
    framed = _properties("tcBorders", borders)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{framed}{placed}</w:tcPr>{content}</w:tc>'


def border(side: str, kind: str, thickness: float, colour: str = "000000") -> str:
    """Return one border of a table or cell, ``thickness`` in pt."""
    return f'<w:{side} w:val="{kind}" w:sz="{round(thickness * 8)}" w:space="0" w:color={quoteattr(colour)}/>'


def _properties(name: str, content: str) -> str:
    return f"<w:{name}>{content}</w:{name}>" if content else ""
