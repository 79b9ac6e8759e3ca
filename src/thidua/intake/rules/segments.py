"""A text cut into paragraphs and runs, so that a page can mark each fact where it stands.

Facts may lie within each other or overlap: a run names all that cover it, the shortest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from thidua.reading.sentences import find_paragraphs

Span = tuple[int, int]


@dataclass(frozen=True)
class Marked:
    """A fact to be marked: its number and its places in the text, the stating one first."""

    number: int
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Run:
    """A stretch of text covered by the same facts, with the numbers of those that end here."""

    text: str
    start: int
    facts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    is_restated: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the story."""

    runs: tuple[Run, ...]
    is_title: bool = False

    @property
    def has_facts(self) -> bool:
        """Whether a fact stands in it."""
        return any(run.facts for run in self.runs)


@dataclass(frozen=True)
class Block:
    """Paragraphs that stand together: shown, folded for want of facts, or folded as not of the story."""

    paragraphs: tuple[Paragraph, ...]
    is_folded: bool = False
    is_noise: bool = False


def blocks(text: str, facts: Iterable[Marked], noise: Sequence[Span] = ()) -> list[Block]:
    """Return ``text`` as blocks. Every character but blank lines is in exactly one run, in order."""
    marked = sorted(facts, key=lambda fact: fact.number)
    pieces: list[tuple[str, Paragraph]] = []
    for start, end, outside in _pieces(text, noise):
        paragraph = Paragraph(_runs(text, start, end, marked), is_title=not pieces and not outside)
        state = "noise" if outside else ("shown" if paragraph.has_facts or paragraph.is_title else "folded")
        pieces.append((state, paragraph))
    grouped = [
        (state, tuple(each for _state, each in group)) for state, group in groupby(pieces, lambda piece: piece[0])
    ]
    return [Block(found, is_folded=state == "folded", is_noise=state == "noise") for state, found in grouped]


def _pieces(text: str, noise: Sequence[Span]) -> Iterator[tuple[int, int, bool]]:
    """Yield each paragraph, cut where furniture begins and ends."""
    borders = sorted({place for span in noise for place in span})
    for first, last in _paragraphs(text):
        cuts = [first, *(place for place in borders if first < place < last), last]
        for start, end in pairwise(cuts):
            if text[start:end].strip():
                yield start, end, any(low <= start and end <= high for low, high in noise)


def _paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs; one line is one paragraph whatever its line end."""
    yield from find_paragraphs(text)


def _runs(text: str, start: int, end: int, facts: Sequence[Marked]) -> tuple[Run, ...]:
    here = [
        (low, high, fact.number, place > 0)
        for fact in facts
        for place, (low, high) in enumerate(fact.spans)
        if low < end and start < high
    ]
    cuts = sorted({start, end, *(place for low, high, _n, _r in here for place in (low, high) if start < place < end)})
    runs = []
    for low, high in pairwise(cuts):
        covering = sorted(
            (span for span in here if span[0] < high and low < span[1]), key=lambda span: span[1] - span[0]
        )
        numbers = tuple(dict.fromkeys(number for _low, _high, number, _restated in covering))
        ends = tuple(number for _low, last, number, restated in covering if last == high and not restated)
        runs.append(Run(text[low:high], low, numbers, tuple(sorted(ends)), bool(covering) and covering[0][3]))
    return tuple(runs)
