"""The parts from which totals are added: accepted values of the units at home under nodes, and their own totals.

SQL by hand: Django takes longer to write these questions than a database to answer them, and they stand between an
acceptance and the right totals of a country.
"""

# ruff: noqa: S608 - nothing but our own names and marks for values is put into the text

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thidua.reports.models import AcceptedValue
from thidua.reports.rules.adding import MASKS, Part, bits_held
from thidua.reports.rules.homes import heirs_of, is_succeeded

Parts = dict[tuple[int, int], Part]
"""Sums by node and indicator."""

_BITS = ", ".join(f"MAX(v.qualifier & {mask})" for mask in MASKS)
_SUMS = 'SUM(v.value), SUM(v."of")'
_AT_HOME = """h.node_id IN {nodes} AND h.tree = %s
AND (h.since IS NULL OR h.since <= %s) AND (h.until IS NULL OR h.until > %s)"""
_VALUES = f"""SELECT h.node_id, v.indicator_id, {_SUMS}, COUNT(*), {_BITS}
FROM reports_home h JOIN reports_acceptedvalue v ON v.unit_id = h.unit_id
WHERE {_AT_HOME} AND v.period_id = %s AND v.indicator_id IN {{indicators}} GROUP BY h.node_id, v.indicator_id"""
_BESIDE = f"""SELECT h.node_id, v.indicator_id, {_SUMS}, SUM(v.figures), {_BITS}
FROM reports_home h JOIN reports_total v ON v.unit_id = h.unit_id
WHERE {_AT_HOME} AND v.period_id = %s AND v.indicator_id IN {{indicators}} AND v.unit_id NOT IN {{nodes}}
GROUP BY h.node_id, v.indicator_id"""
_OVER = f"""SELECT v.unit_id, v.indicator_id, {_SUMS}, SUM(v.figures), {_BITS} FROM reports_total v
WHERE v.unit_id IN {{nodes}} AND v.period_id IN {{periods}} AND v.indicator_id IN {{indicators}}
GROUP BY v.unit_id, v.indicator_id"""
_LATEST = f"""SELECT node_id, heirs, unit_id, indicator_id, value, "of", qualifier FROM (
SELECT h.node_id, h.heirs, v.unit_id, v.indicator_id, v.value, v."of", v.qualifier,
ROW_NUMBER() OVER (PARTITION BY v.unit_id, v.indicator_id ORDER BY p.since DESC) AS place
FROM reports_home h JOIN reports_acceptedvalue v ON v.unit_id = h.unit_id JOIN reports_period p ON p.id = v.period_id
WHERE {_AT_HOME} AND v.period_id IN {{periods}} AND v.indicator_id + 0 IN {{indicators}}) AS found WHERE place = 1"""
"""``+ 0``: look up by unit and period only; every indicator of every period of every unit is many more look-ups."""


@dataclass(frozen=True)
class Ground:
    """Where is added: nodes of a tree as it stood on a day."""

    nodes: Sequence[int]
    tree: str
    day: date

    @property
    def values(self) -> list[Any]:
        """What fills the condition that a unit is at home under one of the nodes."""
        day = connection.ops.adapt_datefield_value(self.day)
        return [*self.nodes, self.tree, day, day]


def values_under(ground: Ground, period: int, indicators: Sequence[int]) -> Parts:
    """Return the sums of what units had accepted for a period (its id); of a stock, too."""
    asked = _VALUES.format(nodes=_places(ground.nodes), indicators=_places(indicators))
    return _summed(asked, [*ground.values, period, *indicators])


def totals_beside(ground: Ground, period: int, indicators: Sequence[int]) -> Parts:
    """Return the sums of the totals at units for a period, leaving out those at the nodes themselves."""
    asked = _BESIDE.format(nodes=_places(ground.nodes), indicators=_places(indicators))
    return _summed(asked, [*ground.values, period, *indicators, *ground.nodes])


def totals_over(nodes: Sequence[int], periods: Sequence[int], indicators: Sequence[int]) -> Parts:
    """Return the sums over several periods of the totals at nodes."""
    if not periods:
        return {}
    asked = _OVER.format(nodes=_places(nodes), periods=_places(periods), indicators=_places(indicators))
    return _summed(asked, [*nodes, *periods, *indicators])


def latest_under(ground: Ground, periods: Sequence[int], indicators: Sequence[int]) -> Parts:
    """Return the sums of stocks over several periods: of each unit the latest value, then added.

    What a unit reported before it was succeeded counts until all that came from it have reported.
    """
    found = list(_latest(ground, periods, indicators)) if periods else []
    came = [row for row in found if row.heirs]
    past = set(_succeeded(came, periods)) if came else set()
    sums: Parts = {}
    for row in found:
        if (row.unit, row.indicator) not in past:
            key = row.node, row.indicator
            sums[key] = sums.get(key, Part()) + row.part
    return sums


@dataclass(frozen=True)
class _Latest:
    node: int
    heirs: str
    unit: int
    indicator: int
    part: Part


def _latest(ground: Ground, periods: Sequence[int], indicators: Sequence[int]) -> Iterator[_Latest]:
    asked = _LATEST.format(nodes=_places(ground.nodes), periods=_places(periods), indicators=_places(indicators))
    for node, heirs, unit, indicator, value, of, qualifier in _rows(asked, [*ground.values, *periods, *indicators]):
        yield _Latest(node, heirs, unit, indicator, Part(value, of, 1, qualifier))


def _succeeded(rows: Iterable[_Latest], periods: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield unit and indicator of the values of units whose heirs have all reported in these periods."""
    heirs = {row.unit: heirs_of(row.heirs) for row in rows}
    wanted = {heir for steps in heirs.values() for came in steps.values() for heir in came}
    reported: dict[int, set[int]] = {}
    known = AcceptedValue.objects.filter(unit__in=wanted, period__in=periods)
    for unit, indicator in known.values_list("unit", "indicator").distinct():
        reported.setdefault(indicator, set()).add(unit)
    for row in rows:
        if is_succeeded(row.unit, heirs[row.unit], reported.get(row.indicator, set())):
            yield row.unit, row.indicator


def _summed(asked: str, values: Sequence[Any]) -> Parts:
    return {
        (node, indicator): Part(int(value), int(of), int(figures), bits_held(held))
        for node, indicator, value, of, figures, *held in _rows(asked, values)
    }


def _rows(asked: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        return list(cursor.fetchall())


def _places(values: Collection[int]) -> str:
    return f"({', '.join(['%s'] * len(values))})"
