"""Cross-tabs over the snapshot: indicator × unit × period in any two of the three, in pure SQL on DuckDB.

Nothing of a person's is put into the text of a question: its parts are the constants below, its values parameters.
"""

# ruff: noqa: S608 - nothing but our own constants is put into the text

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final
from uuid import UUID

import duckdb
import pyarrow as pa

from thidua.core.actors import Actor
from thidua.indicators.models import Indicator
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.reports.models import Form, FormLine
from thidua.reports.queries.snapshot import Snapshot, opened
from thidua.reports.rules.adding import Part
from thidua.reports.rules.crosstab import Asking, Axis

NOWHERE: Final = -1
"""The key of the units row of what counts under no unit of the level that the actor may see."""
_AT_ONCE: Final = 10_000

_CHOSEN: Final = """chosen AS NOT MATERIALIZED (
SELECT f.unit, f.tree, f.indicator, f.value, f.of, f.qualifier, p.start, p.last_day, i.is_added,
       i.months < $months AND i.over_time = 'latest' AS is_latest, (p.start - $first) // $months AS bucket
FROM figures f JOIN periods p ON p.period = f.period JOIN indicators i ON i.indicator = f.indicator
WHERE p.months = i.months AND i.months <= $months AND p.start >= $first AND p.start < $last
  AND (i.months = $months OR i.over_time <> 'none') AND f.indicator IN (SELECT indicator FROM asked)
  AND (i.is_added OR $is_each) {within})"""
_WITHIN: Final = """AND (f.unit IN (SELECT unit FROM scope) OR f.unit IN (SELECT heir FROM heirs))"""
_LATEST: Final = """latest AS MATERIALIZED (
SELECT unit, indicator, bucket, any_value(is_added) AS is_added, arg_max(tree, start) AS tree,
       arg_max(value, start) AS value, arg_max(of, start) AS of, arg_max(qualifier, start) AS qualifier
FROM chosen WHERE is_latest GROUP BY unit, indicator, bucket)"""
# From a unit that ended along those that came from it and have not reported: where one ends, the old value counts.
_ENDED: Final = "ended AS (SELECT DISTINCT unit, until FROM heirs)"
_WAYS: Final = """ways(indicator, bucket, unit, tip) AS (
SELECT l.indicator, l.bucket, l.unit, l.unit FROM latest l JOIN buckets b USING (bucket)
JOIN ended e ON e.unit = l.unit AND e.until <= b.last_day
UNION
SELECT w.indicator, w.bucket, w.unit, h.heir FROM ways w JOIN heirs h ON h.unit = w.tip
LEFT JOIN latest r ON r.indicator = w.indicator AND r.bucket = w.bucket AND r.unit = h.heir WHERE r.unit IS NULL)"""
_COUNTED: Final = """counted AS (
SELECT unit, tree, indicator, bucket, value, of, qualifier, is_added, coalesce($today, last_day) AS day
FROM chosen WHERE NOT is_latest
UNION ALL
SELECT l.unit, l.tree, l.indicator, l.bucket, l.value, l.of, l.qualifier, l.is_added, coalesce($today, b.last_day)
FROM latest l JOIN buckets b USING (bucket) LEFT JOIN ended e ON e.unit = l.unit AND e.until <= b.last_day
WHERE e.unit IS NULL
   OR (l.indicator, l.bucket, l.unit) IN (
       SELECT (indicator, bucket, unit) FROM ways WHERE tip NOT IN (SELECT unit FROM heirs)))"""
_ON_THE_DAY: Final = "(g.since IS NULL OR g.since <= c.day) AND (g.until IS NULL OR g.until > c.day)"
_UNIT: Final = "(SELECT unit FROM units WHERE uid = $unit)"
_UNDER: Final = f"""(c.unit = {_UNIT} OR EXISTS (
SELECT 1 FROM places g WHERE g.tree = c.tree AND g.unit = c.unit AND g.upper = {_UNIT} AND {_ON_THE_DAY}))"""
_SEEN: Final = "c.unit IN (SELECT unit FROM scope)"
_AT_LEVEL: Final = (
    f"""LEFT JOIN places g ON g.tree = c.tree AND g.unit = c.unit AND g.level = $level AND {_ON_THE_DAY}"""
)
_UPPER: Final = "coalesce(g.upper, -1)"
_SEEN_UPPER: Final = "CASE WHEN g.upper IN (SELECT unit FROM scope) THEN g.upper ELSE -1 END"
_SUMS: Final = """sum(c.value) AS value, sum(c.of) AS of, count(*) AS figures, bit_or(c.qualifier) AS qualifier"""
_PLACES: Final = {
    Axis.UNITS: "SELECT DISTINCT {side} AS key, u.sort_key, u.since FROM cells LEFT JOIN units u ON u.unit = {side}",
    Axis.INDICATORS: "SELECT indicator AS key, place AS sort_key, NULL AS since FROM asked",
    Axis.PERIODS: "SELECT bucket AS key, bucket AS sort_key, NULL AS since FROM buckets",
}
_ORDER: Final = "ORDER BY key = -1, sort_key, since NULLS FIRST, key"


@dataclass(frozen=True)
class UnitHead:
    """A unit of the table; ``until``: it ended then."""

    uid: UUID
    name: str
    until: date | None


@dataclass(frozen=True)
class Head:
    """What a row or a column is about: id of the indicator, place of the period, or a unit (``None``: `NOWHERE`)."""

    key: int
    unit: UnitHead | None = None


@dataclass(frozen=True)
class Row:
    """A row; ``None`` where nothing was reported."""

    head: Head
    cells: tuple[Part | None, ...]


class Crosstab:
    """An open cross-tab; rows are read as they are asked for."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, asking: Asking) -> None:
        self._connection = connection
        self.asking = asking
        self._prepare()
        self.columns = [head for _place, head in self._heads("col", asking.columns, None)]
        self.row_count = int(self._value(f"SELECT count(*) FROM ({self._side('row', asking.rows)})"))
        self.is_empty = not self._value("SELECT count(*) FROM cells")

    def rows(self, limit: int | None = None) -> Iterator[Row]:
        """Yield the rows in order, at most so many."""
        places = {head.key: place for place, head in enumerate(self.columns)}
        cells = groupby(self._cells(limit), key=lambda cell: cell[0])
        found = next(cells, None)
        for place, head in self._heads("row", self.asking.rows, limit):
            line: list[Part | None] = [None] * len(places)
            if found is not None and found[0] == place:
                for _place, column, value, of, figures, qualifier in found[1]:
                    line[places[column]] = Part(int(value), int(of), figures, qualifier)
                found = next(cells, None)
            yield Row(head, tuple(line))

    def _prepare(self) -> None:
        asking, run = self.asking, self._connection.execute
        asked = pa.table({"indicator": list(asking.indicators), "place": list(range(len(asking.indicators)))})
        days = asking.last_days
        self._keep("asked", asked)
        self._keep("buckets", pa.table({"bucket": list(range(len(days))), "last_day": days}))
        self._keep("seen", pa.table({"uid": pa.array(asking.scope or (), pa.string())}))
        run("CREATE TABLE scope AS SELECT u.unit FROM units u JOIN seen s ON s.uid = u.uid")
        text, values = question(asking)
        run(f"CREATE TABLE cells AS {text}", values)

    def _keep(self, name: str, table: pa.Table) -> None:
        self._connection.register(f"given_{name}", table)
        self._connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given_{name}")
        self._connection.unregister(f"given_{name}")

    def _side(self, side: str, axis: Axis) -> str:
        return _PLACES[axis].format(side=side)

    def _numbered(self, side: str, axis: Axis, limit: int | None) -> str:
        places = f"SELECT key, row_number() OVER ({_ORDER}) - 1 AS place FROM ({self._side(side, axis)})"
        return places if limit is None else f"SELECT * FROM ({places}) WHERE place < {int(limit)}"

    def _heads(self, side: str, axis: Axis, limit: int | None) -> Iterator[tuple[int, Head]]:
        text = f"SELECT n.place, n.key{', u.uid, u.name, u.until' if axis is Axis.UNITS else ''} "
        text += f"FROM ({self._numbered(side, axis, limit)}) n "
        text += "LEFT JOIN units u ON u.unit = n.key ORDER BY n.place" if axis is Axis.UNITS else "ORDER BY n.place"
        for place, key, *unit in self._read(text):
            yield place, Head(key, UnitHead(UUID(unit[0]), unit[1], unit[2]) if unit and unit[0] else None)

    def _cells(self, limit: int | None) -> Iterator[tuple[Any, ...]]:
        numbered = self._numbered("row", self.asking.rows, limit)
        return self._read(
            f"""SELECT n.place, c.col, c.value, c.of, c.figures, c.qualifier
            FROM cells c JOIN ({numbered}) n ON n.key = c.row ORDER BY n.place"""
        )

    def _read(self, text: str) -> Iterator[tuple[Any, ...]]:
        with self._connection.cursor() as cursor:
            cursor.execute(text)
            while rows := cursor.fetchmany(_AT_ONCE):
                yield from rows

    def _value(self, text: str) -> Any:
        found = self._connection.execute(text).fetchone()
        return found[0] if found else None


@contextmanager
def crosstab(snapshot: Snapshot, asking: Asking) -> Iterator[Crosstab]:
    """Open a cross-tab.

    Raises:
        Refused: DuckDB is busy, or the table needs more room than it has.
    """
    with opened(snapshot) as connection:
        yield Crosstab(connection, asking)


def question(asking: Asking) -> tuple[str, dict[str, Any]]:
    """Return the question for the cells (row, col, value, of, figures, qualifier) and its parameters.

    It reads the tables of the snapshot and ``asked``, ``buckets`` and ``scope``.
    """
    is_scoped = asking.scope is not None
    per_unit = asking.has(Axis.UNITS) and asking.level is None
    values: dict[str, Any] = {
        "months": asking.months,
        "first": asking.first,
        "last": asking.last,
        "today": asking.today,
        "is_each": per_unit or asking.is_alone,
    }
    sides = {Axis.UNITS: "c.unit", Axis.INDICATORS: "c.indicator", Axis.PERIODS: "c.bucket"}
    source = "counted c"
    if asking.has(Axis.UNITS) and asking.level is not None:
        source, values["level"] = f"counted c {_AT_LEVEL}", asking.level
        sides[Axis.UNITS] = _SEEN_UPPER if is_scoped else _UPPER
    kept = [_SEEN] if is_scoped else []
    if asking.unit is not None:
        kept.append(_UNDER)
        values["unit"] = asking.unit
    parts = (_CHOSEN.format(within=_WITHIN if is_scoped else ""), _LATEST, _ENDED, _WAYS, _COUNTED)
    text = f"""WITH RECURSIVE {", ".join(parts)}
SELECT {sides[asking.rows]} AS row, {sides[asking.columns]} AS col, {_SUMS} FROM {source}
WHERE {" AND ".join(kept) or "true"} GROUP BY ALL HAVING bool_and(c.is_added) OR count(DISTINCT c.unit) = 1"""
    return text, values


def seen_by(actor: Actor, *, on: date) -> tuple[str, ...] | None:
    """Return the units (uids) whose figures an actor may see, ``None`` for every one; two queries."""
    units = tuple(str(uid) for uid in units_in_scope(actor, on=on).order_by().values_list("uid", flat=True))
    return None if len(units) == Unit.objects.count() else units


def indicators_of(form: Form) -> list[Indicator]:
    """Return what a form counts, in the order of its newest edition; one query."""
    lines = FormLine.objects.filter(section__edition__form=form).select_related("indicator")
    ordered = lines.order_by("-section__edition__number", "section__order", "order", "pk")
    return list(dict.fromkeys(line.indicator for line in ordered))
