"""The full rebuild of a country's totals beside DuckDB and PostgreSQL: the same snapshot, the same totals, one run.

Each does the whole way from its stored figures to every total; ours reads the Parquet file, as DuckDB does. Times are
medians of several runs, PostgreSQL's of one; its figures are loaded and analysed before.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import psycopg
import pyarrow as pa

from benchmarks.inputs.national import Country
from thidua.totals.rebuild import rebuild
from thidua.totals.relations import DUCKDB, POSTGRESQL, as_statements, generations, relations, tables
from thidua.totals.snapshot import ParquetSnapshot

RUNS = 3
THREADS = 2
FIGURES = "indicator int, period int, unit int, value bigint, of bigint, qualifier int"
POSTGRES = os.environ.get("THIDUA_TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def figures() -> dict[str, float]:
    """Return ratios of seconds, the peak memory of a rebuild in its own process, and whether all totals are equal."""
    country = Country.generated()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.parquet"
        rows = country.write_snapshot(path)
        peak, _ = _in_own_process(path)
        ours = [_in_own_process(path)[1] for _ in range(RUNS)]
        duck = [_of_duckdb(path, country) for _ in range(RUNS)]
        postgres = _of_postgresql(path, country)
        equal = _is_equal(path, country, duck[0][1])
    seconds = statistics.median(ours)
    result = {
        "figures_read": float(rows),
        "totals": float(len(duck[0][1]["node"])),
        "rebuild_s": seconds,
        "rebuild_peak_gb": peak,
        "rebuild_over_duckdb": seconds / statistics.median(taken for taken, _ in duck),
        "checksums_equal": float(equal),
    }
    return result | ({"rebuild_over_postgresql": seconds / postgres} if postgres else {})


def _in_own_process(path: Path) -> tuple[float, float]:
    """Return the peak memory (GB) and the seconds of one rebuild; the compiled passes are there from the first one."""
    told = subprocess.run([sys.executable, "-m", "benchmarks.totals", str(path)], check=True, capture_output=True)
    peak, seconds = told.stdout.split()
    return float(peak), float(seconds)


def _rebuild(path: Path, country: Country) -> dict[int, Any]:
    return dict(rebuild(ParquetSnapshot(path), country.indicators, country.forest, threads=THREADS))


def _of_duckdb(path: Path, country: Country) -> tuple[float, dict[str, Any]]:
    with duckdb.connect() as connection:
        connection.execute(f"set threads = {THREADS}")
        for name, table in _tables(country).items():
            connection.register(f"{name}_given", table)
            connection.execute(f"create table {name} as select * from {name}_given")
        begun = time.perf_counter()
        for statement in as_statements(relations(DUCKDB, generations(country.forest)), f"'{path}'"):
            connection.execute(statement)
        taken = time.perf_counter() - begun
        return taken, connection.execute("select * from totals").fetchnumpy()


def _tables(country: Country) -> dict[str, pa.Table]:
    return tables(country.indicators, country.forest)


def _of_postgresql(path: Path, country: Country) -> float | None:
    """Return the seconds of the same steps on a PostgreSQL that answers, ``None`` where none does."""
    try:
        connection = psycopg.connect(POSTGRES, connect_timeout=3)
    except psycopg.OperationalError:
        return None
    with connection, connection.cursor() as cursor, tempfile.TemporaryDirectory() as folder:
        given = _tables(country)
        cursor.execute(f"create temp table figures ({FIGURES})")
        for name, table in given.items():
            kinds = ", ".join(f"{each.name} {'bool' if each.name == 'stock' else 'int'}" for each in table.schema)
            cursor.execute(f"create temp table {name} ({kinds})")
        for name, source in {"figures": f"'{path}'", **{each: each for each in given}}.items():
            file = Path(folder) / f"{name}.csv"
            with duckdb.connect() as duck:
                for each, table in given.items():
                    duck.register(each, table)
                duck.execute(f"copy (select * from {source}) to '{file}' (header false)")
            with file.open("rb") as lines, cursor.copy(f"copy {name} from stdin csv") as copy:
                while block := lines.read(1 << 20):
                    copy.write(block)
            cursor.execute(f"analyze {name}")
        begun = time.perf_counter()
        for statement in as_statements(relations(POSTGRESQL, generations(country.forest)), "figures"):
            cursor.execute(statement)
        taken = time.perf_counter() - begun
        connection.rollback()
    return taken


def _is_equal(path: Path, country: Country, theirs: dict[str, Any]) -> bool:
    """Return whether every total is the same, and none is there twice or missing."""
    totals = {
        (number, months): each
        for number, lengths in _rebuild(path, country).items()
        for months, each in lengths.items()
    }
    if sum(int(np.count_nonzero(each.figures)) for each in totals.values()) != len(theirs["node"]):
        return False
    for (number, months), each in totals.items():
        here = (theirs["indicator"] == number) & (theirs["len"] == months)
        at = theirs["period"][here], theirs["node"][here]
        if not all(
            np.array_equal(getattr(each, name)[at], theirs[name][here])
            for name in ("value", "of", "figures", "qualifier")
        ):
            return False
    return True


def _told_by_child(path: Path) -> None:
    country = Country.generated()
    begun = time.perf_counter()
    _rebuild(path, country)
    taken = time.perf_counter() - begun
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, taken)


if __name__ == "__main__":
    _told_by_child(Path(sys.argv[1]))
