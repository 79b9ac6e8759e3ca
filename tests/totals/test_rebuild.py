"""A rebuild gives what a slow and obvious recomputation gives, whatever happened to the units."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.totals.oracle import Case, Epoch, Filed

from thidua.totals.columns import Columns
from thidua.totals.forest import NOWHERE, Forest
from thidua.totals.rebuild import Indicator, rebuild
from thidua.totals.snapshot import ParquetSnapshot, write

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
        unit: draw(st.lists(st.integers(unit + 1, units - 1), max_size=2, unique=True)) for unit in range(units - 1)
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
        heirs=[case.heirs.get(unit, []) for unit in range(units)],
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


@given(cases())
def test_every_total_of_every_period_is_that_of_the_slow_recomputation(drawn):
    case, units, nodes = drawn
    indicator = Indicator(case.own, case.over_time)
    snapshot = InMemory({7: columns_of(case.filed)})

    [(number, totals)] = rebuild(snapshot, {7: indicator}, forest_of(case, units, nodes))

    assert number == 7
    assert {months: as_told(each) for months, each in totals.items()} == {
        months: case.totals(months) for months in indicator.lengths
    }


def test_a_stock_of_a_merged_unit_counts_until_its_successor_reports():
    case = Case(
        filed=[Filed(0, 0, 5), Filed(0, 1, 7), Filed(2, 2, 11)],
        own=1,
        over_time="latest",
        epochs=[Epoch({0: 1, 1: 1, 2: 1}, {1: 0})],
        epoch_of_month=[0, 0, 0],
        heirs={0: [2], 1: [2]},
    )
    snapshot = InMemory({1: columns_of(case.filed)})

    [(_, totals)] = rebuild(snapshot, {1: Indicator(1, "latest")}, forest_of(case, 3, 2))

    assert totals[1].value[:, 0].tolist() == [12, 0, 11]
    assert totals[3].value[:, 0].tolist() == [11]


def test_a_figure_counts_where_its_unit_stood_in_that_month_and_the_quarter_adds_the_months():
    moved = [Epoch({0: 1}, {1: 0, 2: 0}), Epoch({0: 2}, {1: 0, 2: 0})]
    case = Case([Filed(0, 0, 10), Filed(1, 0, 20), Filed(2, 0, 30)], 1, "sum", moved, [0, 1, 1], {})
    snapshot = InMemory({1: columns_of(case.filed)})

    [(_, totals)] = rebuild(snapshot, {1: Indicator(1)}, forest_of(case, 1, 3))

    assert totals[3].value.tolist() == [[60, 10, 50]]


@given(cases())
def test_a_snapshot_on_disk_gives_back_what_was_written(tmp_path_factory, drawn):
    case, *_ = drawn
    path = tmp_path_factory.mktemp("snapshot") / "figures.parquet"
    columns = columns_of(case.filed)

    write(path, [(3, columns), (9, columns_of([]))])

    again = ParquetSnapshot(path)
    for name in ("period", "unit", "value", "of", "qualifier"):
        assert getattr(again.columns(3), name).tolist() == getattr(columns, name).tolist()
        assert getattr(again.columns(9), name).tolist() == []
        assert getattr(again.columns(4), name).tolist() == []


def test_indicators_come_in_the_order_asked_for_however_many_threads_work():
    figures = {number: columns_of([Filed(0, 0, number)]) for number in range(9)}
    forest = Forest(np.zeros((1, 1), np.int32), np.full((1, 1), NOWHERE, np.int32), np.zeros(1, np.int32))

    told = rebuild(InMemory(figures), {number: Indicator(1) for number in range(9)}, forest, threads=4)

    assert [(number, int(totals[1].value[0, 0])) for number, totals in told] == [(each, each) for each in range(9)]
