"""A rebuild gives what a slow and obvious recomputation gives, whatever happened to the units."""

import numpy as np
from hypothesis import given
from tests.totals.cases import InMemory, as_told, cases, columns_of, forest_of
from tests.totals.oracle import Case, Epoch, Filed

from thidua.totals.forest import NOWHERE, Forest
from thidua.totals.rebuild import Indicator, rebuild
from thidua.totals.snapshot import ParquetSnapshot, write


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
        heirs={0: {2: 1}, 1: {2: 1}},
    )
    snapshot = InMemory({1: columns_of(case.filed)})

    [(_, totals)] = rebuild(snapshot, {1: Indicator(1, "latest")}, forest_of(case, 3, 2))

    assert totals[1].value[:, 0].tolist() == [12, 0, 11]
    assert totals[3].value[:, 0].tolist() == [11]


def test_a_stock_merged_into_a_unit_that_had_reported_before_counts_until_that_reports_again():
    def year_of(filed):
        case = Case(filed, 1, "latest", [Epoch({0: 0, 1: 0}, {})], [0] * 12, heirs={0: {1: 6}})
        [(_, totals)] = rebuild(InMemory({1: columns_of(filed)}), {1: Indicator(1, "latest")}, forest_of(case, 2, 1))
        return totals[12].value[0, 0]

    before = [Filed(5, 0, 5), Filed(5, 1, 7)]

    assert year_of(before) == 12
    assert year_of([*before, Filed(6, 1, 13)]) == 13


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
