"""An award as a sentence tells it, while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.reading.award_words import Form, Recipients
from thidua.reading.facts import Span

NOBODY = Recipients(0, 0)


@dataclass(frozen=True)
class Statement:
    """An award as one sentence tells it; indices are into the normalised text.

    ``again``: how many of the same count and form its sentence told before.
    """

    start: int
    end: int
    forms: tuple[str, ...]
    authority: str = ""
    recipients: Recipients = NOBODY
    rule: str = ""
    also: tuple[Span, ...] = ()
    again: int = 0


@dataclass(frozen=True)
class Group:
    """Forms given together, with the authority named behind them; ``shared``: goes to the next one's recipients too."""

    start: int
    end: int
    names: tuple[str, ...]
    forms: tuple[Form, ...]
    authority: str = ""
    shared: bool = False
