"""A small builder: write a document from top to bottom, citing as you go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from thidua.paper.model import (
    Annex,
    Block,
    Chart,
    Column,
    Document,
    Heading,
    HonourGroup,
    HonourList,
    ItemList,
    PageBreak,
    Paragraph,
    Row,
    SourceNote,
    Table,
    Text,
    runs,
)


class Manuscript:
    """Collects blocks and source notes; `finish` makes the `Document`.

    The first citation of a source gives it the next number, a later one of the same key the same number:
    the numbers follow the reading order and do not change when the document is printed again.

    >>> page = Manuscript()
    >>> page.cite("bài 2", "“… 2.087 mô hình …”"), page.cite("bài 7", "“… 1.600 buổi …”"), page.cite("bài 2", "")
    (1, 2, 1)
    """

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._annexes: list[tuple[str, list[Block]]] = []
        self._sources: dict[str, SourceNote] = {}

    def cite(self, key: str, text: str, origin: str = "") -> int:
        """Return the note number of the source ``key``, numbering it when it is new."""
        if key not in self._sources:
            self._sources[key] = SourceNote(len(self._sources) + 1, text, origin)
        return self._sources[key].number

    def heading(self, level: Literal[1, 2, 3], text: Text, *, numbered: bool = True) -> Manuscript:
        """Add a heading."""
        return self.add(Heading(level, runs(text), numbered))

    def paragraph(self, *text: Text) -> Manuscript:
        """Add a paragraph; several arguments are run together."""
        return self.add(Paragraph(tuple(run for part in text for run in runs(part))))

    def items(self, items: Iterable[Text], *, numbered: bool = False) -> Manuscript:
        """Add a list."""
        return self.add(ItemList(tuple(runs(item) for item in items), numbered))

    def table(
        self, columns: Iterable[Column], rows: Iterable[Iterable[Text] | Row], *, title: str = "", remark: str = ""
    ) -> Manuscript:
        """Add a table; a row is its cells, or a `Row` when it is a total."""
        full = tuple(row if isinstance(row, Row) else Row(tuple(runs(cell) for cell in row)) for row in rows)
        return self.add(Table(tuple(columns), full, title, remark))

    def chart(self, title: str, spec: Mapping[str, Any], alt: str, text: Text = ()) -> Manuscript:
        """Add a chart."""
        return self.add(Chart(title, spec, alt, runs(text)))

    def honours(self, groups: Iterable[HonourGroup], *, title: str = "") -> Manuscript:
        """Add a list of honour."""
        return self.add(HonourList(tuple(groups), title))

    def page_break(self) -> Manuscript:
        """Start a new page."""
        return self.add(PageBreak())

    def add(self, block: Block) -> Manuscript:
        """Add any block, to the annex that was begun last or else to the body."""
        (self._annexes[-1][1] if self._annexes else self._blocks).append(block)
        return self

    def annex(self, title: str) -> Manuscript:
        """Begin an annex: the blocks that follow stand in it."""
        self._annexes.append((title, []))
        return self

    def finish(self, **parts: Any) -> Document:
        """Return the document; ``parts`` are the fields of `Document` other than blocks, annexes and sources."""
        annexes = tuple(Annex(title, tuple(blocks)) for title, blocks in self._annexes)
        return Document(blocks=tuple(self._blocks), annexes=annexes, sources=tuple(self._sources.values()), **parts)
