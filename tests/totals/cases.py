"""Small countries in which everything happens: units that move, end and are succeeded, nodes that change place."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from tests.totals.oracle import Case, Epoch, Filed

from thidua.totals.columns import Columns
from thidua.totals.forest import NOWHERE, Forest, Heir

MOST_UNITS = 6
MOST_NODES = 5


@st.composite
def epochs(draw, units, nodes):
    above = {node: draw(st.none() | st.integers(0, node - 1)) for node in range(1, nodes)}
    numbers = draw(st.permutations(range(nodes)))
    home = {unit: draw(st.none() | st.integers(0, nodes - 1)) for unit in range(units)}
    return Epoch(
        {unit: node for unit, node in home.items() if node is not None},
        {numbers[node]: numbers[upper] for node, upper in above.items() if upper is not None},
    )


@st.composite
def cases(draw):
    units, nodes = draw(st.integers(1, MOST_UNITS)), draw(st.integers(1, MOST_NODES))
    own = draw(st.sampled_from([1, 3, 6, 12]))
    months = own * draw(st.integers(1, 24 // own))
    trees = draw(st.lists(epochs(units, nodes), min_size=1, max_size=3))
    epoch_of_month = sorted(draw(st.lists(st.integers(0, len(trees) - 1), min_size=months, max_size=months)))
    filed = draw(
        st.dictionaries(
            st.tuples(st.integers(0, months // own - 1), st.integers(0, units - 1)),
            st.tuples(st.integers(-(10**12), 10**12), st.integers(0, 10**12), st.integers(0, 15)),
            max_size=40,
        )
    )
    heirs = {
        unit: draw(st.dictionaries(st.integers(unit + 1, units - 1), st.integers(0, months - 1), max_size=2))
        for unit in range(units - 1)
    }
    figures = [Filed(*place, *figure) for place, figure in filed.items()]
    return Case(figures, own, draw(st.sampled_from(["sum", "latest"])), trees, epoch_of_month, heirs), units, nodes


def forest_of(case, units, nodes):
    def array(tables, size):
        return np.array([[table.get(place, NOWHERE) for place in range(size)] for table in tables], np.int32)

    return Forest(
        homes=array([each.home for each in case.epochs], units),
        above=array([each.above for each in case.epochs], nodes),
        epochs=np.array(case.epoch_of_month, np.int32),
        heirs=[[Heir(*step) for step in case.heirs.get(unit, {}).items()] for unit in range(units)],
    )


def columns_of(filed):
    rows = np.array(sorted(filed), np.int64).reshape(-1, 5).T
    period, unit, value, of, qualifier = rows
    return Columns(period.astype(np.int32), unit.astype(np.int32), value, of, qualifier.astype(np.int8))


class InMemory:
    def __init__(self, columns):
        self._columns = columns

    def columns(self, indicator):
        return self._columns[indicator]


def as_told(totals):
    return {
        (int(period), int(node)): (
            int(totals.value[period, node]),
            int(totals.of[period, node]),
            int(totals.figures[period, node]),
            int(totals.qualifier[period, node]),
        )
        for period, node in zip(*np.nonzero(totals.figures), strict=True)
    }
