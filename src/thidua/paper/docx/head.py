"""The head: nation and motto, issuing body, number, place and date, type and summary, addressees, legal basis."""

from __future__ import annotations

from thidua.paper.composition import Sheet
from thidua.paper.docx import xml
from thidua.paper.layout import Layout
from thidua.paper.metrics import POINTS_PER_MM, Measured, face

_RULE_GAP = 1.5
_MARK_PADDING = 7
_ROW_GAP = 3


def head(sheet: Sheet, layout: Layout, measured: Measured) -> str:
    """Return everything above the body."""
    top = _press(sheet, layout) if sheet.press else _administrative(sheet, layout, measured)
    return top + _addressees(sheet, layout) + "".join(xml.paragraph(xml.run(line), "Basis") for line in sheet.basis)


def _administrative(sheet: Sheet, layout: Layout, measured: Measured) -> str:
    left, right = layout.head_left * POINTS_PER_MM, (layout.text_width - layout.head_left) * POINTS_PER_MM
    issuing = [_line(line, layout.superior) for line in measured.superior]
    issuing += [_line(line, layout.issuer, bold=True) for line in measured.issuer]
    issuing.append(xml.rule(measured.issuer_rule, left, layout.rule, above=_RULE_GAP))
    national = [
        _line(sheet.national_name, layout.national_name, bold=True),
        _line(sheet.motto, layout.motto, bold=True),
        xml.rule(measured.motto_rule, right, layout.rule, above=_RULE_GAP),
    ]
    number = [_line(sheet.number, layout.number, above=_ROW_GAP)]
    if sheet.draft:
        number += [_line("", 6), _draft_mark(sheet.draft, layout, left)]
    place_day = _line(sheet.place_day, layout.place_day, italic=True, above=_ROW_GAP)
    widths = [xml.twips(layout.head_left), xml.twips(layout.text_width) - xml.twips(layout.head_left)]
    rows = ((issuing, national), (number, [place_day]))
    table = xml.table(
        widths,
        (xml.row(xml.cell("".join(one), width) for one, width in zip(cells, widths, strict=True)) for cells in rows),
    )
    name = xml.paragraph(xml.run(sheet.kind), "Title", kept=True)
    if not sheet.summary:
        return table + name
    room = layout.text_width * POINTS_PER_MM
    return (
        table
        + name
        + xml.paragraph(xml.run(sheet.summary), "Subtitle", kept=True)
        + xml.rule(measured.summary_rule, room, layout.rule)
    )


def _press(sheet: Sheet, layout: Layout) -> str:
    left = xml.twips(layout.text_width * 0.5)
    right = xml.twips(layout.text_width) - left
    issuing = [_line(sheet.superior, layout.superior, align="left")] if sheet.superior else []
    issuing.append(_line(sheet.issuer, layout.issuer, bold=True, align="left"))
    if sheet.number:
        issuing.append(_line(sheet.number, layout.number, align="left"))
    dated = [_line(sheet.place_day, layout.place_day, italic=True, align="right")]
    if sheet.draft:
        room = right / xml.TWIPS_PER_MM * POINTS_PER_MM
        dated += [_line("", 6), _draft_mark(sheet.draft, layout, room, align="right")]
    room = layout.text_width * POINTS_PER_MM
    return (
        xml.table([left, right], [xml.row([xml.cell("".join(issuing), left), xml.cell("".join(dated), right)])])
        + xml.rule(room, room, layout.rule, above=_ROW_GAP)
        + xml.paragraph(xml.run(sheet.kind), "Title", kept=True, more='<w:jc w:val="left"/>')
        + xml.paragraph(xml.run(sheet.summary), "PressTitle", kept=True)
    )


def _line(
    text: str, size: float, *, bold: bool = False, italic: bool = False, above: float = 0, align: str = ""
) -> str:
    more = f'<w:spacing w:before="{round(above * 20)}"/>' if above else ""
    more += f'<w:jc w:val="{align}"/>' if align else ""
    return xml.paragraph(xml.run(text, bold=bold, italic=italic, size=size), "HeadLine", more=more)


def _draft_mark(mark: str, layout: Layout, room: float, *, align: str = "centre") -> str:
    width = face(bold=True).width(mark, layout.draft_mark) + 2 * _MARK_PADDING
    spare = max(room - width, 0)
    left, right = (spare / 2, spare / 2) if align == "centre" else (spare - _MARK_PADDING, _MARK_PADDING)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{round(layout.rule * 8)}" w:space="{space}" w:color="000000"/>'
        for side, space in (("top", 3), ("left", 1), ("bottom", 3), ("right", 1))
    )
    more = f'<w:pBdr>{sides}</w:pBdr><w:ind w:left="{round(left * 20)}" w:right="{round(right * 20)}"/>'
    return xml.paragraph(xml.run(mark, bold=True, size=layout.draft_mark), "HeadLine", more=more)


def _addressees(sheet: Sheet, layout: Layout) -> str:
    if len(sheet.addressees) == 1:
        return xml.paragraph(xml.run(sheet.addressees[0]), "Addressee", more='<w:jc w:val="center"/>')
    first = f'<w:ind w:left="{xml.twips(layout.addressee_left)}"/>'
    below = f'<w:spacing w:before="0"/><w:ind w:left="{xml.twips(layout.addressee_left + layout.first_line)}"/>'
    lines = enumerate(sheet.addressees)
    return "".join(xml.paragraph(xml.run(line), "Addressee", more=below if place else first) for place, line in lines)
