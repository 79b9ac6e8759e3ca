"""A document as a page shows it before it is printed: the same words, a long list cut short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.paper import wording
from thidua.paper.model import Block, Document, Heading, ItemList, PageBreak, Paragraph, Row, Run, Table

ROWS_SHOWN = 50


@dataclass(frozen=True)
class ShownBlock:
    """A block by its ``kind``: heading, paragraph, list, table; of a table the rows shown, and how many are not."""

    kind: str
    runs: tuple[Run, ...] = ()
    align: str = ""
    level: int = 0
    items: tuple[tuple[Run, ...], ...] = ()
    table: Table | None = None
    rows: tuple[Row, ...] = ()
    left_out: int = 0


@dataclass(frozen=True)
class ShownAnnex:
    """An annex with its title."""

    title: str
    blocks: tuple[ShownBlock, ...]


@dataclass(frozen=True)
class Sheet:
    """A document on one sheet: its head in words, its body, its annexes."""

    document: Document
    number: str
    place_and_day: str
    blocks: tuple[ShownBlock, ...]
    annexes: tuple[ShownAnnex, ...]
    offices: tuple[str, ...]
    nation: str = wording.NATIONAL_NAME
    motto: str = wording.MOTTO


def sheet_of(document: Document) -> Sheet:
    """Return a document as a page shows it."""
    return Sheet(
        document=document,
        number=wording.number_line(document.number) if document.number else "",
        place_and_day=wording.place_and_day(document.place, document.day),
        blocks=_blocks(document.blocks),
        offices=wording.office_lines(document.signature) if document.signature else (),
        annexes=tuple(ShownAnnex(annex.title, _blocks(annex.blocks)) for annex in document.annexes),
    )


def _blocks(blocks: Iterable[Block]) -> tuple[ShownBlock, ...]:
    """Return blocks with their headings numbered as the printers number them."""
    places: dict[int, int] = {}
    found = []
    for block in blocks:
        shown = _block(block)
        if isinstance(block, Heading) and block.numbered:
            places = {level: place for level, place in places.items() if level <= block.level}
            places[block.level] = places.get(block.level, 0) + 1
            number = Run(f"{wording.heading_number(block.level, places[block.level])} ")
            shown = ShownBlock("heading", (number, *block.text), level=block.level)
        if shown is not None:
            found.append(shown)
    return tuple(found)


def _block(block: Block) -> ShownBlock | None:
    match block:
        case Heading():
            return ShownBlock("heading", block.text, level=block.level)
        case Paragraph():
            return ShownBlock("paragraph", block.text, align=block.align)
        case ItemList():
            return ShownBlock("list", items=block.items)
        case Table():
            rows = block.rows[:ROWS_SHOWN]
            return ShownBlock("table", table=block, rows=rows, left_out=len(block.rows) - len(rows))
        case PageBreak():
            return None
        case _:
            raise TypeError(type(block))
