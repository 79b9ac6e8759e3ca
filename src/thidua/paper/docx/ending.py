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
    recipients = [xml.paragraph(xml.run(line), "Recipient", kept=True) for line in sheet.recipients]
    if recipients:
        recipients.insert(0, xml.paragraph(xml.run(wording.RECIPIENTS), "RecipientsHead", kept=True))
    signing = _signing(sheet.offices, sheet.signer)
    space = xml.paragraph("", "TableText", kept=True)
    if not sheet.offices_beside:
        right = xml.twips(layout.signature_width)
        left = xml.twips(layout.text_width) - right
        return space + _side_by_side("".join(recipients), signing, left, right) + xml.spacer()
    half = xml.twips(layout.text_width) // 2
    both = _side_by_side(_signing(sheet.offices_beside, sheet.signer_beside), signing, half, half)
    return space + both + xml.spacer() + "".join(recipients)


def _signing(offices: tuple[str, ...], signer: str) -> str:
    lines = [xml.paragraph(xml.run(office), "Office", kept=True) for office in offices]
    return "".join([*lines, xml.paragraph(xml.run(signer), "Signer")]) if offices else ""


def _side_by_side(one: str, other: str, left: int, right: int) -> str:
    empty = xml.paragraph("", "Recipient")
    row = xml.row([xml.cell(one or empty, left), xml.cell(other or empty, right)])
    return xml.table([left, right], [row])


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
