"""The trees as the consolidation wants them: units and nodes by number, for each stretch of days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from thidua.reports.models import Home
from thidua.reports.queries.rebuilding.calendar import Months
from thidua.reports.rules.homes import heirs_of
from thidua.totals.columns import Int32, Int64
from thidua.totals.forest import NOWHERE, Forest, Heir

_AT_ONCE = 20_000


@dataclass(frozen=True)
class Ground:
    """One tree.

    Attributes:
        units: the keys of the units, in order; their place is their number in ``forest``.
        nodes: likewise of the units under which others stand or count.
    """

    forest: Forest
    units: Int64
    nodes: Int64


def ground_of(tree: str, months: Months) -> Ground:
    """Return a tree through the months, from the homes that were worked out; two queries."""
    rows = Home.objects.filter(tree=tree).order_by().values_list("unit", "node", "since", "until")
    homes = np.array(
        [
            (unit, node, (since or date.min).toordinal(), (until or date.max).toordinal())
            for unit, node, since, until in rows.iterator(_AT_ONCE)
        ],
        np.int64,
    ).reshape(-1, 4)
    heirs = _heirs(tree, months)
    came = [heir.unit for steps in heirs.values() for heir in steps]
    units = np.unique(np.concatenate([homes[:, 0], np.array([*heirs, *came], np.int64)]))
    nodes = np.unique(homes[:, 1])
    epochs, days = _epochs(homes, months)
    under = _under(homes, units, nodes, days)
    numbered: list[list[Heir]] = [[] for _ in units]
    for unit, steps in heirs.items():
        numbered[place_of(units, unit)] = [Heir(place_of(units, heir), since) for heir, since in steps]
    return Ground(Forest(under, _above(under, units, nodes), epochs, numbered), units, nodes)


def place_of(keys: Int64, key: int) -> int:
    """Return the number of a key that is there."""
    return int(np.searchsorted(keys, key))


def places_of(keys: Int64, wanted: Int64) -> tuple[Int64, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Return the numbers of keys, and which of them are there; the others' numbers mean nothing."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.bool_)
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return places, keys[places] == wanted


def _heirs(tree: str, months: Months) -> dict[int, list[Heir]]:
    """Return by unit who came from it, and in which month; keys, not numbers."""
    found: dict[int, list[Heir]] = {}
    texts = Home.objects.filter(tree=tree).exclude(heirs="").order_by().values_list("heirs", flat=True)
    for text in texts.distinct():
        for unit, came in heirs_of(text).items():
            found[unit] = [Heir(heir, months.number(day)) for heir, day in came]
    return found


def _epochs(homes: Int64, months: Months) -> tuple[Int32, Sequence[int]]:
    """Return for each month its stretch of days without a change, and of each stretch a day (an ordinal)."""
    changes = np.unique(homes[:, 2:])
    last_days = [months.last_day(number).toordinal() for number in range(months.count)]
    stretch = np.searchsorted(changes, last_days, side="right")
    _, first, epochs = np.unique(stretch, return_index=True, return_inverse=True)
    return epochs.astype(np.int32), [last_days[place] for place in first]


def _under(homes: Int64, units: Int64, nodes: Int64, days: Sequence[int]) -> Int32:
    found = np.full((max(len(days), 1), len(units)), NOWHERE, np.int32)
    unit, node = np.searchsorted(units, homes[:, 0]), np.searchsorted(nodes, homes[:, 1])
    for epoch, day in enumerate(days):
        holds = (homes[:, 2] <= day) & (day < homes[:, 3])
        found[epoch, unit[holds]] = node[holds]
    return found


def _above(under: Int32, units: Int64, nodes: Int64) -> Int32:
    found = np.full((len(under), len(nodes)), NOWHERE, np.int32)
    places, known = places_of(units, nodes)
    found[:, known] = under[:, places[known]]
    return found


def trees_told() -> Iterator[str]:
    """Yield the trees in which units stand."""
    yield from Home.objects.order_by("tree").values_list("tree", flat=True).distinct()
