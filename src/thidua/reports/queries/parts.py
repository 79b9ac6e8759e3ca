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
from django.db.models import Max

from thidua.reports.models import AcceptedValue
from thidua.reports.rules.adding import MASKS, Part, bits_held
from thidua.reports.rules.homes import heirs_of, is_succeeded

Parts = dict[tuple[int, int], Part]
"""Sums by node and indicator."""

_TERMS, _MOST_VALUES = 50, 20_000
"""How much one statement asks; SQLite takes 500 terms and 32,766 values."""

_BITS = ", ".join(f"MAX(v.qualifier & {mask})" for mask in MASKS)
_SUMS = 'SUM(v.value), SUM(v."of")'
_AT_HOME = """h.node_id IN {nodes} AND h.tree = %s
AND (h.since IS NULL OR h.since <= %s) AND (h.until IS NULL OR h.until > %s)"""
_VALUES = f"""SELECT h.node_id, v.indicator_id, {_SUMS}, COUNT(*), {_BITS}
FROM reports_home h JOIN reports_acceptedvalue v ON v.unit_id = h.unit_id
WHERE {_AT_HOME} AND v.period_id = %s AND v.indicator_id + 0 IN {{indicators}} GROUP BY h.node_id, v.indicator_id"""
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


class Inquiry:
    """Questions about parts, put all at once: a round trip to the database takes longer than most answers.

    Each question returns its number, by which ``sums`` has the answer after ``put``.
    """

    def __init__(self) -> None:
        self.sums: list[Parts] = []
        self._summing: list[_Question] = []
        self._latest: list[_Question] = []

    def values_under(self, ground: Ground, period: int, indicators: Sequence[int]) -> int:
        """Ask for the sums of what units had accepted for a period (its id); of a stock, too."""
        asked = _VALUES.format(nodes=_places(ground.nodes), indicators=_places(indicators))
        return self._ask(self._summing, asked, [*ground.values, period, *indicators])

    def totals_beside(self, ground: Ground, period: int, indicators: Sequence[int]) -> int:
        """Ask for the sums of the totals at units for a period, leaving out those at the nodes themselves."""
        asked = _BESIDE.format(nodes=_places(ground.nodes), indicators=_places(indicators))
        return self._ask(self._summing, asked, [*ground.values, period, *indicators, *ground.nodes])

    def totals_over(self, nodes: Sequence[int], periods: Sequence[int], indicators: Sequence[int]) -> int:
        """Ask for the sums over several periods of the totals at nodes."""
        asked = _OVER.format(nodes=_places(nodes), periods=_places(periods), indicators=_places(indicators))
        return self._ask(self._summing, asked if periods else "", [*nodes, *periods, *indicators])

    def latest_under(self, ground: Ground, periods: Sequence[int], indicators: Sequence[int]) -> int:
        """Ask for the sums of stocks over several periods: of each unit the latest value, then added.

        What a unit reported before it was succeeded counts until all that came from it have reported since.
        """
        asked = _LATEST.format(nodes=_places(ground.nodes), periods=_places(periods), indicators=_places(indicators))
        values = [*ground.values, *periods, *indicators]
        return self._ask(self._latest, asked if periods else "", values, periods)

    def put(self) -> None:
        """Put the questions."""
        for number, (node, indicator, value, of, figures, *held) in _answers(self._summing):
            part = Part(int(value), int(of), int(figures), bits_held(held))
            self.sums[number][node, indicator] = part
        found: dict[int, list[_Latest]] = {}
        for number, (node, heirs, unit, indicator, value, of, qualifier) in _answers(self._latest):
            row = _Latest(node, heirs, unit, indicator, Part(value, of, 1, qualifier))
            found.setdefault(number, []).append(row)
        for question in self._latest:
            self.sums[question.number] = _added_up(found.get(question.number, []), question.periods)

    def _ask(self, among: list[_Question], text: str, values: Sequence[Any], periods: Sequence[int] = ()) -> int:
        number = len(self.sums)
        self.sums.append({})
        if text:
            among.append(_Question(number, text, values, periods))
        return number


@dataclass(frozen=True)
class _Question:
    number: int
    text: str
    values: Sequence[Any]
    periods: Sequence[int]


@dataclass(frozen=True)
class _Latest:
    node: int
    heirs: str
    unit: int
    indicator: int
    part: Part


def _added_up(found: Sequence[_Latest], periods: Sequence[int]) -> Parts:
    came = [row for row in found if row.heirs]
    past = set(_succeeded(came, periods)) if came else set()
    sums: Parts = {}
    for row in found:
        if (row.unit, row.indicator) not in past:
            key = row.node, row.indicator
            sums[key] = sums[key] + row.part if key in sums else row.part
    return sums


def _succeeded(rows: Iterable[_Latest], periods: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield unit and indicator of the values of units whose heirs have all reported since, in these periods."""
    heirs = {row.unit: heirs_of(row.heirs) for row in rows}
    wanted = {heir for steps in heirs.values() for came in steps.values() for heir, _day in came}
    known = AcceptedValue.objects.filter(unit__in=wanted, period__in=periods)
    ends = known.values_list("unit", "indicator").annotate(end=Max("period__until"))
    reported: dict[int, dict[int, date]] = {}
    for unit, indicator, end in ends:
        reported.setdefault(indicator, {})[unit] = end
    for row in rows:
        if is_succeeded(row.unit, heirs[row.unit], reported.get(row.indicator, {})):
            yield row.unit, row.indicator


def _answers(questions: Sequence[_Question]) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield the number of the question with each row that answers it."""
    for some in _at_once(questions):
        text = " UNION ALL ".join(f"SELECT {each.number}, s{at}.* FROM ({each.text}) AS s{at}" for at, each in some)
        with connection.cursor() as cursor:
            cursor.execute(text, [value for _at, each in some for value in each.values])
            rows = cursor.fetchall()
        yield from ((number, rest) for number, *rest in rows)


def _at_once(questions: Sequence[_Question]) -> Iterator[list[tuple[int, _Question]]]:
    """Yield as many questions as one statement takes."""
    some: list[tuple[int, _Question]] = []
    for each in questions:
        if len(some) == _TERMS or sum(len(known.values) for _at, known in some) + len(each.values) > _MOST_VALUES:
            yield some
            some = []
        some.append((len(some), each))
    if some:
        yield some


def _places(values: Collection[int]) -> str:
    return f"({', '.join(['%s'] * len(values))})"
