"""A fact as the checks see it, and what a check finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from thidua.intake.choices import FindingKind


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
        restated: the words of the other places that state the same thing.
    """

    id: int
    number: int
    kind: str
    value: Mapping[str, Any]
    start: int = 0
    quote: str = ""
    sentence: str = ""
    restated: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """A name that stays while the fact stays where it is, whatever its number."""
        return f"{self.kind}@{self.start}"


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
    """

    kind: FindingKind
    key: str
    facts: tuple[int, ...]
    in_question: tuple[int, ...]
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    provision: str = ""
    caution: str = ""


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message
