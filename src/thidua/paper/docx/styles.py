"""The page and the named styles of a .docx, so that an official who goes on writing in Word stays within the decree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from thidua.paper.composition import Sheet
from thidua.paper.layout import Layout

_ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justified": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_SINGLE_LINE = 1.15


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style: letters in pt, spaces in pt, first line in mm, lines as a multiple of single spacing."""

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    first_line: float = 0
    lines: float = 1
    kept: bool = False


def prepare(document: Any, sheet: Sheet, layout: Layout, at: datetime) -> None:
    """Set page, styles, head of pages and properties of an empty python-docx document."""
    _set_page(document.sections[0], layout)
    _set_language(document)
    _set_compatibility(document)
    for style in _styles(layout):
        _set_style(document, style, layout.font)
    _set_page_number(document.sections[0], sheet, layout)
    properties = document.core_properties
    properties.title, properties.author, properties.language = sheet.title[:255], sheet.author[:255], "vi-VN"
    properties.last_modified_by = sheet.author[:255]
    properties.comments = ""
    properties.created = properties.modified = at.astimezone(UTC).replace(tzinfo=None)


def _styles(layout: Layout) -> tuple[_Style, ...]:
    space, lines, first = layout.paragraph_space, layout.line_space, layout.first_line
    body = {"before": space, "first_line": first, "lines": lines}
    return (
        _Style("Normal", layout.body),
        _Style("Body Text", layout.body, align="justified", **body),  # type: ignore[arg-type]
        _Style("Heading 1", layout.body, bold=True, kept=True, **{**body, "before": space + 3}),  # type: ignore[arg-type]
        _Style("Heading 2", layout.body, bold=True, kept=True, **{**body, "before": space + 3}),  # type: ignore[arg-type]
        _Style("Heading 3", layout.body, bold=True, italic=True, kept=True, **body),  # type: ignore[arg-type]
        _Style("Title", layout.kind, bold=True, align="centre", before=layout.head_space, lines=lines),
        _Style("Subtitle", layout.summary, bold=True, align="centre", after=2, lines=lines),
        _Style("Caption", layout.caption, bold=True, before=space + 4, after=5, kept=True),
        _Style("Basis", layout.basis, italic=True, align="justified", **body),  # type: ignore[arg-type]
        _Style("HeadLine", layout.superior, align="centre"),
        _Style("Addressee", layout.addressee, before=layout.head_space, lines=lines),
        _Style("TableText", layout.table),
        _Style("Remark", layout.remark, italic=True, before=3, after=4),
        _Style("RecipientsHead", layout.recipients_head, bold=True, italic=True),
        _Style("Recipient", layout.recipients),
        _Style("Office", layout.office, bold=True, align="centre"),
        _Style("Signer", layout.signer, bold=True, align="centre", before=layout.signature_space),
        _Style("AnnexLabel", layout.annex_label, bold=True, align="centre", lines=lines),
        _Style("AnnexTitle", layout.annex_title, bold=True, align="centre", lines=lines),
        _Style("AnnexReference", layout.annex_reference, italic=True, align="centre", after=8, lines=lines),
        _Style("PressTitle", layout.press_title, bold=True, before=2, after=layout.head_space - 6, lines=1.1),
        _Style("SourceText", layout.source, after=4),
    )


def _set_page(section: Any, layout: Layout) -> None:
    section.page_width, section.page_height = Mm(layout.page_width), Mm(layout.page_height)
    section.top_margin, section.bottom_margin = Mm(layout.margin_top), Mm(layout.margin_bottom)
    section.left_margin, section.right_margin = Mm(layout.margin_left), Mm(layout.margin_right)
    line = Pt(layout.page_number * _SINGLE_LINE)
    section.header_distance = (Mm(layout.margin_top) - line) // 2
    section.footer_distance = Mm(layout.margin_bottom / 2)


def _set_language(document: Any) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), "vi-VN")


def _set_compatibility(document: Any) -> None:
    """Mark the file as of today's Word, which else opens it as an old one, and drop the template's thumbnail."""
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "vi-VN")
    package = document.part.package
    for key in [key for key, relation in package.rels.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del package.rels[key]


def _set_style(document: Any, wanted: _Style, font: str) -> None:
    names = {style.name for style in document.styles}
    if wanted.name not in names:
        document.styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
    style = document.styles[wanted.name]
    for old in ("w:rPr", "w:pPr"):
        if (element := style.element.find(qn(old))) is not None and wanted.name != "Normal":
            _clear(element)
    style.font.name, style.font.size = font, Pt(wanted.size)
    style.font.bold, style.font.italic, style.font.color.rgb = wanted.bold, wanted.italic, RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), font)
    shape = style.paragraph_format
    shape.alignment, shape.first_line_indent = _ALIGNMENTS[wanted.align], Mm(wanted.first_line)
    shape.space_before, shape.space_after, shape.line_spacing = Pt(wanted.before), Pt(wanted.after), wanted.lines
    shape.keep_with_next, shape.widow_control = wanted.kept, True


def _clear(element: Any) -> None:
    """Drop the template's own look, but not the outline level that makes a heading a heading."""
    for child in list(element):
        if child.tag != qn("w:outlineLvl"):
            element.remove(child)


def _set_page_number(section: Any, sheet: Sheet, layout: Layout) -> None:
    """Put the page number in the middle of the top margin, from page 2 on, and the draft mark at its right."""
    section.different_first_page_header_footer = True
    line = section.header.paragraphs[0]
    line.style.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(Mm(layout.text_width / 2), WD_TAB_ALIGNMENT.CENTER)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(layout.text_width), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run("\t").font.size = Pt(layout.page_number)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    size = round(layout.page_number * 2)
    field.append(parse_xml(f'<w:r {nsdecls("w")}><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t>2</w:t></w:r>'))
    line._p.append(field)  # noqa: SLF001 - python-docx has no fields
    if sheet.draft:
        mark = line.add_run(f"\t{sheet.draft}")
        mark.italic, mark.font.size = True, Pt(layout.remark)
