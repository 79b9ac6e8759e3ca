"""Reminders: who may be reminded, and what is known of those that were sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.reports.rules.filing import CellState

LATE = frozenset({CellState.MISSING})
"""Who is reminded with all others: the last day is over, and nothing was ever filed."""
OWING = frozenset({CellState.MISSING, CellState.RETURNED})
"""Who may be reminded alone: also where a report was sent back and not filed again."""


@dataclass(frozen=True)
class Reminded:
    """The reminders of one report that it has not answered yet.

    Attributes:
        days: on which it was reminded, the newest first; one reminder a day.
        sender: the unit that sent the newest one, as it is called in a sentence.
        text: what the newest one says.
    """

    days: tuple[date, ...]
    sender: str
    text: str

    @property
    def times(self) -> int:
        """How often it was reminded."""
        return len(self.days)

    @property
    def last_on(self) -> date:
        """When it was last reminded."""
        return self.days[0]


def reminded(reminders: Sequence[tuple[date, str, str]]) -> Reminded | None:
    """Put the reminders of a report (day, sender, text) together; ``None`` where there are none.

    >>> found = reminded([(date(2026, 11, 6), "tỉnh Hưng Yên", "Gửi ngay"), (date(2026, 11, 12), "tỉnh", "Gửi nữa")])
    >>> found.times, found.last_on, found.text
    (2, datetime.date(2026, 11, 12), 'Gửi nữa')
    """
    if not reminders:
        return None
    ordered = sorted(reminders, key=lambda each: each[0], reverse=True)
    return Reminded(tuple(day for day, _sender, _text in ordered), ordered[0][1], ordered[0][2])
