"""What is looked at now, what comes before and after it, and the list of all that waits, in the order of the review."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from thidua.intake.choices import FactState
from thidua.intake.models import ProposedFact
from thidua.intake.queries import Surroundings, waiting_as_ordered
from thidua.intake.queries.known import known_of
from thidua.intake.rules.order import Place, Step, paragraph_starts, place_of, step_after, steps
from thidua.office.intake.cards import FactRow, SureRow, row_of, sure_row_of

MOST_AT_ONCE = 200
"""Facts that one act accepts at most, so that it ends within seconds."""


@dataclass(frozen=True)
class Wanted:
    """What a person asks to see of a document.

    Attributes:
        number: a fact.
        together: the sure facts of that fact's paragraph, to be confirmed with one key.
        every: the sure facts of all paragraphs.
        after: whatever comes after this place in the order, which has just been decided.
        tab: the facts in that state.
    """

    number: int | None = None
    together: bool = False
    every: bool = False
    after: Place | None = None
    tab: str = ""

    @property
    def query(self) -> str:
        """The query of its address, as ``read_wanted`` reads it."""
        if self.every:
            return "?doan=tat-ca"
        if self.number is not None:
            return f"?doan={self.number}" if self.together else f"?fact={self.number}"
        return f"?muc={self.tab}" if self.tab else ""


@dataclass(frozen=True)
class Together:
    """Sure facts that one key accepts."""

    rows: tuple[SureRow, ...]
    paragraphs: int
    is_every: bool
    more: int
    """How many sure facts stand beyond those shown."""
    words: tuple[tuple[str, bool], ...] = ()
    """The one paragraph in pieces, each with whether it states a fact."""

    @property
    def least(self) -> int:
        """The lowest confidence among them, in per cent."""
        return min(each.row.confidence for each in self.rows)

    @property
    def seen(self) -> str:
        """All facts shown with their versions."""
        return " ".join(each.row.seen for each in self.rows)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Their numbers."""
        return tuple(each.row.number for each in self.rows)


@dataclass(frozen=True)
class Entry:
    """An entry of the list: one fact, or the sure facts of a paragraph."""

    rows: tuple[FactRow, ...]
    wanted: Wanted
    is_current: bool

    @property
    def titles(self) -> str:
        """The facts in a few words."""
        return " · ".join(row.title for row in self.rows)


class Review:
    """The facts of one document that wait, as steps; and the one that is looked at."""

    def __init__(self, facts: Sequence[ProposedFact], text: str, doubtful: frozenset[int], wanted: Wanted) -> None:
        self.facts = {fact.number: fact for fact in facts}
        self.doubtful = doubtful
        self.paragraphs = paragraph_starts(text)
        waiting = [fact for fact in facts if fact.state == FactState.WAITING]
        self.steps = steps((waiting_as_ordered(fact, doubtful) for fact in waiting), self.paragraphs)
        self.sure = [step for step in self.steps if step.is_sure]
        self.wanted, self.numbers = self._found(wanted)

    @property
    def current(self) -> ProposedFact | None:
        """The fact that is looked at alone."""
        return self.facts[self.numbers[0]] if self.numbers and not self.is_together else None

    @property
    def is_together(self) -> bool:
        """Whether several facts are looked at."""
        return self.wanted.every or self.wanted.together

    def together(self, around: Surroundings) -> Together | None:
        """Return the sure facts that are looked at together."""
        if not self.is_together:
            return None
        facts = [self.facts[number] for number in self.numbers]
        known = known_of(facts, around)
        starts = {self.place(fact)[1] for fact in facts}
        everything = sum(len(step.numbers) for step in self.sure) if self.wanted.every else len(facts)
        rows = tuple(sure_row_of(fact, around, known) for fact in facts)
        words = () if self.wanted.every else _in_pieces(around.document.text, self.paragraphs, facts)
        return Together(rows, len(starts), self.wanted.every, everything - len(facts), words)

    def place(self, fact: ProposedFact) -> Place:
        """Return where a fact stands in the order."""
        return place_of(waiting_as_ordered(fact, self.doubtful), self.paragraphs)

    def neighbour(self, direction: int) -> Wanted | None:
        """Return the step after (1) or before (-1) what is looked at."""
        holding = [at for at, step in enumerate(self.steps) if set(step.numbers) & set(self.numbers)]
        if not holding:
            return None
        if len(self.numbers) == 1 and direction < 0 and self.steps[holding[0]].is_together:
            return _wanted(self.steps[holding[0]])
        at = holding[-1] + 1 if direction > 0 else holding[0] - 1
        return _wanted(self.steps[at]) if 0 <= at < len(self.steps) else None

    def entries(self) -> list[Entry]:
        """Return the list: what is looked at stands where its first step stands."""
        shown, is_there = [], False
        for step in self.steps:
            rows = tuple(row_of(self.facts[number], self.doubtful) for number in step.numbers)
            is_current = bool(set(step.numbers) & set(self.numbers))
            if not (is_current and is_there):
                shown.append(Entry(rows, _wanted(step), is_current))
            is_there = is_there or is_current
        return shown

    def _found(self, wanted: Wanted) -> tuple[Wanted, tuple[int, ...]]:
        """Return what can be shown of what is wanted, and the numbers of its facts."""
        if wanted.every and self.sure:
            return wanted, _whole_steps(self.sure)
        if wanted.after is not None or (wanted.number is None and wanted.tab in {"", FactState.WAITING}):
            step = step_after(self.steps, wanted.after) if wanted.after else next(iter(self.steps), None)
            return (_wanted(step), step.numbers) if step else (Wanted(tab=wanted.tab), ())
        step = next((step for step in self.steps if wanted.number in step.numbers and step.is_together), None)
        if wanted.together and step is not None:
            return wanted, step.numbers
        fact = self.facts.get(wanted.number) if wanted.number is not None else None
        if fact is None:
            fact = next((each for each in self.facts.values() if each.state == wanted.tab), None)
        return Wanted(fact.number if fact else None, tab=wanted.tab), (fact.number,) if fact else ()


def _in_pieces(text: str, paragraphs: Sequence[int], facts: Sequence[ProposedFact]) -> tuple[tuple[str, bool], ...]:
    """Return the paragraph of ``facts``, cut where they begin and end."""
    last = bisect_right(paragraphs, facts[0].start)
    begin, end = paragraphs[last - 1], paragraphs[last] if last < len(paragraphs) else len(text)
    cuts = sorted({begin, end, *(at for fact in facts for at in (fact.start, fact.end) if begin < at < end)})
    return tuple(
        (text[low:high].rstrip("\n"), any(fact.start <= low < fact.end for fact in facts))
        for low, high in pairwise(cuts)
    )


def _wanted(step: Step) -> Wanted:
    return Wanted(step.numbers[0], together=step.is_together)


def _whole_steps(found: Sequence[Step]) -> tuple[int, ...]:
    numbers: tuple[int, ...] = ()
    for step in found:
        if numbers and len(numbers) + len(step.numbers) > MOST_AT_ONCE:
            break
        numbers += step.numbers
    return numbers
