"""The indicators as they are written in ``data/*.yaml``. Pure; read once for the whole process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from thidua.indicators.choices import Combination, Direction, ReportingPeriod
from thidua.organisations.choices import Level

PUBLISHED_AGGREGATE = "published_aggregate"
"""The code of figures that match no indicator: kept as their source states them, never combined or compared."""

PERIODS = tuple(map(str, ReportingPeriod.values))
"""The periods that can be reported on, the shortest first."""

LEVELS = tuple(level.name.lower() for level in Level)
"""The levels of units as the data files write them, the highest first."""

_LISTS = ("units", "words", "not_words")


@dataclass(frozen=True)
class Entry:
    """One indicator. ``units``, ``words`` and ``not_words`` are how a printed number is matched to it.

    Attributes:
        period: the shortest period for which it can be counted.
        reported_by: the levels of units that can count it; empty: no unit is asked for it.
        short: what it is called within a sentence; where none is written, its name.
    """

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
    period: str = PERIODS[0]
    reported_by: tuple[str, ...] = LEVELS
    short: str = ""


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """Return every indicator, in the order of matching and of printing.

    Raises:
        ValueError: a code stands there twice, or a choice is unknown.
    """
    found = sorted(files("thidua.indicators").joinpath("data").iterdir(), key=lambda each: each.name)
    return read_indicators(file.read_text(encoding="utf-8") for file in found)


def entry(code: str) -> Entry:
    """Return the indicator with this code.

    Raises:
        KeyError: there is none.
    """
    return {each.code: each for each in entries()}[code]


def read_indicators(texts: Iterable[str]) -> tuple[Entry, ...]:
    """Return the indicators of YAML texts, in their order.

    Raises:
        ValueError: a code stands there twice, or a choice is unknown.
    """
    rows = [row for text in texts for row in yaml.safe_load(text)["indicators"]]
    found = tuple(_entry(row, 10 * place) for place, row in enumerate(rows, start=1))
    if len({each.code for each in found}) != len(found):
        raise ValueError("an indicator code stands twice in data/")
    return found


def _entry(row: Mapping[str, Any], order: int) -> Entry:
    lists = {name: tuple(row.get(name, ())) for name in _LISTS}
    made = Entry(
        **{"short": row["name"], **row, **lists, "reported_by": tuple(row.get("reported_by", LEVELS)), "order": order}
    )
    Direction(made.direction), Combination(made.over_units), Combination(made.over_time)
    if made.period not in PERIODS:
        raise ValueError(f"{made.code}: the period {made.period} is unknown; known are {', '.join(PERIODS)}")
    for level in made.reported_by:
        if level not in LEVELS:
            raise ValueError(f"{made.code}: the level {level} is unknown; known are {', '.join(LEVELS)}")
    return made
