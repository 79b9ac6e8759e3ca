"""The totals of figures that no one machine holds: the same relations, on a Spark cluster.

Needs the extra ``thidua[spark]`` where the session is opened, and Java of the version that Spark asks for; on the other
machines of the cluster Spark alone. Nothing else of the project imports this module (an import contract holds it).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pyspark.sql import DataFrame, SparkSession

from thidua.totals.forest import Forest
from thidua.totals.rebuild import Indicator
from thidua.totals.relations import SPARK, Relation, generations, relations, selected_often, tables

_PROPAGATION = "spark.sql.constraintPropagation.enabled"
"""Off while plans are cut: what Spark 4.3 knows of a cut plan's columns names columns that a union lacks, and fails."""


def consolidate(figures: DataFrame, indicators: Mapping[int, Indicator], forest: Forest) -> DataFrame:
    """Return the totals that `rebuild.rebuild` gives: indicator, len, period, node, value, of, figures, qualifier.

    Where there is no figure there is no row; a total beyond an int64 fails rather than wraps. What is selected from
    several times is worked out at once and kept by the executors until the result is forgotten: if one is lost
    meanwhile, the work fails and is to be done again.

    Args:
        figures: rows of snapshots, in any order, from wherever Spark reads; of a unit one for each period.
        indicators: how the figures of each combine; figures of others are passed over.
        forest: where each unit counts.

    Raises:
        ValueError: a node stands above itself, or a unit is its own successor.
    """
    spark = figures.sparkSession
    made: dict[str, Any] = {name: spark.createDataFrame(table) for name, table in tables(indicators, forest).items()}
    made["figures"] = figures
    propagates = spark.conf.get(_PROPAGATION) or "true"
    spark.conf.set(_PROPAGATION, "false")
    try:
        return _selected(spark, relations(SPARK, generations(forest)), made)
    finally:
        spark.conf.set(_PROPAGATION, propagates)


def _selected(spark: SparkSession, selects: Sequence[Relation], made: dict[str, Any]) -> DataFrame:
    """Return the last relation. A plan holding each as often as it is selected from would grow beyond planning: cut."""
    often = selected_often(selects)
    for name, select in selects:
        found = spark.sql(select, **made)
        made[name] = found.localCheckpoint(eager=False) if name in often else found
    return found
