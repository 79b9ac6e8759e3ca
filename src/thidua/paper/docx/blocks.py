"""The body: headings, paragraphs, tables, charts and lists of honour."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from docx.shared import Mm

from thidua.paper import charts
from thidua.paper.composition import PrintedBlock, PrintedHeading, PrintedParagraph
from thidua.paper.docx import xml
from thidua.paper.layout import Layout
from thidua.paper.model import Align, Chart, HonourGroup, HonourList, Row, Table

_ALIGNMENTS = {"left": "left", "centre": "center", "right": "right"}
_ALL_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_HAIRLINE = "AAAAAA"
_NUMBER_WIDTH = 9


class BlockPrinter:
    """Prints blocks; it holds the python-docx document because a picture becomes a part of the package."""

    def __init__(self, document: Any, layout: Layout) -> None:
        self._document = document
        self._layout = layout

    def printed(self, blocks: Iterable[PrintedBlock]) -> str:
        """Return the blocks, in order."""
        return "".join(self._printed(block) for block in blocks)

    def _printed(self, block: PrintedBlock) -> str:
        match block:
            case PrintedHeading():
                label = xml.run(f"{block.label} ") if block.label else ""
                return xml.paragraph(label + xml.written(block.text), f"Heading{block.level}")
            case PrintedParagraph():
                return _paragraph(block)
            case Table():
                return self._table(block)
            case Chart():
                return self._chart(block)
            case HonourList():
                return self._honours(block)
            case _:
                return xml.paragraph('<w:r><w:br w:type="page"/></w:r>', "TableText")

    def _table(self, table: Table) -> str:
        layout = self._layout
        widths = _shares([column.width for column in table.columns], xml.twips(layout.text_width))
        heads = (
            xml.cell(_cell_text(xml.run(column.head, bold=True), "centre", kept=True), width, middle=True)
            for column, width in zip(table.columns, widths, strict=True)
        )
        kept = len(table.rows) <= layout.kept_rows
        aligns = [column.align for column in table.columns]
        rows = [
            self._row(one, widths, aligns, kept=kept and place < len(table.rows) - 1)
            for place, one in enumerate(table.rows)
        ]
        borders = "".join(xml.border(side, "single", layout.table_rule) for side in _ALL_SIDES)
        grid = xml.table(
            widths, [xml.row(heads, head=True), *rows], borders=borders, margins=(layout.cell_x, layout.cell_y)
        )
        caption = xml.paragraph(xml.run(table.title), "Caption") if table.title else xml.spacer(kept=True)
        remark = xml.paragraph(xml.run(table.remark), "Remark") if table.remark else xml.spacer()
        return caption + grid + remark

    def _row(self, one: Row, widths: list[int], aligns: list[Align], *, kept: bool) -> str:
        cells = (
            xml.cell(_cell_text(xml.written(runs, bold=one.total), align, kept=kept), width, middle=True)
            for runs, width, align in zip(one.cells, widths, aligns, strict=True)
        )
        longest = max(sum(len(run.text) for run in runs) for runs in one.cells)
        return xml.row(cells, whole=longest <= self._layout.long_cell)

    def _chart(self, chart: Chart) -> str:
        width = Mm(self._layout.text_width)
        inline = self._document.part.new_pic_inline(io.BytesIO(charts.png(chart.spec)), width, None)
        for side in "TBLR":
            inline.set(f"dist{side}", "0")
        inline.docPr.set("descr", chart.alt)
        inline.docPr.set("name", chart.title[:60])
        picture = xml.paragraph(f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>", "TableText", kept=bool(chart.text))
        text = xml.paragraph(xml.written(chart.text), "Remark") if chart.text else xml.spacer()
        return xml.paragraph(xml.run(chart.title), "Caption") + picture + text

    def _honours(self, honours: HonourList) -> str:
        layout = self._layout
        widths = [xml.twips(_NUMBER_WIDTH), xml.twips(layout.text_width) - xml.twips(_NUMBER_WIDTH)]
        rows = [row for group in honours.groups for row in self._honour_group(group, widths)]
        borders = "".join(xml.border(side, "double", layout.table_rule) for side in ("top", "bottom"))
        panel = xml.table(widths, rows, borders=borders, margins=(layout.cell_x, layout.cell_y + 1))
        caption = xml.paragraph(xml.run(honours.title), "Caption") if honours.title else xml.spacer(kept=True)
        return caption + panel + xml.spacer() if rows else caption

    def _honour_group(self, group: HonourGroup, widths: list[int]) -> list[str]:
        layout = self._layout
        name = _cell_text(xml.run(group.award, bold=True, size=layout.caption), "centre", kept=True, above=4)
        rows = [xml.row([xml.cell(name, sum(widths), span=2)])]
        kept = len(group.recipients) <= layout.kept_rows
        for place, one in enumerate(group.recipients, start=1):
            stays = kept and place < len(group.recipients)
            marks = "".join(xml.mark(number) for number in one.notes)
            who = _cell_text(xml.run(one.name, bold=True, size=layout.caption) + marks, "left", kept=stays)
            why = _cell_text(xml.run(one.detail), "left", kept=stays) if one.detail else ""
            line = xml.border("top", "single", layout.table_rule, _HAIRLINE) if place > 1 else ""
            number = _cell_text(xml.run(f"{place}.", size=layout.caption), "right", kept=stays)
            rows.append(
                xml.row([xml.cell(number, widths[0], borders=line), xml.cell(who + why, widths[1], borders=line)])
            )
        return rows


def _paragraph(block: PrintedParagraph) -> str:
    label = xml.run(f"{block.label} ") if block.label else ""
    more = "" if block.align == "justified" else f'<w:ind w:firstLine="0"/><w:jc w:val="{_ALIGNMENTS[block.align]}"/>'
    return xml.paragraph(label + xml.written(block.text), "BodyText", kept=block.kept, more=more)


def _cell_text(content: str, align: str, *, kept: bool = False, above: float = 0) -> str:
    more = f'<w:spacing w:before="{round(above * 20)}"/>' if above else ""
    return xml.paragraph(content, "TableText", kept=kept, more=f'{more}<w:jc w:val="{_ALIGNMENTS[align]}"/>')


def _shares(weights: list[float], total: int) -> list[int]:
    return [round(total * weight / sum(weights)) for weight in weights]
