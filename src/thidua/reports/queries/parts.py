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

_TERMS = 50
"""How many questions one statement puts; SQLite takes 500."""

_SUMS = 'CAST(SUM(v.value) AS BIGINT), CAST(SUM(v."of") AS BIGINT)'
_BITS = ", ".join(f"MAX(v.qualifier & {mask})" for mask in MASKS)
_OWN_BITS = ", ".join(f"v.qualifier & {mask}" for mask in MASKS)
_AT_HOME = """h.node_id IN {nodes} AND h.tree = %s
AND (h.since IS NULL OR h.since <= %s) AND (h.until IS NULL OR h.until > %s)"""
_VALUES = f"""SELECT h.node_id, v.indicator_id, {_SUMS}, COUNT(*), {_BITS}, 0, ''
FROM reports_home h JOIN reports_acceptedvalue v ON v.unit_id = h.unit_id
WHERE {_AT_HOME} AND v.period_id = {{period}} AND v.indicator_id + 0 IN {{indicators}}
GROUP BY h.node_id, v.indicator_id"""
_BESIDE = f"""SELECT h.node_id, v.indicator_id, {_SUMS}, SUM(v.figures), {_BITS}, 0, ''
FROM reports_home h JOIN reports_total v ON v.unit_id = h.unit_id
WHERE {_AT_HOME} AND v.period_id = {{period}} AND v.indicator_id + 0 IN {{indicators}} AND v.unit_id NOT IN {{line}}
GROUP BY h.node_id, v.indicator_id"""
_STORED = f"""SELECT v.unit_id, v.indicator_id, v.value, v."of", v.figures, {_OWN_BITS}, 0, '' FROM reports_total v
WHERE v.unit_id IN {{nodes}} AND v.period_id = {{period}} AND v.indicator_id IN {{indicators}}"""
_OVER = f"""SELECT v.unit_id, v.indicator_id, {_SUMS}, SUM(v.figures), {_BITS}, 0, '' FROM reports_total v
WHERE v.unit_id IN {{nodes}} AND v.period_id IN {{periods}} AND v.indicator_id IN {{indicators}}
GROUP BY v.unit_id, v.indicator_id"""
_LATEST = f"""SELECT v.node_id, v.indicator_id, {_SUMS}, COUNT(*), {_BITS}, v.unit, v.heirs FROM (
SELECT h.node_id, v.indicator_id, v.value, v."of", v.qualifier, h.heirs,
CASE WHEN h.heirs = '' THEN 0 ELSE v.unit_id END AS unit,
ROW_NUMBER() OVER (PARTITION BY v.unit_id, v.indicator_id ORDER BY CASE v.period_id {{order}} END DESC) AS place
FROM reports_home h JOIN reports_acceptedvalue v ON v.unit_id = h.unit_id
WHERE {_AT_HOME} AND v.period_id IN {{periods}} AND v.indicator_id + 0 IN {{indicators}}) AS v
WHERE v.place = 1 GROUP BY v.node_id, v.indicator_id, v.unit, v.heirs"""
"""``+ 0``: look up by unit and period only; every indicator of every period of every unit is many more look-ups.

The last two columns: of a stock reported by a unit that others came from, that unit and who came from it.
"""


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
        return [self.tree, day, day]


class Inquiry:
    """Questions about parts, put all at once: a round trip to the database takes longer than most answers.

    Each question returns its number, by which ``sums`` has the answer after ``put``.
    """

    def __init__(self) -> None:
        self.sums: list[Parts] = []
        self._questions: list[_Question] = []

    def values_under(self, ground: Ground, period: int, indicators: Sequence[int]) -> int:
        """Ask for the sums of what units had accepted for a period (its id); of a stock, too."""
        asked = _VALUES.format(nodes=_listed(ground.nodes), period=int(period), indicators=_listed(indicators))
        return self._ask(asked, ground.values)

    def totals_beside(self, ground: Ground, period: int, indicators: Sequence[int], line: Collection[int]) -> int:
        """Ask for the sums of the totals at units for a period, leaving out those on the line that is being added."""
        asked = _BESIDE.format(
            nodes=_listed(ground.nodes), period=int(period), indicators=_listed(indicators), line=_listed(line)
        )
        return self._ask(asked, ground.values)

    def totals_at(self, nodes: Collection[int], period: int, indicators: Collection[int]) -> int:
        """Ask for the totals of a period at nodes, as they are stored."""
        asked = _STORED.format(nodes=_listed(nodes), period=int(period), indicators=_listed(indicators))
        return self._ask(asked, ())

    def totals_over(self, nodes: Collection[int], periods: Sequence[int], indicators: Sequence[int]) -> int:
        """Ask for the sums over several periods of the totals at nodes."""
        asked = _OVER.format(nodes=_listed(nodes), periods=_listed(periods), indicators=_listed(indicators))
        return self._ask(asked if periods else "", ())

    def latest_under(self, ground: Ground, periods: Sequence[int], indicators: Sequence[int]) -> int:
        """Ask for the sums of stocks over several periods, given in order: of each unit the latest value, then added.

        What a unit reported before it was succeeded counts until all that came from it have reported since.
        """
        asked = _LATEST.format(
            nodes=_listed(ground.nodes),
            periods=_listed(periods),
            indicators=_listed(indicators),
            order=" ".join(f"WHEN {int(period)} THEN {place}" for place, period in enumerate(periods)),
        )
        return self._ask(asked if periods else "", ground.values, periods)

    def put(self) -> None:
        """Put the questions."""
        inherited: dict[int, list[_Inherited]] = {}
        for number, (node, indicator, value, of, figures, *held, unit, heirs) in _answers(self._questions):
            part = Part(value, of, int(figures), bits_held(held))
            if heirs:
                inherited.setdefault(number, []).append(_Inherited(node, heirs, unit, indicator, part))
            else:
                self.sums[number][node, indicator] = part
        for question in self._questions:
            if question.number in inherited:
                _add_inherited(self.sums[question.number], inherited[question.number], question.periods)

    def _ask(self, text: str, values: Sequence[Any], periods: Sequence[int] = ()) -> int:
        number = len(self.sums)
        self.sums.append({})
        if text:
            self._questions.append(_Question(number, text, values, periods))
        return number


@dataclass(frozen=True)
class _Question:
    number: int
    text: str
    values: Sequence[Any]
    periods: Sequence[int]


@dataclass(frozen=True)
class _Inherited:
    """What a unit reported from which others came: it counts until they have reported."""

    node: int
    heirs: str
    unit: int
    indicator: int
    part: Part


def _add_inherited(sums: Parts, found: Sequence[_Inherited], periods: Sequence[int]) -> None:
    past = set(_succeeded(found, periods))
    for row in found:
        if (row.unit, row.indicator) not in past:
            key = row.node, row.indicator
            sums[key] = sums[key] + row.part if key in sums else row.part


def _succeeded(rows: Iterable[_Inherited], periods: Sequence[int]) -> Iterator[tuple[int, int]]:
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
    numbered = list(enumerate(questions))
    yield from (numbered[start : start + _TERMS] for start in range(0, len(numbered), _TERMS))


def _listed(keys: Collection[int]) -> str:
    """Return keys as they stand in a statement: a thousand marks for values take longer to fill in than to look up."""
    return f"({', '.join(str(int(each)) for each in keys)})"
