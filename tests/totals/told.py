"""Totals as plain values, from a rebuild and from the relations on DuckDB, to be laid beside each other."""

from __future__ import annotations

import duckdb
from tests.totals.cases import as_told

from thidua.totals.checksum import CHECKSUM, checksum
from thidua.totals.rebuild import rebuild
from thidua.totals.relations import DUCKDB, as_statements, generations, relations, tables


def consolidated(path, indicators, forest):
    """The totals as {(indicator, len): {(period, node): amounts}}, and their checksum."""
    with duckdb.connect() as connection:
        for name, table in tables(indicators, forest).items():
            connection.register(name, table)
        for statement in as_statements(relations(DUCKDB, generations(forest)), f"'{path}'"):
            connection.execute(statement)
        rows = connection.execute(
            "select indicator, len, period, node, value, of, figures, qualifier from totals"
        ).fetchall()
        [(told,)] = connection.execute(CHECKSUM.format(totals="totals")).fetchall()
    return by_length(rows), told or 0, len(rows)


def by_length(rows):
    found = {}
    for indicator, months, period, node, *amounts in rows:
        found.setdefault((indicator, months), {})[period, node] = tuple(amounts)
    return found


def rebuilt(snapshot, indicators, forest):
    """The same of a rebuild; of what has no totals there is nothing."""
    totals = list(rebuild(snapshot, indicators, forest))
    told = {(number, months): as_told(each) for number, lengths in totals for months, each in lengths.items()}
    return {key: each for key, each in told.items() if each}, checksum(totals)
