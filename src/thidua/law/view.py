"""What a test of a condition may ask of the law: the day, and quantities of that day."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from thidua.law.entries import Parameter


class LawView(Protocol):
    """The law of one day, as far as tests need it; ``day.Law`` is one."""

    @property
    def day(self) -> date:
        """The day."""

    def parameter(self, code: str) -> Parameter:
        """Return a quantity of that day."""

    def number(self, code: str) -> int:
        """Return the value of a quantity that is a number."""

    def choice(self, code: str) -> str:
        """Return the code of a quantity that is a choice."""
