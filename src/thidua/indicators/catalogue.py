"""The indicators as they are written in ``data/*.yaml``. Pure; read once for the whole process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from thidua.indicators.choices import Combination, Direction

PUBLISHED_AGGREGATE = "published_aggregate"
"""The code of figures that match no indicator: kept as their source states them, never combined or compared."""


@dataclass(frozen=True)
class Entry:
    """One indicator. ``units``, ``words`` and ``not_words`` are how a printed number is matched to it."""

    code: str
    name: str
    phrase: str
    unit_of_measure: str
    group: str
    order: int
    units: tuple[str, ...]
    words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    decimals: int = 0
    direction: str = Direction.UP
    over_units: str = Combination.SUM
    over_time: str = Combination.SUM
    basis: str = ""


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """Return every indicator, in the order of matching and of printing.

    Raises:
        ValueError: a code stands there twice, or a choice is unknown.
    """
    found: list[Entry] = []
    for file in sorted(files("thidua.indicators").joinpath("data").iterdir(), key=lambda each: each.name):
        for row in yaml.safe_load(file.read_text(encoding="utf-8"))["indicators"]:
            lists: dict[str, Any] = {name: tuple(row.pop(name, ())) for name in ("units", "words", "not_words")}
            found.append(Entry(**row, **lists, order=10 * (len(found) + 1)))
    if len({entry.code for entry in found}) != len(found):
        raise ValueError("an indicator code stands twice in data/")
    for entry in found:
        Direction(entry.direction), Combination(entry.over_units), Combination(entry.over_time)
    return tuple(found)


def entry(code: str) -> Entry:
    """Return the indicator with this code.

    Raises:
        KeyError: there is none.
    """
    return {each.code: each for each in entries()}[code]
