"""The text of a document as the page draws it: runs with the class of their mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thidua.intake.choices import FactState
from thidua.intake.models import ProposedFact
from thidua.intake.rules.segments import Block, Marked, Run, blocks
from thidua.sources.models import Document


@dataclass(frozen=True)
class ShownRun:
    """A stretch of text; ``facts`` blank where nothing stands in it."""

    text: str
    facts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    css: str = ""
    is_first: bool = False


@dataclass(frozen=True)
class ShownParagraph:
    """A paragraph."""

    runs: tuple[ShownRun, ...]
    is_title: bool
    is_current: bool = False
    """Whether several facts of it are looked at together."""


@dataclass(frozen=True)
class ShownBlock:
    """Paragraphs shown, or folded."""

    paragraphs: tuple[ShownParagraph, ...]
    is_folded: bool
    is_noise: bool


def marked_text(
    document: Document, facts: Sequence[ProposedFact], doubtful: frozenset[int], current: Sequence[int]
) -> list[ShownBlock]:
    """Return the text with each fact marked by kind and state; rejected facts are not marked.

    ``current``: the numbers of the facts that are looked at.
    """
    by_number = {fact.number: fact for fact in facts}
    marks = [Marked(fact.number, ((fact.start, fact.end), *((low, high) for low, high in fact.also))) for fact in facts]
    noise = [(low, high) for low, high in document.noise]
    seen: set[int] = set()
    painter = _Painter(by_number, doubtful, frozenset(current), seen)
    return [
        ShownBlock(tuple(painter.paragraphs(block)), block.is_folded, block.is_noise)
        for block in blocks(document.text, marks, noise)
    ]


@dataclass
class _Painter:
    facts: Mapping[int, ProposedFact]
    doubtful: frozenset[int]
    current: frozenset[int]
    seen: set[int]

    def paragraphs(self, block: Block) -> Iterator[ShownParagraph]:
        for paragraph in block.paragraphs:
            runs = tuple(self.run(run) for run in paragraph.runs)
            here = any(self.current.intersection(run.facts) and not run.is_restated for run in paragraph.runs)
            yield ShownParagraph(runs, paragraph.is_title, here and len(self.current) > 1)

    def run(self, run: Run) -> ShownRun:
        if not run.facts:
            return ShownRun(run.text)
        first = run.facts[0]
        is_first = first not in self.seen
        self.seen.add(first)
        return ShownRun(run.text, run.facts, run.ends, self._css(run), is_first)

    def _css(self, run: Run) -> str:
        fact = self.facts[run.facts[0]]
        states = {
            "is-waiting": fact.state == FactState.WAITING,
            "is-rejected": fact.state == FactState.REJECTED,
            "is-current": bool(self.current.intersection(run.facts)) and not run.is_restated,
            "is-failed": fact.pk in self.doubtful and fact.state != FactState.REJECTED and not run.is_restated,
            "is-restated": run.is_restated,
        }
        return " ".join([f"mark--{fact.kind}", *(name for name, holds in states.items() if holds)])
