"""A table of 100,000 rows (unit, period, indicator, number) until every number stands in a draft report.

From the kept file to the last commit: rows read, units and indicators found, what stands there looked up, the preview
staged, 5,000 reports opened, cells and audit trail written, by the very commands of the pages. As .xlsx and as .csv,
on each database, in a process of its own. ``…_grows_mb``: what memory grows by,
beside what it does where the table has half the rows.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROWS, LINES, UNITS = 100_000, 20, 2_500
SHORT = 50_000
KINDS = ("csv", "xlsx")
POSTGRES = os.environ.get("THIDUA_TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
HEADERS = ("Đơn vị", "Kỳ báo cáo", "Chỉ tiêu", "Giá trị")
PARTS = ["unit", "period", "indicator", "value"]


def figures() -> dict[str, float]:
    """Return figures of both kinds of file and both databases, each measured in its own process."""
    from benchmarks.inputs.scratch import scratch_postgres  # noqa: PLC0415 - needs the environment

    found: dict[str, float] = {}
    for kind in KINDS:
        with tempfile.TemporaryDirectory() as home:
            found |= _measured("sqlite", home, None, kind, ROWS)
        with tempfile.TemporaryDirectory() as home, scratch_postgres(POSTGRES) as url:
            found |= _measured("postgresql", home, url, kind, ROWS)
        with tempfile.TemporaryDirectory() as home:
            short = _measured("sqlite", home, None, kind, SHORT)
        grows = f"import_{kind}_grows"
        found[f"{grows}_half_the_rows_mb"] = short[f"{grows}_mb_sqlite"]
    return found | {
        "import_rows_per_s_sqlite": found["import_xlsx_rows_per_s_sqlite"],
        "import_rows_per_s_postgresql": found["import_xlsx_rows_per_s_postgresql"],
    }


def _measured(engine: str, home: str, url: str | None, kind: str, rows: int) -> dict[str, float]:
    environment = os.environ | {"THIDUA_HOME": home, "DJANGO_SETTINGS_MODULE": "thidua.config.settings"}
    environment.pop("DATABASE_URL", None)
    environment |= {"DATABASE_URL": url} if url else {}
    child = [sys.executable, "-m", "benchmarks.importing", kind, str(rows)]
    done = subprocess.run(child, check=True, stdout=subprocess.PIPE, env=environment)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {f"import_{kind}_{name}_{engine}": value for name, value in told.items()}


def _measure(kind: str, rows: int) -> dict[str, float]:
    import django  # noqa: PLC0415 - after the environment is set

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from benchmarks.inputs import table_rows  # noqa: PLC0415
    from thidua.config.collector import collect_less  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    place = table_rows.load(units=UNITS, lines=LINES)
    path = Path(os.environ["THIDUA_HOME"]) / f"table.{kind}"
    file = [sys.executable, "-m", "benchmarks.importing", "file", str(path), str(rows)]
    subprocess.run(file, check=True)  # elsewhere: what writing takes is none of the memory that is measured
    collect_less()  # as the worker does when it starts
    before = _peak_mb()
    taken = _imported(place, path, rows)
    peak = _peak_mb()
    return {
        "rows_per_s": rows / taken["all"],
        "opening_s": taken["opening"],
        "staging_s": taken["staging"],
        "writing_s": taken["writing"],
        "peak_mb": peak,
        "grows_mb": peak - before,
    }


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _imported(place: Any, path: Path, rows: int) -> dict[str, float]:
    """Import one file; return the seconds of each step, and see that every number stands in its report."""
    from thidua.core import clock  # noqa: PLC0415
    from thidua.office.reports.tables import tasks  # noqa: PLC0415
    from thidua.office.reports.tables.opening import opened  # noqa: PLC0415
    from thidua.reports.choices import TableStage  # noqa: PLC0415
    from thidua.reports.commands.tables import choose_columns, move_table, start_table  # noqa: PLC0415
    from thidua.reports.commands.tables.starting import TableColumns  # noqa: PLC0415
    from thidua.reports.models import Cell, TableImport  # noqa: PLC0415
    from thidua.sources.queries import path_of  # noqa: PLC0415

    cells, now = Cell.objects.count(), clock.now()
    by = place.actor
    table = start_table(
        unit=place.unit, content=path.read_bytes(), file_name=path.name, media_type="text/csv", by=by, at=now
    )
    begun = time.perf_counter()
    with opened(path_of(table.file.sha256)) as source:
        name = source.sheets()[0]
        for _row in source.rows(name):
            pass
    opening = time.perf_counter() - begun
    columns = TableColumns(name, 1, HEADERS, PARTS, place.form, None)
    choose_columns(table=table, columns=columns, by=by, at=now)
    table = TableImport.objects.select_related("unit", "file", "form", "period").get(pk=table.pk)
    begun = time.perf_counter()
    tasks.read_table(table, by)
    read = time.perf_counter()
    table = move_table(table=table, to=TableStage.WRITING, by=by, at=clock.now())
    while tasks.write_some(table, by):
        pass
    ended = time.perf_counter()
    if Cell.objects.count() - cells != rows:
        raise AssertionError(f"{Cell.objects.count() - cells} cells of {rows} rows: {table.message} {table.faults[:3]}")
    return {"all": ended - begun, "opening": opening, "staging": read - begun - opening, "writing": ended - read}


def _table(rows: int, year: int) -> Iterator[tuple[str, str, str, int]]:
    """Yield the rows, each report's numbers together."""
    for number in range(rows):
        unit, month = number // LINES % UNITS, number // LINES // UNITS
        yield f"Thôn {unit}", f"tháng {month + 1}/{year}", f"Chỉ tiêu số {number % LINES}", number * 7919 % 500


def _write_csv(path: Path, rows: int, year: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADERS)
        writer.writerows(_table(rows, year))


def _write_xlsx(path: Path, rows: int, year: int) -> None:
    from xlsxwriter import Workbook  # noqa: PLC0415

    with Workbook(str(path), {"constant_memory": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADERS)
        for number, row in enumerate(_table(rows, year), start=1):
            sheet.write_row(number, 0, row)


if __name__ == "__main__":
    if sys.argv[1] == "file":
        place = Path(sys.argv[2])
        {".csv": _write_csv, ".xlsx": _write_xlsx}[place.suffix](place, int(sys.argv[3]), 2025)
    else:
        print(json.dumps(_measure(sys.argv[1], int(sys.argv[2]))))
