"""The same country on Spark in local mode, on DuckDB and rebuilt: the same totals, the same checksum."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.totals.cases import InMemory
from tests.totals.told import by_length, consolidated, rebuilt

from thidua.totals.checksum import CHECKSUM
from thidua.totals.columns import Columns
from thidua.totals.forest import NOWHERE, Forest, Heir
from thidua.totals.rebuild import LENGTHS, Indicator
from thidua.totals.snapshot import write

SEED = 20260702
MONTHS = 15  # an unfinished quarter less, an unfinished year more
UNITS, COMMUNES, PROVINCES = 40, 12, 3
NODES = 1 + PROVINCES + COMMUNES


def a_country():
    """Three stretches of days: communes change their province, units their commune, the first ten are succeeded."""
    random = np.random.default_rng(SEED)
    above = np.full((3, NODES), NOWHERE, np.int32)
    above[:, 1 : 1 + PROVINCES] = 0
    above[:, 1 + PROVINCES :] = random.integers(1, 1 + PROVINCES, (3, COMMUNES))
    homes = random.integers(NOWHERE, NODES, (3, UNITS)).astype(np.int32)  # some nowhere, some in a province itself
    epochs = np.repeat(np.arange(3, dtype=np.int32), [4, 6, 5])
    came = [[10 + unit // 2] for unit in range(8)] + [[12, 13], [15]] + [[20], [20]] + [[] for _ in range(12, UNITS)]
    heirs = [[Heir(unit, int(random.integers(0, MONTHS))) for unit in each] for each in came]
    return Forest(homes, above, epochs, heirs)


def figures_of(number, indicator):
    random = np.random.default_rng(SEED + number)
    period, unit = np.nonzero(random.random((-(-MONTHS // indicator.months), UNITS)) < 0.5)
    size = len(unit)
    return Columns(
        period.astype(np.int32),
        unit.astype(np.int32),
        random.integers(-(10**12), 10**12, size),
        random.integers(0, 10**12, size) if number % 2 else np.zeros(size, np.int64),
        np.where(random.random(size) < 0.2, random.choice([1, 2, 4, 8], size), 0).astype(np.int8),
    )


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    """Indicators of every length, as sums and as stocks, with wholes and without: their figures, the tree, a file."""
    kinds = [(months, kind) for months in LENGTHS for kind in ("sum", "latest")]
    indicators = {number: Indicator(*kind) for number, kind in enumerate(kinds * 2 + [(1, "sum")])}
    figures = {number: figures_of(number, each) for number, each in indicators.items()}
    path = tmp_path_factory.mktemp("country") / "figures.parquet"
    write(path, figures.items())
    return path, figures, indicators, a_country()


def test_a_country_on_spark_in_several_files_and_any_order_has_the_same_totals_and_checksum(spark, country, tmp_path):
    from thidua.totals.spark import consolidate

    path, figures, indicators, forest = country
    spark.read.parquet(str(path)).orderBy("value").repartition(3).write.parquet(str(tmp_path / "many"))

    totals = consolidate(spark.read.parquet(str(tmp_path / "many")), indicators, forest).persist()
    rows = totals.collect()
    [[checksum]] = spark.sql(CHECKSUM, totals=totals).collect()
    totals.unpersist()

    assert totals.columns == ["indicator", "len", "period", "node", "value", "of", "figures", "qualifier"]
    assert (by_length(rows), checksum, len(rows)) == consolidated(path, indicators, forest)
    assert (by_length(rows), checksum) == rebuilt(InMemory(figures), indicators, forest)
    assert {number for number, _ in by_length(rows)} == set(indicators)


def test_a_country_in_which_no_unit_was_succeeded_has_the_same_totals_on_spark(spark, country):
    from thidua.totals.spark import consolidate

    path, _, _, forest = country
    settled, indicators = replace(forest, heirs=()), {0: Indicator(1), 1: Indicator(1, "latest")}

    rows = consolidate(spark.read.parquet(str(path)), indicators, settled).collect()

    assert by_length(rows) == consolidated(path, indicators, settled)[0]
    assert spark.conf.get("spark.sql.constraintPropagation.enabled") == "true"
