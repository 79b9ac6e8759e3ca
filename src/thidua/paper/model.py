"""What a document says, apart from how it is printed.

One `Document` is printed to DOCX and to PDF; neither printer adds a word of its own. Text is given as plain
strings or runs, never as markup. Shapes are frozen; a mistake that can be seen here is a `ValueError` here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Literal, TypeAlias

Align: TypeAlias = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style, with the numbers of the source notes that vouch for it."""

    text: str
    bold: bool = False
    italic: bool = False
    notes: tuple[int, ...] = ()


Runs: TypeAlias = tuple[Run, ...]
Text: TypeAlias = str | Run | Iterable[str | Run]


def runs(text: Text, *, bold: bool = False, italic: bool = False) -> Runs:
    """Return ``text`` as runs; plain strings take the style given here.

    >>> runs(["Có ", Run("2.316", notes=(1,)), " mô hình"])[1]
    Run(text='2.316', bold=False, italic=False, notes=(1,))
    """
    parts = (text,) if isinstance(text, str | Run) else tuple(text)
    return tuple(part if isinstance(part, Run) else Run(part, bold=bold, italic=italic) for part in parts)


def figure(text: str, *notes: int, bold: bool = False) -> Run:
    """Return a figure as printed ("trên 1.600"), carrying its source notes."""
    return Run(text, bold=bold, notes=notes)


# ---- blocks of the body ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (I.), 2 (1.) or 3 (a)); it is numbered by its place unless told otherwise."""

    level: Literal[1, 2, 3]
    text: Runs
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    text: Runs
    align: Literal["justified", "left", "centre"] = "justified"


@dataclass(frozen=True, slots=True)
class ItemList:
    """Items, each a paragraph of its own behind a dash, or behind 1), 2) … when ``numbered``."""

    items: tuple[Runs, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, how its cells are aligned, its share of the width."""

    head: str
    align: Align = "left"
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; a total is set bold."""

    cells: tuple[Runs, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its head repeats on every page and its rows do not break. ``remark`` stands small below it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    remark: str = ""

    def __post_init__(self) -> None:
        """Refuse a table without columns, and a row that is not as wide as the head."""
        if not self.columns or any(column.width <= 0 for column in self.columns):
            raise ValueError("a table needs columns, and a column a width")
        for place, row in enumerate(self.rows, start=1):
            if len(row.cells) != len(self.columns):
                raise ValueError(f"row {place} has {len(row.cells)} cells, the table {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class Chart:
    """A Vega-Lite specification under a sentence that says what it shows.

    ``alt`` is read aloud in place of the picture. ``text`` is the quiet line below it, where its source notes stand.
    """

    title: str
    spec: Mapping[str, Any]
    alt: str
    text: Runs = ()


@dataclass(frozen=True, slots=True)
class Honoured:
    """One collective or person on the list of honour, named in public capacity."""

    name: str
    detail: str = ""
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HonourGroup:
    """Those who receive one award, in the order of the stage."""

    award: str
    recipients: tuple[Honoured, ...]


@dataclass(frozen=True, slots=True)
class HonourList:
    """The list of honour: awards from the highest, each with its recipients."""

    groups: tuple[HonourGroup, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


Block: TypeAlias = Heading | Paragraph | ItemList | Table | Chart | HonourList | PageBreak

# ---- what surrounds the body (Decree 30/2020/NĐ-CP, Article 8) -----------------------------------------------------


class HeadKind(Enum):
    """Which head a document carries."""

    ADMINISTRATIVE = "administrative"  # national name and motto, number, place and date
    PRESS = "press"  # the issuing body and the date only: a press release is not an administrative act


@dataclass(frozen=True, slots=True)
class Head:
    """Who issues the document. An empty ``issuer`` is printed as a dotted blank."""

    issuer: str = ""
    superior: str = ""
    kind: HeadKind = HeadKind.ADMINISTRATIVE


@dataclass(frozen=True, slots=True)
class Number:
    """Number and symbol, "Số: 05/BC-CAT". A number not yet given out is printed as a dotted blank."""

    ordinal: int | None = None
    symbol: str = ""


class Authority(Enum):
    """In whose stead a signer signs (Decree 30/2020/NĐ-CP, Article 13 and Appendix I)."""

    ON_BEHALF = "TM."  # thay mặt tập thể
    ACTING = "Q."  # quyền
    DEPUTY = "KT."  # ký thay người đứng đầu
    BY_ORDER = "TL."  # thừa lệnh
    AUTHORISED = "TUQ."  # thừa ủy quyền


@dataclass(frozen=True, slots=True)
class Signature:
    """The signer: stead lines ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), own office, name without titles of honour."""

    office: str = ""
    name: str = ""
    stead: tuple[tuple[Authority, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where a figure comes from: the sentence or sum, and the document that holds it."""

    number: int
    text: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex. It starts a new page; annexes are numbered I, II … when there are several."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    ``kind`` is the name of its type as in a sentence ("Báo cáo"); ``summary`` says what it is about.
    ``beside`` signs at the left of ``signature``, as the secretary does in minutes (form 1.9); the recipients then
    stand below both.
    ``issued_by`` is whose act it is where an office-holder issues it, not the body in the head («Chủ tịch …»).
    A ``draft`` says so on every page. ``day`` is the legal day; None prints a dotted blank.
    """

    head: Head
    kind: str
    summary: str
    blocks: tuple[Block, ...]
    signature: Signature | None = None
    beside: Signature | None = None
    number: Number | None = None
    place: str = ""
    day: date | None = None
    addressees: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    contact: str = ""
    annexes: tuple[Annex, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    issued_by: str = ""
    draft: bool = True

    def __post_init__(self) -> None:
        """Refuse a note that has no source, and two sources of one number."""
        numbers = [source.number for source in self.sources]
        if len(set(numbers)) != len(numbers):
            raise ValueError("two source notes carry one number")
        missing = {note for run in self.runs() for note in run.notes} - set(numbers)
        if missing:
            raise ValueError(f"no source for note {min(missing)}")

    def runs(self) -> Iterator[Run]:
        """Yield every run of body and annexes, in reading order."""
        for block in self.blocks:
            yield from runs_of(block)
        for annex in self.annexes:
            for block in annex.blocks:
                yield from runs_of(block)


def runs_of(block: Block) -> Iterator[Run]:
    """Yield the runs of one block, in reading order."""
    match block:
        case Heading() | Paragraph() | Chart():
            yield from block.text
        case ItemList():
            yield from (run for item in block.items for run in item)
        case Table():
            yield from (run for row in block.rows for cell in row.cells for run in cell)
        case HonourList():
            honoured = (one for group in block.groups for one in group.recipients)
            yield from (Run(one.name, bold=True, notes=one.notes) for one in honoured)
        case PageBreak():
            pass
