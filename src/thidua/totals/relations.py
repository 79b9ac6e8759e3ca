"""The same totals as relations: selects that DuckDB, PostgreSQL and Spark SQL run, for data beyond one machine.

`tables` gives the tree and the indicators as small tables, `relations` what is selected from them and the figures, in
order; the last one is the totals (indicator, len, period, node, value, of, figures, qualifier; ``len`` in months).
Stocks are narrowed step by step (months, quarters, halves, years): faster than every length from the figures.
"""
# ruff: noqa: S608 -- every name in the selects is our own

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from thidua.totals.columns import Int32
from thidua.totals.forest import NOWHERE, Forest
from thidua.totals.rebuild import LENGTHS, Indicator


class Dialect(NamedTuple):
    """Where the databases differ: a column's value of the latest period, and the sign that divides whole numbers."""

    latest: str
    division: str


DUCKDB = Dialect("arg_max({}, period)", "//")
POSTGRESQL = Dialect("(array_agg({} order by period desc))[1]", "/")
SPARK = Dialect("max_by({}, period)", "div")


class Relation(NamedTuple):
    """A named select; in braces what it selects from: ``figures``, a table of `tables`, a relation before it."""

    name: str
    select: str


_KEY = "indicator, len, period"
_FOR_GOOD = 2**31 - 1
"""A month after every other one."""
_FIGURE = "value, of, qualifier"
_ADDED = "cast(sum(value) as bigint) as value, cast(sum(of) as bigint) as of"
_OF_FIGURES = f"{_ADDED}, cast(count(*) as bigint) as figures, bit_or(qualifier) as qualifier"
_OF_TOTALS = f"{_ADDED}, cast(sum(figures) as bigint) as figures, bit_or(qualifier) as qualifier"

_PERIODS = Relation(
    "periods", "select indicator, len, period, stock, homes from {indicators} as i join {spans} as s on len = months"
)
_FLOWS = Relation(
    "flows",
    f"""select {_KEY}, node, {_OF_FIGURES}
from {{figures}} as f join {{periods}} as p using (indicator, period) join {{homes}} as h on place = homes + unit
where not stock group by {_KEY}, node""",
)
_REPORTED = Relation(
    "reported",
    f"""select {_KEY}, unit, {_FIGURE}
from {{figures}} as f join {{periods}} as p using (indicator, period) where stock""",
)
_PART = f"{_KEY}, node, value, of, figures, qualifier"
_DIRECT = f"select false as stock, {_PART} from {{flows}} as w union all select true, {_PART} from {{held}} as x"
_ABOVE = Relation(
    "above",
    f"""select stock, {_KEY}, upper as node, {_OF_TOTALS}
from ({_DIRECT}) as d join {{spans}} as s using (len, period) join {{ancestors}} as a on place = nodes + node
group by stock, {_KEY}, upper""",
)


def relations(dialect: Dialect, generations: int = 0) -> list[Relation]:
    """Return what is selected, in order.

    Args:
        dialect: of the database that selects.
        generations: how long the longest chain of successions is (`generations`).
    """
    narrowed = [_narrowed(dialect, shorter, longer) for shorter, longer in pairwise(LENGTHS)]
    stocks = "(" + " union all ".join(f"select * from {{{name}}}" for name, _ in (_REPORTED, *narrowed)) + ")"
    forgetting = _forgetting(dialect, stocks, generations)
    held = Relation(
        "held",
        f"""select {_KEY}, node, {_OF_FIGURES}
from {"{standing}" if forgetting else stocks} as k join {{spans}} as s using (len, period)
join {{homes}} as h on place = homes + unit group by {_KEY}, node""",
    )
    period = f"period * len {dialect.division} longer"
    totals = Relation(
        "totals",
        f"""select indicator, longer as len, {period} as period, node, {_OF_TOTALS}
from ({_DIRECT} union all select stock, {_PART} from {{above}} as u) as d join {{lengths}} as l using (len, stock)
group by indicator, longer, {period}, node""",
    )
    return [_PERIODS, _FLOWS, _REPORTED, *narrowed, *forgetting, held, _ABOVE, totals]


def selected_often(selects: Sequence[Relation]) -> set[str]:
    """Return the names of those that are selected from several times: to be kept where a relation is no table."""
    return {name for name, _ in selects if sum(each.select.count(f"{{{name}}}") for each in selects) > 1}


def _narrowed(dialect: Dialect, shorter: int, longer: int) -> Relation:
    """Return the latest of each unit in longer periods, from those in the shorter ones."""
    latest = ", ".join(f"{dialect.latest.format(column)} as {column}" for column in _FIGURE.split(", "))
    period = f"period {dialect.division} {longer // shorter}"
    source = f"select * from {{reported}} as r where len = {shorter}"
    if shorter != LENGTHS[0]:
        source += f" union all select * from {{latest{shorter}}} as n"
    return Relation(
        f"latest{longer}",
        f"""select indicator, {longer} as len, {period} as period, unit, {latest}
from ({source}) as shorter group by indicator, {period}, unit""",
    )


def _forgetting(dialect: Dialect, stocks: str, generations: int) -> list[Relation]:
    """Return how, in longer periods, the latest of units that were succeeded are left out: all heirs reported since."""
    if not generations:
        return []
    period = f"period * r.len {dialect.division} longer"
    since = Relation(
        "reported_since",
        f"""select indicator, longer as len, {period} as period, unit, max((period + 1) * r.len - 1) as month
from {{reported}} as r join {{lengths}} as l on l.len = r.len and longer > r.len and not l.stock
where unit in (select heir from {{heirs}} as h) group by indicator, longer, {period}, unit""",
    )
    found = [since]
    for place in range(generations):
        past = "select * from {reported_since} as a"
        if place:
            past += f" union all select {_KEY}, unit, {_FOR_GOOD} from {{succeeded{place - 1}}} as b"
        select = f"""select {_KEY}, h.unit from {{heirs}} as h
join ({past}) as c on c.unit = h.heir and month >= since group by {_KEY}, h.unit, h.heirs
having count(distinct heir) = h.heirs"""
        found.append(Relation(f"succeeded{place}", select))
    same = " and ".join(f"g.{column} = k.{column}" for column in (*_KEY.split(", "), "unit"))
    gone = f"select 1 from {{succeeded{generations - 1}}} as g where {same}"
    return [*found, Relation("standing", f"select * from {stocks} as k where not exists ({gone})")]


def as_statements(selects: Sequence[Relation], figures: str) -> list[str]:
    """Return the statements that put each relation into a temporary table, the figures being selected from there."""
    names = {name: name for name in (*_TABLES, *(each.name for each in selects))} | {"figures": figures}
    return [f"create temp table {name} as {select.format_map(names)}" for name, select in selects]


_TABLES = {
    "indicators": ("indicator", "months", "stock"),
    "spans": ("len", "period", "homes", "nodes"),
    "lengths": ("len", "stock", "longer"),
    "homes": ("place", "node"),
    "ancestors": ("place", "upper"),
    "heirs": ("unit", "heir", "since", "heirs"),
}


def tables(indicators: Mapping[int, Indicator], forest: Forest) -> dict[str, pa.Table]:
    """Return the indicators and the tree as tables; every column is an int32, ``stock`` a truth value.

    Raises:
        ValueError: a node stands above itself.
    """
    rows: dict[str, list[tuple[Any, ...]]] = {
        "indicators": [(each, held.months, held.over_time == "latest") for each, held in indicators.items()],
        "spans": [
            (months, period, epoch * forest.homes.shape[1], epoch * forest.nodes)
            for months in LENGTHS
            for period in range(-(-forest.months // months))
            for epoch in [forest.epoch_of(period, months)]
        ],
        "lengths": [
            *((months, False, longer) for months in LENGTHS for longer in Indicator(months).lengths),
            *((months, True, months) for months in LENGTHS),
        ],
        "heirs": list(_steps(forest)),
    }
    columns: dict[str, Sequence[Any]] = {
        name: list(zip(*held, strict=True)) or [()] * len(_TABLES[name])  # of no rows as many columns, too
        for name, held in rows.items()
    }
    columns |= {"homes": _homes(forest), "ancestors": _ancestors(forest)}
    return {name: _table(wanted, columns[name]) for name, wanted in _TABLES.items()}


def _table(names: Sequence[str], columns: Sequence[Any]) -> pa.Table:
    kinds = (pa.bool_() if name == "stock" else pa.int32() for name in names)
    return pa.table({name: pa.array(column, kind) for name, column, kind in zip(names, columns, kinds, strict=True)})


def _steps(forest: Forest) -> Iterator[tuple[int, int, int, int]]:
    """Yield each unit that was succeeded with each of its heirs, since when, and how many there are."""
    for unit, heirs in enumerate(forest.heirs):
        since: dict[int, int] = {}
        for heir, month in heirs:
            since[heir] = max(month, since.get(heir, month))
        yield from ((unit, heir, month, len(since)) for heir, month in since.items())


def generations(forest: Forest) -> int:
    """Return how many successions the longest chain of them has, 0 where no unit was succeeded.

    Raises:
        ValueError: a unit is its own successor.
    """
    behind = {unit: {heir.unit for heir in heirs} for unit, heirs in enumerate(forest.heirs) if heirs}
    rounds = 0
    while behind:
        last = [unit for unit, heirs in behind.items() if not heirs & behind.keys()]
        if not last:
            raise ValueError(f"units succeed themselves: {sorted(behind)}")
        for unit in last:
            del behind[unit]
        rounds += 1
    return rounds


def _homes(forest: Forest) -> list[Int32]:
    """Return homes by place, those of an epoch from ``spans.homes`` on: so one key, not two, finds them."""
    nodes = forest.homes.ravel()
    place = np.flatnonzero(nodes != NOWHERE).astype(np.int32)
    return [place, nodes[place]]


def _ancestors(forest: Forest) -> list[Int32]:
    """Return every node with each that stands above it, directly or not; those of an epoch from ``spans.nodes`` on."""
    found = [np.zeros((2, 0), np.int32)]
    for epoch, above in enumerate(forest.above):
        node, upper = np.arange(forest.nodes, dtype=np.int32), above
        while len(node := node[upper != NOWHERE]):
            upper = upper[upper != NOWHERE]
            if np.any(node == upper):
                raise ValueError(f"nodes stand above themselves: {node[node == upper].tolist()}")
            found.append(np.stack([node + epoch * forest.nodes, upper]))
            upper = above[upper]
    return list(np.concatenate(found, axis=1))
