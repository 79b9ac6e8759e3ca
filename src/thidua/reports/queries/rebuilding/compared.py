"""Stored totals against the consolidation of the snapshot's figures, tree by tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

import duckdb
import numpy as np

from thidua.indicators.choices import Combination
from thidua.organisations.choices import Tree
from thidua.reports.models import Total
from thidua.reports.queries.rebuilding.calendar import Months
from thidua.reports.queries.rebuilding.grounds import Ground, ground_of, places_of, trees_told
from thidua.reports.queries.snapshot import Snapshot, opened
from thidua.reports.rules import Span
from thidua.reports.rules.adding import Part
from thidua.totals.columns import Columns, Int64, Totals
from thidua.totals.rebuild import Indicator, rebuild

_AT_ONCE: Final = 100_000
_AMOUNTS: Final = ("value", "of", "figures", "qualifier")
_STORED: Final = ("unit", "period", "indicator", *_AMOUNTS)
_FIGURES: Final = """SELECT CAST((p.start - ?) // p.months AS INTEGER) AS period, f.unit, f.value, f.of, f.qualifier
FROM figures f JOIN periods p USING (period) JOIN indicators i USING (indicator)
WHERE f.indicator = ? AND f.tree = ? AND p.months = i.months ORDER BY p.start"""


@dataclass(frozen=True)
class Difference:
    """A total that is not what its figures add up to; keys of its unit and indicator; ``None`` for no total."""

    unit: int
    period: Span
    indicator: int
    stored: Part | None
    rebuilt: Part | None


@dataclass
class Compared:
    """What came of it. ``totals``: how many there are by the figures."""

    figures: int = 0
    totals: int = 0
    differences: list[Difference] = field(default_factory=list)


def compare(snapshot: Snapshot) -> Compared:
    """Add up every figure of a snapshot anew and lay the stored totals beside it.

    Of periods of the calendar; a total of a phase consists of what was reported for it and is not looked at. The stored
    totals are those of now: whoever calls makes sure that nothing was accepted since the snapshot was taken.
    """
    found = Compared(snapshot.figures)
    with opened(snapshot) as connection:
        months = Months.of(connection)
        periods = _periods(connection, months)
        trees = [_Rebuilt.of(connection, ground_of(tree, months), tree, months) for tree in trees_told()]
    for rows in _stored():
        found.differences += _beside(rows, trees, periods, months)
    for tree in trees:
        found.totals += tree.count
        found.differences += tree.missing(months)
    return found


def _periods(snapshot: duckdb.DuckDBPyConnection, months: Months) -> dict[int, tuple[int, int]]:
    """Return length and number of the periods of the calendar by key."""
    rows = snapshot.execute("SELECT period, months, (start - ?) // months FROM periods", [months.first]).fetchall()
    return {key: (length, number) for key, length, number in rows}


class _Figures:
    """The figures of one tree by indicator, in units' numbers. Those of a unit that never stood there are left out."""

    def __init__(self, snapshot: duckdb.DuckDBPyConnection, ground: Ground, tree: str, months: Months) -> None:
        self._snapshot, self._ground, self._first = snapshot, ground, months.first
        self._tree = list(Tree).index(Tree(tree))

    def columns(self, indicator: int) -> Columns:
        """Return the figures of an indicator (its key), ordered by period."""
        with self._snapshot.cursor() as cursor:
            found = cursor.execute(_FIGURES, [self._first, indicator, self._tree]).fetchnumpy()
        units, known = places_of(self._ground.units, found["unit"])
        kept = {name: np.asarray(column)[known] for name, column in found.items()}
        return Columns(kept["period"], units[known].astype(np.int32), kept["value"], kept["of"], kept["qualifier"])


@dataclass
class _Rebuilt:
    """The totals of one tree by indicator and length, and which of them were met among the stored ones."""

    ground: Ground
    totals: dict[tuple[int, int], Totals]
    met: dict[tuple[int, int], Any]

    @classmethod
    def of(cls, snapshot: duckdb.DuckDBPyConnection, ground: Ground, tree: str, months: Months) -> _Rebuilt:
        totals: dict[tuple[int, int], Totals] = {}
        if months.count and len(ground.nodes):
            indicators = _indicators(snapshot)
            kinds = {key: Indicator(length, "latest" if is_stock else "sum") for key, length, is_stock, _ in indicators}
            only_own = {key: length for key, length, _, longer in indicators if not longer}
            figures = _Figures(snapshot, ground, tree, months)
            for key, lengths in rebuild(figures, kinds, ground.forest):
                wanted = lengths if key not in only_own else {only_own[key]: lengths[only_own[key]]}
                totals |= {(key, length): each for length, each in wanted.items() if each.figures.any()}
        return cls(ground, totals, {key: np.zeros(each.figures.shape, np.bool_) for key, each in totals.items()})

    @property
    def count(self) -> int:
        return sum(int(np.count_nonzero(each.figures)) for each in self.totals.values())

    def missing(self, months: Months) -> Iterator[Difference]:
        """Yield the totals that are not stored."""
        for (indicator, length), each in self.totals.items():
            for number, node in np.argwhere((each.figures > 0) & ~self.met[indicator, length]):
                span = months.span(length, int(number))
                yield Difference(int(self.ground.nodes[node]), span, indicator, None, _part(each, number, node))


def _indicators(snapshot: duckdb.DuckDBPyConnection) -> list[tuple[int, int, bool, bool]]:
    """Return key, months, whether it is a stock, whether longer periods are added from it."""
    rows = snapshot.execute(
        "SELECT indicator, months, over_time FROM indicators WHERE is_added AND months > 0"
    ).fetchall()
    return [(key, months, over == Combination.LATEST, over != Combination.NONE) for key, months, over in rows]


def _stored() -> Iterator[Int64]:
    """Yield the stored totals of periods of the calendar, so many rows at a time."""
    rows = Total.objects.order_by("pk").values_list(*_STORED).iterator(_AT_ONCE)
    while some := list(islice(rows, _AT_ONCE)):
        yield np.array(some, np.int64)


def _beside(
    rows: Int64, trees: list[_Rebuilt], periods: Mapping[int, tuple[int, int]], months: Months
) -> Iterator[Difference]:
    """Yield those of some stored totals that are otherwise by the figures."""
    groups: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for place, (period, indicator) in enumerate(rows[:, 1:3].tolist()):
        if period in periods:  # else it is a phase
            length, number = periods[period]
            groups[indicator, length].append((place, number))
    for key, places in groups.items():
        at, numbers = np.array(places, np.int64).T
        for place, told in _differing(rows[at], numbers, key, trees):
            unit, _period, indicator, *amounts = rows[at[place]].tolist()
            yield Difference(unit, months.span(key[1], int(numbers[place])), indicator, Part(*amounts), told)


def _differing(
    rows: Int64, numbers: Int64, key: tuple[int, int], trees: list[_Rebuilt]
) -> Iterator[tuple[int, Part | None]]:
    """Yield the place of each stored total that is none of a tree's, and what it ought to be."""
    told: list[Part | None] = [None] * len(rows)
    differs = np.ones(len(rows), np.bool_)
    for tree in trees:
        totals = tree.totals.get(key)
        if totals is None:
            continue
        nodes, known = places_of(tree.ground.nodes, rows[:, 0])
        known &= (numbers >= 0) & (numbers < len(totals.figures))
        known[known] = totals.figures[numbers[known], nodes[known]] > 0
        at = numbers[known], nodes[known]
        tree.met[key][at] = True
        rebuilt = np.stack([getattr(totals, name)[at] for name in _AMOUNTS], axis=1)
        equal = np.all(rebuilt == rows[known, 3:], axis=1)
        differs[known] &= ~equal
        for place in np.flatnonzero(known)[~equal]:
            told[place] = _part(totals, numbers[place], nodes[place])
    yield from ((int(place), told[place]) for place in np.flatnonzero(differs))


def _part(totals: Totals, period: Any, node: Any) -> Part:
    return Part(*(int(getattr(totals, name)[period, node]) for name in _AMOUNTS))
