"""What the clients of the deadline are told, between processes; knows no Django."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

CODE = "deadline"


@dataclass(frozen=True)
class Plan:
    """What the clients are told.

    Attributes:
        period: year and number of the month.
        indicators: their codes, line by line.
        communes: of each its token and the number of its province.
        provinces: of each its token.
    """

    period: tuple[int, int]
    indicators: list[str]
    communes: list[tuple[str, int]]
    provinces: list[str]

    def write(self, path: Path) -> None:
        """Keep it for another process."""
        path.write_text(json.dumps(vars(self)), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Plan:
        """Return what was written."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))
