"""From what a document says to what stands on the sheet: numbered, worded, cleaned. Both printers print this alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeAlias

from thidua.paper import wording
from thidua.paper.model import (
    Block,
    Chart,
    Column,
    Document,
    Heading,
    HeadKind,
    Honoured,
    HonourGroup,
    HonourList,
    ItemList,
    Number,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Runs,
    Signature,
    SourceNote,
    Table,
)
from thidua.paper.wording import clean, clean_runs


@dataclass(frozen=True, slots=True)
class PrintedHeading:
    """A heading with its number. ``level`` decides its look; ``outline``, which skips none, is read aloud."""

    level: int
    outline: int
    label: str
    text: Runs


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """A paragraph, or an item behind its dash or number. When ``kept``, it stays on the page of what follows."""

    text: Runs
    label: str = ""
    align: str = "justified"
    kept: bool = False


PrintedBlock: TypeAlias = PrintedHeading | PrintedParagraph | Table | Chart | HonourList | PageBreak


@dataclass(frozen=True, slots=True)
class PrintedAnnex:
    """An annex with its label and the line that says what it belongs to."""

    label: str
    title: str
    reference: str
    blocks: tuple[PrintedBlock, ...]


@dataclass(frozen=True, slots=True)
class PrintedSource:
    """A source note with its mark, "[3]"."""

    number: int
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is printed, in order. Empty text: the component is absent."""

    title: str
    author: str
    press: bool
    national_name: str
    motto: str
    superior: str
    issuer: str
    number: str
    place_day: str
    draft: str
    kind: str
    summary: str
    addressees: tuple[str, ...]
    basis: tuple[str, ...]
    blocks: tuple[PrintedBlock, ...]
    offices: tuple[str, ...]
    signer: str
    offices_beside: tuple[str, ...]
    signer_beside: str
    recipients: tuple[str, ...]
    contact: str
    annexes: tuple[PrintedAnnex, ...]
    sources: tuple[PrintedSource, ...]
    sources_reference: str


def compose(document: Document) -> Sheet:
    """Return the sheet of a document."""
    press = document.head.kind is HeadKind.PRESS
    issuer = clean(document.head.issuer)
    signed = document.signature is not None and not press
    kind, summary = clean(document.kind), clean(document.summary)
    numbering = _Numbering()
    body = numbering.printed(document.blocks)
    return Sheet(
        title=f"{kind}: {summary}" if press else f"{kind} {summary}",
        author=issuer,
        press=press,
        national_name="" if press else wording.NATIONAL_NAME,
        motto="" if press else wording.MOTTO,
        superior=clean(document.head.superior).upper(),
        issuer=issuer.upper() or wording.LONG_BLANK,
        number=wording.number_line(document.number or Number()) if document.number or not press else "",
        place_day=wording.place_and_day(document.place, document.day),
        draft=wording.DRAFT if document.draft else "",
        kind=kind.upper(),
        summary=summary,
        addressees=wording.addressee_lines(document.addressees),
        basis=wording.with_ends(document.legal_basis, last="."),
        blocks=_closed(body, press=press),
        offices=wording.office_lines(document.signature) if document.signature else (),
        signer=_signer(document.signature),
        offices_beside=wording.office_lines(document.beside) if document.beside else (),
        signer_beside=_signer(document.beside),
        recipients=wording.recipient_lines(document.recipients) if document.recipients or signed else (),
        contact=clean(document.contact),
        annexes=_annexes(document, numbering),
        sources=tuple(_source(note) for note in sorted(document.sources, key=lambda note: note.number)),
        sources_reference="" if press else wording.annex_reference(document),
    )


def layout_day(document: Document, at: datetime) -> date:
    """Return the day whose layout rules hold: the document's own, or that of printing, which must know its zone."""
    if at.tzinfo is None:
        raise ValueError("the instant of printing has no time zone")
    return document.day or at.date()


def _signer(signature: Signature | None) -> str:
    return (clean(signature.name) or wording.LONG_BLANK) if signature else ""


def _source(note: SourceNote) -> PrintedSource:
    text = f"{clean(note.text).strip()} {clean(note.origin).strip()}".strip()
    return PrintedSource(note.number, f"[{note.number}]", text)


def _annexes(document: Document, numbering: _Numbering) -> tuple[PrintedAnnex, ...]:
    count, reference = len(document.annexes), wording.annex_reference(document)
    printed = []
    for place, annex in enumerate(document.annexes, start=1):
        numbering.restart()
        blocks = numbering.printed(annex.blocks)
        printed.append(PrintedAnnex(wording.annex_label(place, count), clean(annex.title).upper(), reference, blocks))
    return tuple(printed)


def _closed(blocks: tuple[PrintedBlock, ...], *, press: bool) -> tuple[PrintedBlock, ...]:
    """Keep the last lines with the signature, which never stands alone on a page.

    They end with "./.", by which an official sees that nothing follows; a press release does without.
    """
    last = blocks[-1] if blocks else None
    if not isinstance(last, PrintedParagraph) or not last.text:
        return blocks
    if press:
        return (*blocks[:-1], replace(last, kept=True))
    final = last.text[-1]
    bare = replace(final, text=final.text.rstrip().removesuffix("./.").rstrip(" .;"))
    ending = (bare, Run("./.")) if final.notes else (replace(bare, text=f"{bare.text}./."),)
    return (*blocks[:-1], replace(last, text=(*last.text[:-1], *ending), kept=True))


def _paragraph(text: Runs, label: str = "", align: str = "justified") -> PrintedParagraph:
    text = clean_runs(text)
    return PrintedParagraph(text, label, align, kept=bool(text) and text[-1].text.rstrip().endswith(":"))


class _Numbering:
    """Counts headings within their parents, and tables and charts through the whole document."""

    def __init__(self) -> None:
        self._headings = [0, 0, 0]
        self._outline = 0
        self._tables = 0
        self._charts = 0

    def restart(self) -> None:
        """Begin the headings anew, as an annex does."""
        self._headings = [0, 0, 0]

    def printed(self, blocks: tuple[Block, ...]) -> tuple[PrintedBlock, ...]:
        return tuple(one for block in blocks for one in self._printed(block))

    def _printed(self, block: Block) -> tuple[PrintedBlock, ...]:
        if isinstance(block, ItemList):
            labels = (f"{place})" if block.numbered else "-" for place in range(1, len(block.items) + 1))
            return tuple(_paragraph(item, label) for item, label in zip(block.items, labels, strict=True))
        return (self._one(block),)

    def _one(self, block: Heading | Paragraph | Table | Chart | HonourList | PageBreak) -> PrintedBlock:
        printed: PrintedBlock
        match block:
            case Heading():
                self._outline = min(block.level, self._outline + 1)
                label = self._heading_label(block)
                printed = PrintedHeading(block.level, self._outline, label, clean_runs(block.text))
            case Paragraph():
                printed = _paragraph(block.text, align=block.align)
            case Table():
                printed = self._table(block)
            case Chart():
                printed = self._chart(block)
            case HonourList():
                printed = HonourList(tuple(_honour_group(group) for group in block.groups), clean(block.title))
            case PageBreak():
                printed = block
        return printed

    def _heading_label(self, heading: Heading) -> str:
        if not heading.numbered:
            return ""
        self._headings[heading.level - 1] += 1
        self._headings[heading.level :] = [0] * (3 - heading.level)
        return wording.heading_number(heading.level, self._headings[heading.level - 1])

    def _chart(self, chart: Chart) -> Chart:
        self._charts += 1
        title = f"Biểu đồ {self._charts}. {clean(chart.title)}"
        return Chart(title, _clean_spec(chart.spec), clean(chart.alt), clean_runs(chart.text))

    def _table(self, table: Table) -> Table:
        title = clean(table.title)
        if title:
            self._tables += 1
            title = f"Bảng {self._tables}. {title}"
        columns = tuple(Column(clean(column.head), column.align, column.width) for column in table.columns)
        rows = tuple(Row(tuple(clean_runs(cell) for cell in row.cells), row.total) for row in table.rows)
        return Table(columns, rows, title, clean(table.remark))


def _honour_group(group: HonourGroup) -> HonourGroup:
    recipients = tuple(Honoured(clean(one.name), clean(one.detail), one.notes) for one in group.recipients)
    return HonourGroup(clean(group.award), recipients)


def _clean_spec(spec: Mapping[str, Any]) -> dict[str, Any]:
    def cleaned(value: Any) -> Any:
        if isinstance(value, str):
            return clean(value)
        if isinstance(value, Mapping):
            return {key: cleaned(inner) for key, inner in value.items()}
        return [cleaned(inner) for inner in value] if isinstance(value, list | tuple) else value

    return {key: cleaned(value) for key, value in spec.items()}
