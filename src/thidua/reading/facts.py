"""What reading gives: facts, each with its place in the text and the rule that found it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from thidua.reading.confidence import confidence_of

Kind = Literal["event", "figure", "award", "person", "target"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Fact:
    """One statement of a text.

    Attributes:
        kind: the kind of fact.
        start: first character, an index into the text as it was given (never a normalised copy).
        end: one past the last character.
        value: the fields of that kind by the names of the corpus schema (``value``, ``qualifier``, ``unit`` …).
        also: further places that state the same thing.
        rule: the name of the rule that produced it.
        signs: what else about the place speaks for or against it, by short names.
    """

    kind: Kind
    start: int
    end: int
    value: Mapping[str, Any]
    also: tuple[Span, ...] = ()
    rule: str = ""
    signs: tuple[str, ...] = ()

    @property
    def confidence(self) -> float:
        """How likely it is right, 0 to 1 (``reading.confidence``)."""
        return confidence_of(self.rule, self.signs)


@dataclass(frozen=True)
class Reading:
    """All facts of one text, in the order in which they stand there.

    Attributes:
        facts: the facts.
        noise: stretches that are not part of the story (menus, other headlines, counters).
        published: ``2020-06-05``, ``2020-06`` or ``None``, as the text or its source says.
    """

    facts: tuple[Fact, ...] = ()
    noise: tuple[Span, ...] = field(default=())
    published: str | None = None
