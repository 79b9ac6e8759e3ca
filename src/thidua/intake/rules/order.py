"""In which order a person goes through the facts of a text: doubtful ones alone first, then sure ones by paragraph."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from thidua.reading.confidence import is_sure
from thidua.reading.sentences import find_paragraphs

Place = tuple[int, int, int]
"""Where in the order something stands: doubtful (0) or sure (1), the paragraph's first character, the number."""

_WHOLE = 100
MOST_TOGETHER = 40
"""How many facts a person can look over before one key; a paragraph with more is gone through in parts."""


@dataclass(frozen=True)
class Waiting:
    """A fact that waits.

    Attributes:
        number: its number in the text.
        start: first character in the text.
        confidence: how sure the reader is, in per cent.
        is_in_question: whether a check that is not settled speaks of it.
        is_set_aside: whether a person took it out of its paragraph.
    """

    number: int
    start: int
    confidence: int
    is_in_question: bool = False
    is_set_aside: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it may be confirmed together with its paragraph."""
        return is_sure(self.confidence / _WHOLE) and not self.is_in_question and not self.is_set_aside


@dataclass(frozen=True)
class Step:
    """What is looked at in one go: one fact, or the sure facts of a paragraph. ``place`` orders the steps."""

    place: Place
    numbers: tuple[int, ...]
    is_sure: bool

    @property
    def is_together(self) -> bool:
        """Whether several facts are confirmed with one key."""
        return len(self.numbers) > 1


def steps(facts: Iterable[Waiting], paragraphs: Sequence[int]) -> list[Step]:
    """Return the steps through the waiting ``facts``; ``paragraphs`` are the first characters of the paragraphs.

    >>> found = steps([Waiting(1, 0, 95), Waiting(2, 8, 60), Waiting(3, 9, 92), Waiting(4, 30, 99)], [0, 25])
    >>> [step.numbers for step in found]
    [(2,), (1, 3), (4,)]
    """
    in_order = sorted(facts, key=lambda fact: place_of(fact, paragraphs))
    alone = [Step(place_of(fact, paragraphs), (fact.number,), is_sure=False) for fact in in_order if not fact.is_sure]
    grouped = groupby((fact for fact in in_order if fact.is_sure), key=lambda fact: place_of(fact, paragraphs)[1])
    return alone + [
        _together(part, paragraphs) for _paragraph, group in grouped for part in _parts(tuple(group), MOST_TOGETHER)
    ]


def paragraph_starts(text: str) -> list[int]:
    """Return the first character of each paragraph."""
    return [start for start, _end in find_paragraphs(text)]


def place_of(fact: Waiting, paragraphs: Sequence[int]) -> Place:
    """Return where a fact stands in the order."""
    at = bisect_right(paragraphs, fact.start) - 1
    return int(fact.is_sure), paragraphs[at] if at >= 0 else 0, fact.number


def step_after(found: Sequence[Step], place: Place) -> Step | None:
    """Return the step to look at after something at ``place`` was decided: the next one, else the first that is left.

    What is left of the same paragraph comes before the next paragraph; ``None`` where nothing waits.
    """
    sure, paragraph, _number = place
    border = (sure, paragraph, 0) if sure else place
    return next((step for step in found if step.place > border), next(iter(found), None))


def _parts(facts: Sequence[Waiting], size: int) -> Iterator[Sequence[Waiting]]:
    return (facts[at : at + size] for at in range(0, len(facts), size))


def _together(facts: Sequence[Waiting], paragraphs: Sequence[int]) -> Step:
    return Step(place_of(facts[0], paragraphs), tuple(fact.number for fact in facts), is_sure=True)
