"""The same totals as relations, in steps that both DuckDB and PostgreSQL run: the peers of the rebuild.

Stocks are narrowed step by step (months, quarters, halves, years), which is faster than all lengths from the rows.
"""

from __future__ import annotations

from collections.abc import Callable

_LATEST = """create temp table l{months} as
select indicator, months, {months} as len, period / {step} as period, unit,
       {latest_value} as value, {latest_qualifier} as qualifier
from ({source}) as shorter group by indicator, months, period / {step}, unit"""

_SUM = """cast(sum(value) as bigint) as value, cast(sum("of") as bigint) as "of",
cast(sum(figures) as bigint) as figures, bit_or(qualifier) as qualifier"""

_UP = """create temp table {table} as
select indicator, len, period, upper as node, {sums}
from {below} join above using (node) group by indicator, len, period, upper"""


def steps(source: str, latest: Callable[[str], str], integer_division: str = "/") -> list[str]:
    """Return the statements that leave the totals in ``communes``, ``provinces`` and ``country``.

    Args:
        source: what the figures are selected from.
        latest: how the dialect takes a column's value of the latest period.
        integer_division: the sign of the dialect.
    """
    named = {"latest_value": latest("value"), "latest_qualifier": latest("qualifier")}
    statements = [
        f"""create temp table s as
select indicator, months, period, node, cast(sum(value) as bigint) as value, cast(sum("of") as bigint) as "of",
       cast(count(*) as bigint) as figures, bit_or(qualifier) as qualifier
from {source} as f join indicators using (indicator) join homes using (unit)
where not stock group by indicator, months, period, node""",
        f"""create temp table l1 as select indicator, months, months as len, period, unit, value, qualifier
from {source} as f join indicators using (indicator) where stock""",
        _LATEST.format(months=3, step=3, source="select * from l1 where months = 1", **named),
        _LATEST.format(
            months=6, step=2, source="select * from l3 union all select * from l1 where months = 3", **named
        ),
        _LATEST.format(months=12, step=2, source="select * from l6", **named),
        f"""create temp table communes as
select indicator, len, period * months / len as period, node, {_SUM}
from s cross join (values (1), (3), (6), (12)) as lengths (len)
where len >= months group by indicator, len, period * months / len, node
union all
select indicator, len, period, node, cast(sum(value) as bigint), cast(0 as bigint), cast(count(*) as bigint),
       bit_or(qualifier)
from (select * from l1 union all select * from l3 union all select * from l6 union all select * from l12) as stocks
join homes using (unit) group by indicator, len, period, node""",
        _UP.format(table="provinces", below="communes", sums=_SUM),
        _UP.format(table="country", below="provinces", sums=_SUM),
    ]
    return [each.replace(" / ", f" {integer_division} ") for each in statements]


ALL_TOTALS = """select indicator, len, period, node, value, "of", figures, qualifier from (
select * from communes union all select * from provinces union all select * from country) as every_total"""
