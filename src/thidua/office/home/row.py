"""A row of «Việc phải làm»."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class WorkRow:
    """A row of «Việc phải làm»."""

    title: str
    why: str
    label: str
    url: str
    when: str = ""
    due_on: date | None = None
