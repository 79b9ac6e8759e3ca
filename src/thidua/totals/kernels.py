"""The passes over columns, compiled. Each leaves the interpreter's lock, so that threads may run beside each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

from thidua.totals.columns import Int8, Int32, Int64

_Pass = TypeVar("_Pass", bound=Callable[..., Any])


def _compiled(function: _Pass) -> _Pass:
    return cast("_Pass", numba.njit(nogil=True, cache=True)(function))


@_compiled
def add(
    unit: Int32, value: Int64, of: Int64, qualifier: Int8, home: Int32,
    to_value: Int64, to_of: Int64, to_figures: Int32, to_qualifier: Int8,
) -> None:  # fmt: skip
    """Add each figure to the node directly above its unit."""
    for row in range(unit.size):
        node = home[unit[row]]
        if node >= 0:
            to_value[node] += value[row]
            to_of[node] += of[row]
            to_figures[node] += 1
            to_qualifier[node] |= qualifier[row]


@_compiled
def note_latest(unit: Int32, first: int, last: Int32) -> None:
    """Write into ``last`` which row of each unit, counted from ``first``, is its latest; rows are in order of time."""
    for row in range(unit.size):
        last[unit[row]] = first + row


@_compiled
def forget_succeeded(starts: Int32, heirs: Int32, since: Int32, reported: Int32, last: Int32) -> None:
    """Forget the latest row of each unit that was succeeded: whose heirs all reported since, or were succeeded.

    The heirs of unit u are ``heirs[starts[u]:starts[u + 1]]``, each since that month; ``reported``: the last month of
    the latest period that each unit reported, -1 for none.
    """
    succeeded = np.zeros(last.size, np.bool_)
    changed = True
    while changed:  # as often as a chain of mergers within one period is long
        changed = False
        for unit in range(starts.size - 1):
            begin, end = starts[unit], starts[unit + 1]
            if begin == end or succeeded[unit]:
                continue
            past = True
            for place in range(begin, end):
                past = past and (reported[heirs[place]] >= since[place] or succeeded[heirs[place]])
            if past:
                last[unit] = -1
                succeeded[unit] = True
                changed = True


@_compiled
def add_latest(
    last: Int32, value: Int64, of: Int64, qualifier: Int8, home: Int32,
    to_value: Int64, to_of: Int64, to_figures: Int32, to_qualifier: Int8,
) -> None:  # fmt: skip
    """Add each unit's latest figure to the node directly above it."""
    for unit in range(last.size):
        row = last[unit]
        node = home[unit]
        if row >= 0 and node >= 0:
            to_value[node] += value[row]
            to_of[node] += of[row]
            to_figures[node] += 1
            to_qualifier[node] |= qualifier[row]


@_compiled
def roll_up(order: Int32, above: Int32, value: Int64, of: Int64, figures: Int32, qualifier: Int8) -> None:
    """Add each node to the one above it, from below."""
    for place in range(order.size):
        node = order[place]
        upper = above[node]
        if upper >= 0:
            value[upper] += value[node]
            of[upper] += of[node]
            figures[upper] += figures[node]
            qualifier[upper] |= qualifier[node]
