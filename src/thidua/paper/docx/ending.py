"""What follows the body: recipients and signature, contact, annexes, sources."""

from __future__ import annotations

from thidua.paper import wording
from thidua.paper.composition import PrintedAnnex, Sheet
from thidua.paper.docx import xml
from thidua.paper.docx.blocks import BlockPrinter
from thidua.paper.layout import Layout
from thidua.paper.metrics import POINTS_PER_MM

_SOURCE_MARK_WIDTH = 8


def ending(sheet: Sheet, layout: Layout, printer: BlockPrinter) -> str:
    """Return everything below the body."""
    contact = xml.paragraph(
        xml.run(sheet.contact), "BodyText", more='<w:spacing w:before="280"/><w:ind w:firstLine="0"/>'
    )
    annexes = "".join(_annex_head(annex) + printer.printed(annex.blocks) for annex in sheet.annexes)
    return _closing(sheet, layout) + (contact if sheet.contact else "") + annexes + _sources(sheet, layout)


def _closing(sheet: Sheet, layout: Layout) -> str:
    if not (sheet.offices or sheet.recipients):
        return ""
    right = xml.twips(layout.signature_width)
    left = xml.twips(layout.text_width) - right
    recipients = [xml.paragraph(xml.run(line), "Recipient", kept=True) for line in sheet.recipients]
    if recipients:
        recipients.insert(0, xml.paragraph(xml.run(wording.RECIPIENTS), "RecipientsHead", kept=True))
    signing = [xml.paragraph(xml.run(office), "Office", kept=True) for office in sheet.offices]
    if sheet.offices:
        signing.append(xml.paragraph(xml.run(sheet.signer), "Signer"))
    empty = xml.paragraph("", "Recipient")
    cells = ((recipients, left), (signing, right))
    space = xml.paragraph("", "TableText", kept=True)
    row = xml.row(xml.cell("".join(lines) or empty, width) for lines, width in cells)
    return space + xml.table([left, right], [row]) + xml.spacer()


def _annex_head(annex: PrintedAnnex) -> str:
    return (
        xml.paragraph(xml.run(annex.label), "AnnexLabel", kept=True, page_break=True)
        + xml.paragraph(xml.run(annex.title), "AnnexTitle", kept=True)
        + xml.paragraph(xml.run(annex.reference), "AnnexReference", kept=True)
    )


def _sources(sheet: Sheet, layout: Layout) -> str:
    if not sheet.sources:
        return ""
    room = layout.text_width * POINTS_PER_MM
    if sheet.press:
        name = xml.run(wording.SOURCES, bold=True, size=layout.table)
        head = xml.rule(room, room, layout.table_rule, above=16) + xml.paragraph(name, "SourceText", kept=True)
    else:
        head = xml.paragraph(xml.run(wording.SOURCES.upper()), "AnnexTitle", kept=True, page_break=True)
        head += xml.paragraph(xml.run(sheet.sources_reference), "AnnexReference", kept=True)
    hanging = xml.twips(_SOURCE_MARK_WIDTH)
    indent = (
        f'<w:tabs><w:tab w:val="left" w:pos="{hanging}"/></w:tabs><w:ind w:left="{hanging}" w:hanging="{hanging}"/>'
    )
    notes = (
        xml.bookmark(note.number, xml.run(note.mark)) + "<w:r><w:tab/></w:r>" + xml.run(note.text)
        for note in sheet.sources
    )
    return head + "".join(xml.paragraph(note, "SourceText", more=indent) for note in notes)
