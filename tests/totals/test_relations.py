"""The relations give what a rebuild gives, whatever happened to the units: here on DuckDB."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from tests.totals.cases import InMemory, cases, columns_of, forest_of
from tests.totals.told import consolidated, rebuilt

from thidua.totals.checksum import checksum
from thidua.totals.forest import NOWHERE, Forest, Heir
from thidua.totals.rebuild import Indicator, rebuild
from thidua.totals.relations import generations, tables
from thidua.totals.snapshot import write


@given(cases())
def test_relations_give_every_total_and_the_checksum_of_a_rebuild(tmp_path_factory, drawn):
    case, units, nodes = drawn
    forest, columns = forest_of(case, units, nodes), columns_of(case.filed)
    indicators = {7: Indicator(case.own, case.over_time)}
    path = tmp_path_factory.mktemp("relations") / "figures.parquet"
    write(path, [(7, columns)])

    theirs, their_checksum, rows = consolidated(path, indicators, forest)

    ours, our_checksum = rebuilt(InMemory({7: columns}), indicators, forest)
    assert theirs == ours
    assert rows == sum(len(each) for each in ours.values())
    assert their_checksum == our_checksum


def with_heirs(heirs):
    size = len(heirs)
    steps = [[Heir(unit, 0) for unit in each] for each in heirs]
    return Forest(np.zeros((1, size), np.int32), np.full((1, 1), NOWHERE, np.int32), np.zeros(1, np.int32), steps)


def test_a_chain_of_successions_is_as_long_as_its_longest_way():
    assert generations(with_heirs([[1, 4], [2], [4], [], []])) == 3


def test_units_that_succeed_themselves_are_refused():
    with pytest.raises(ValueError, match="succeed themselves"):
        generations(with_heirs([[1], [0]]))


def test_a_node_above_itself_is_refused():
    forest = Forest(np.zeros((1, 1), np.int32), np.array([[NOWHERE, 2, 1]], np.int32), np.zeros(1, np.int32))

    with pytest.raises(ValueError, match="above themselves"):
        tables({}, forest)


def test_the_checksum_sees_totals_that_changed_places():
    figures = {1: columns_of([(0, 0, 5, 0, 0), (0, 1, 7, 0, 0)]), 2: columns_of([(0, 0, 7, 0, 0), (0, 1, 5, 0, 0)])}
    forest = Forest(np.array([[0, 1]], np.int32), np.full((1, 2), NOWHERE, np.int32), np.zeros(1, np.int32))

    [first], [second] = (list(rebuild(InMemory({1: each}), {1: Indicator(1)}, forest)) for each in figures.values())

    assert checksum([first]) != checksum([second])
