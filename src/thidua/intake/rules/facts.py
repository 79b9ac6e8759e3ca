"""A fact as the checks see it, and what a check finds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from thidua.intake.choices import FindingKind
from thidua.vietnamese.fold import fold

_NUMBER = re.compile(r"(\d+(?:[.,]\d+)*)\s*(%|\w*)")


@dataclass(frozen=True)
class CheckedFact:
    """A fact that still counts (not rejected).

    Attributes:
        id: key of the stored fact.
        number: its place among the facts of the text, as shown.
        kind: event, figure, award, person, target, document or direction.
        value: its fields by the names of the corpus schema.
        start: first character in the text.
        quote: the words themselves.
        sentence: the whole sentence around them.
        offset: where in the sentence they stand; below nought where the first place that reads so is meant.
        restated: the words of the other places that state the same thing.
        in_headline: whether it stands in the headline, which sums up what the body tells.
        is_repeated: whether the body has the headline's numbers too, whatever was read of them.
    """

    id: int
    number: int
    kind: str
    value: Mapping[str, Any]
    start: int = 0
    quote: str = ""
    sentence: str = ""
    restated: tuple[str, ...] = ()
    in_headline: bool = False
    is_repeated: bool = False
    offset: int = -1

    @property
    def place(self) -> str:
        """A name that stays while the fact stays where it is, whatever its number."""
        return f"{self.kind}@{self.start}"

    @property
    def around(self) -> tuple[str, str] | None:
        """The words of the sentence before the quote and behind it; ``None`` where the quote is not in it."""
        place = self.offset if self.offset >= 0 else self.sentence.find(self.quote)
        if place < 0 or not self.quote or not self.sentence.startswith(self.quote, place):
            return None
        return self.sentence[:place], self.sentence[place + len(self.quote) :]


def are_repeated(words: str, body: str) -> bool:
    """Whether every number of ``words``, with the word behind it, stands in ``body`` too; else the words themselves.

    >>> are_repeated("113 học sinh", "Có 113 học viên"), are_repeated("50 xã", "50 ca"), are_repeated("ba xã", "Ba xã")
    (True, False, True)
    """
    said, told = fold(words), fold(body)
    numbers = set(_NUMBER.findall(said))
    return numbers <= set(_NUMBER.findall(told)) if numbers else said in told


def words_between(one: CheckedFact, other: CheckedFact) -> str | None:
    """Return the words between two facts of one sentence, ``None`` where they are not in one, in this order."""
    first, second = one.around, other.around
    if first is None or second is None or one.sentence != other.sentence:
        return None
    begin, end = len(first[0]) + len(one.quote), len(second[0])
    return one.sentence[begin:end] if begin <= end else None


@dataclass(frozen=True)
class Found:
    """What a check found.

    Attributes:
        kind: which check.
        key: the same for the same check on the same facts.
        facts: every fact looked at.
        in_question: those that may be wrong.
        message: a Vietnamese msgid with ``%(name)s`` places.
        values: what fills the places.
        provision: law and article, where the check applies one.
        caution: what about that provision is not verified.
        other: key of the document that this one is held against.
    """

    kind: FindingKind
    key: str
    facts: tuple[int, ...]
    in_question: tuple[int, ...]
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    provision: str = ""
    caution: str = ""
    other: int | None = None


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message
