"""The numbers of an edition, written by one statement: of a country they are a hundred thousand."""

# ruff: noqa: S608 - nothing but our own names and marks for values is put into the text

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from thidua.reports.models import Period, Publication
from thidua.reports.queries.totals.reporters import Asking
from thidua.reports.rules.adding import MASKS

_HOLDS = "({of}.since IS NULL OR {of}.since <= %s) AND ({of}.until IS NULL OR {of}.until > %s)"
_BITS = " + ".join(f"MAX(c.qualifier & {mask})" for mask in MASKS)
_UNDER = f"""under AS (SELECT DISTINCT l.descendant_id AS unit_id FROM organisations_lineage l
WHERE l.ancestor_id = %s AND l.tree = %s AND {_HOLDS.format(of="l")})"""
_REPORTERS = f"""SELECT a.ancestor_id AS unit_id, %s AS place
FROM organisations_lineage l JOIN organisations_unit r ON r.id = l.descendant_id
JOIN organisations_lineage a ON a.descendant_id = r.id AND a.tree = l.tree
WHERE l.ancestor_id = %s AND l.tree = %s AND {_HOLDS.format(of="l")} AND {_HOLDS.format(of="a")}
AND r.level IN {{levels}} AND a.ancestor_id IN (SELECT unit_id FROM under) AND NOT EXISTS (
SELECT 1 FROM organisations_lineage b JOIN organisations_unit d ON d.id = b.descendant_id
WHERE b.ancestor_id = r.id AND b.tree = l.tree AND b.depth > 0 AND {_HOLDS.format(of="b")} AND d.level IN {{levels}})"""
_NOBODY = "SELECT 0 AS unit_id, 0 AS place WHERE 1 = 0"
_DUE = """due AS (SELECT unit_id, COUNT(*) AS whole, SUM(CASE WHEN place = %s THEN 1 ELSE 0 END) AS last
FROM ({reporters}) AS asked GROUP BY unit_id)"""
_OWN = """SELECT x.unit_id, x.indicator_id, x.value, x."of", 1 AS figures, x.qualifier FROM (
SELECT v.unit_id, v.indicator_id, v.value, v."of", v.qualifier,
ROW_NUMBER() OVER (PARTITION BY v.unit_id, v.indicator_id ORDER BY p.since DESC) AS place
FROM reports_acceptedvalue v JOIN under u ON u.unit_id = v.unit_id JOIN reports_period p ON p.id = v.period_id
WHERE v.period_id IN {periods} AND v.indicator_id IN (SELECT indicator_id FROM asked)) AS x
JOIN indicators_indicator i ON i.id = x.indicator_id
WHERE {is_single} OR (i.over_time <> 'none' AND (i.over_time <> 'latest' OR x.place = 1))"""
_COUNTED = f"""counted AS (SELECT t.unit_id, t.indicator_id, t.value, t."of", t.figures, t.qualifier
FROM reports_total t JOIN under u ON u.unit_id = t.unit_id
WHERE t.period_id = %s AND t.indicator_id IN (SELECT indicator_id FROM asked) UNION ALL {_OWN})"""
_ASKED = """asked AS (SELECT DISTINCT n.indicator_id FROM reports_formline n
JOIN reports_formsection s ON s.id = n.section_id JOIN reports_formedition e ON e.id = s.edition_id
WHERE e.form_id = %s)"""
_PUT = f"""INSERT INTO reports_publishedtotal
(publication_id, unit_id, indicator_id, value, "of", figures, qualifier, expected)
SELECT %s, c.unit_id, c.indicator_id, SUM(c.value), SUM(c."of"), SUM(c.figures), {_BITS},
MAX(COALESCE(CASE WHEN i.over_time = 'latest' THEN d.last ELSE d.whole END, 0))
FROM counted c JOIN indicators_indicator i ON i.id = c.indicator_id LEFT JOIN due d ON d.unit_id = c.unit_id
GROUP BY c.unit_id, c.indicator_id"""
_SIDE = """SELECT unit_id, indicator_id, value, "of", figures, qualifier, expected FROM reports_publishedtotal
WHERE publication_id = %s"""


def put_published(*, publication: Publication, askings: Sequence[Asking]) -> int:
    """Write what counts now at and under the unit of an edition; return how many numbers it has.

    ``askings``: the periods of the form that make up the edition's, itself where it is one.
    """
    day = connection.ops.adapt_datefield_value(publication.map_on)
    keys = [asking.span.key for asking in askings]
    inside = list(Period.objects.filter(key__in=keys).values_list("pk", flat=True))
    due, due_values = _due(publication, askings)
    counted = _COUNTED.format(periods=_places(inside), is_single="1 = 1" if len(askings) == 1 else "1 = 0")
    values: list[Any] = [publication.unit_id, publication.tree, day, day]
    values += [publication.form_id, *due_values, publication.period_id, *inside, publication.pk]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {_UNDER}, {_ASKED}, {due}, {counted} {_PUT}", values)
    return publication.rows.count()  # SQLite does not count the rows of such a statement


def is_same(one: Publication, other: Publication) -> bool:
    """Whether two editions say the same."""
    if one.totals != other.totals:
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({_SIDE} EXCEPT {_SIDE}) AS changed", [one.pk, other.pk])
        (changed,) = cursor.fetchone()
    return not changed


def _due(publication: Publication, askings: Sequence[Asking]) -> tuple[str, list[Any]]:
    """Return the part of the statement that counts who had to report, and its values."""
    texts: list[str] = []
    values: list[Any] = [len(askings) - 1]
    for place, asking in enumerate(askings):
        if not asking.levels:
            continue
        levels, day = sorted(asking.levels), connection.ops.adapt_datefield_value(asking.last_day)
        texts.append(_REPORTERS.format(levels=_places(levels)))
        values += [place, publication.unit_id, asking.tree, day, day, day, day, *levels, day, day, *levels]
    return _DUE.format(reporters=" UNION ALL ".join(texts) or _NOBODY), values


def _places(values: Sequence[int]) -> str:
    return f"({', '.join(['%s'] * len(values))})" if values else "(NULL)"
