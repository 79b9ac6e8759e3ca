"""One number for all totals: equal wherever they were computed, in whatever order their rows come.

Each total's amounts are weighed with its place (indicator, length, period, node), so that totals that changed places
show. Every factor stays below 65,521: some hundred million totals fit an int64.
"""
# ruff: noqa: S608 -- every name in the select is our own

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.totals.columns import Int64, Totals

_BELOW = 65_521
_AMOUNTS = {"value": 1, "of": 3, "figures": 5, "qualifier": 7}
_PLACE = {"indicator": 7_919, "len": 39_208, "period": 54_900, "node": 23_107}


def _weighed(weights: Mapping[str, int]) -> str:
    remainders = (f"cast({column} as bigint) % {_BELOW} * {weight}" for column, weight in weights.items())
    return f"({' + '.join(remainders)}) % {_BELOW}"


CHECKSUM = f"""select cast(sum({_weighed(_AMOUNTS)} * (1 + {_weighed(_PLACE)})) as bigint) as checksum
from {{totals}} as t"""
"""The select over the relation ``totals`` (`totals.relations`), alike in DuckDB, PostgreSQL and Spark SQL."""


def checksum(totals: Iterable[tuple[int, Mapping[int, Totals]]]) -> int:
    """Return the checksum of what `rebuild.rebuild` yields."""
    return sum(_of(each, number, months) for number, lengths in totals for months, each in lengths.items())


def _of(totals: Totals, indicator: int, months: int) -> int:
    period, node = np.nonzero(totals.figures)
    amounts = {name: getattr(totals, name)[period, node] for name in _AMOUNTS}
    place = {
        "indicator": np.full_like(period, indicator),
        "len": np.full_like(period, months),
        "period": period,
        "node": node,
    }
    return int(np.sum(_remainder(amounts, _AMOUNTS) * (1 + _remainder(place, _PLACE))))


def _remainder(columns: Mapping[str, NDArray[Any]], weights: Mapping[str, int]) -> Int64:
    """Return what the select weighs; remainders have the sign of what is divided, as in SQL."""
    weighed = [np.fmod(columns[name].astype(np.int64), _BELOW) * weight for name, weight in weights.items()]
    return np.fmod(np.sum(weighed, axis=0, dtype=np.int64), _BELOW)
