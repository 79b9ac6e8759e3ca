"""How often a token called in this minute, as this process has seen it. Nothing is written for it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from threading import Lock
from uuid import UUID


class Pace:
    """Counts calls by key within the minute of the clock; those of minutes before are forgotten."""

    def __init__(self) -> None:
        self._minute: datetime | None = None
        self._calls: Counter[UUID] = Counter()
        self._lock = Lock()

    def call(self, key: UUID, at: datetime) -> int:
        """Count a call; return how many there were in this minute."""
        minute = at.replace(second=0, microsecond=0)
        with self._lock:
            if minute != self._minute:
                self._minute = minute
                self._calls.clear()
            self._calls[key] += 1
            return self._calls[key]
