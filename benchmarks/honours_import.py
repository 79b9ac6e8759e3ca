"""A list of 100,000 past awards until every row stands in the ledger, and until all of it is taken back.

From the kept file to the last commit, by the very tasks of the worker: rows checked, persons told apart, written with
posts, bodies and keys, undone. As .xlsx, on each database, in a process of its own. ``…_cpu_s``: of the process alone,
whatever else the machine does; ``…_opening_mb``: what opening the workbook adds to the memory that the process had at
most, ``…_grows_mb``: what all steps together add, ``…_peak_mb``: all that it had.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROWS = 100_000
POSTGRES = os.environ.get("THIDUA_TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
HEADERS = (
    "STT", "Họ và tên", "Năm sinh", "Giới tính", "Chức vụ", "Đơn vị công tác", "Danh hiệu, hình thức", "Năm",
    "Số quyết định", "Ngày quyết định", "Cơ quan quyết định", "Thành tích",
)  # fmt: skip
_FORMS = (
    ("Lao động tiên tiến", "Giám đốc Sở Nội vụ"), ("Chiến sĩ thi đua cơ sở", "Giám đốc Sở Nội vụ"),
    ("Bằng khen", "Chủ tịch UBND tỉnh Hưng Yên"), ("Bằng khen của Thủ tướng Chính phủ", "Thủ tướng Chính phủ"),
    ("Giấy khen", "Chủ tịch UBND xã An Bình"), ("Huân chương Lao động hạng Ba", "Chủ tịch nước"),
)  # fmt: skip


def figures() -> dict[str, float]:
    """Return seconds of each step on both databases, and what memory grows by."""
    from benchmarks.inputs.scratch import scratch_postgres  # noqa: PLC0415 - needs the environment

    with tempfile.TemporaryDirectory() as home:
        found = _measured("sqlite", home, None)
    with tempfile.TemporaryDirectory() as home, scratch_postgres(POSTGRES) as url:
        return found | _measured("postgresql", home, url)


def list_rows(rows: int) -> Iterator[tuple[object, ...]]:
    """Yield rows as a province has them: a person receives two or three awards, one in ten is a collective."""
    chance = random.Random(2026)  # noqa: S311 - the same list in every run
    surnames = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
    middles = ("Văn", "Thị", "Đức", "Minh", "Thu", "Ngọc", "Quang", "Thanh", "Hữu", "Xuân", "Kim", "Anh", "Bảo", "Gia")
    given = (
        "Hùng", "Hoa", "Nam", "Lan", "Bình", "Hà", "Tuấn", "Dũng", "Hương", "Mai", "Sơn", "Thảo", "Trang", "Phúc",
        "Khánh", "Linh", "Vân", "Hạnh", "Long", "Tâm", "Việt", "Yến", "Cường", "Nhung", "Hiền", "Oanh", "Quý", "Đạt",
    )  # fmt: skip
    bodies = [f"{kind} {name} {number}" for kind in ("UBND xã", "Trường THPT", "Phòng Nội vụ", "Trạm Y tế xã")
              for name in ("An Bình", "Vũ Thư", "Tân Hưng", "Cộng Hòa") for number in range(1, 101)]  # fmt: skip
    people = [
        (f"{chance.choice(surnames)} {chance.choice(middles)} {chance.choice(middles)} {chance.choice(given)}",
         chance.randrange(1950, 2000), chance.choice(bodies))
        for _person in range(rows * 2 // 5)
    ]  # fmt: skip
    for number in range(1, rows + 1):
        form, giver = chance.choice(_FORMS)
        year = chance.randrange(2000, 2026)
        decision = f"{chance.randrange(1, 400)}/QĐ-UBND", f"{chance.randrange(1, 28):02}/06/{year}"
        if number % 10:
            name, birth, body = chance.choice(people)
            whose: tuple[object, ...] = (
                name,
                birth,
                chance.choice(("Nam", "Nữ")),
                chance.choice(("Giáo viên", "Chuyên viên")),
                body,
            )
        else:
            whose = (f"Tập thể {chance.choice(bodies)}", "", "", "", "")
        yield (number, *whose, form, year, *decision, giver, "Hoàn thành xuất sắc nhiệm vụ")


def _measured(engine: str, home: str, url: str | None) -> dict[str, float]:
    environment = os.environ | {"THIDUA_HOME": home, "DJANGO_SETTINGS_MODULE": "thidua.config.settings"}
    environment.pop("DATABASE_URL", None)
    environment |= {"DATABASE_URL": url} if url else {}
    child = [sys.executable, "-m", "benchmarks.honours_import", str(ROWS)]
    done = subprocess.run(child, check=True, stdout=subprocess.PIPE, env=environment)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {f"honours_{name}_{engine}": value for name, value in told.items()}


def _measure(rows: int) -> dict[str, float]:
    import django  # noqa: PLC0415 - after the environment is set

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from thidua.config.collector import collect_less  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    path = Path(os.environ["THIDUA_HOME"]) / "list.xlsx"
    file = [sys.executable, "-m", "benchmarks.honours_import", "file", str(path), str(rows)]
    subprocess.run(file, check=True)  # elsewhere: what writing takes is none of the memory that is measured
    collect_less()
    before = _peak_mb()
    taken = _imported(path, rows)
    return {**taken, "grows_mb": _peak_mb() - before, "peak_mb": _peak_mb()}


def _imported(path: Path, rows: int) -> dict[str, float]:
    from benchmarks.inputs import table_rows  # noqa: PLC0415 - after Django is ready
    from thidua.core import clock  # noqa: PLC0415
    from thidua.honours.choices import BatchState  # noqa: PLC0415
    from thidua.honours.commands.importing import choose_columns, move_batch, start_batch  # noqa: PLC0415
    from thidua.honours.models import Holder, Honour, ImportBatch  # noqa: PLC0415
    from thidua.office.honours_import import columns, tasks  # noqa: PLC0415

    place = table_rows.load(units=400, lines=1)
    unit, by = place.unit, place.actor
    batch = start_batch(unit=unit, content=path.read_bytes(), file_name=path.name, media_type="", by=by, at=clock.now())
    before = _peak_mb()
    page = columns.columns_page(batch)
    taken = {"opening_mb": _peak_mb() - before}
    stated = columns.stated_columns(page, {column.name: column.part for column in page.columns})
    batch = choose_columns(batch=batch, stated=stated, by=by, at=clock.now())
    began, worked = time.perf_counter(), time.process_time()
    tasks.check_batch(batch, by)
    taken |= {"check_s": time.perf_counter() - began, "check_cpu_s": time.process_time() - worked}
    batch = ImportBatch.objects.get(pk=batch.pk)
    for step, to, act in (
        ("write", BatchState.WRITING, tasks.write_some), ("undo", BatchState.UNDOING, tasks.undo_more)
    ):  # fmt: skip
        if to == BatchState.UNDOING:
            taken |= {"honours": float(Honour.objects.count()), "holders": float(Holder.objects.count())}
        batch = move_batch(batch=batch, to=to, by=by, at=clock.now())
        began, worked = time.perf_counter(), time.process_time()
        while act(batch, by):
            batch = ImportBatch.objects.get(pk=batch.pk)
        taken |= {f"{step}_s": time.perf_counter() - began, f"{step}_cpu_s": time.process_time() - worked}
        batch = ImportBatch.objects.get(pk=batch.pk)
    taken["left_holders"] = float(Holder.objects.count())
    taken["rows_per_s"] = rows / (taken["check_s"] + taken["write_s"])
    return taken


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _write_file(path: Path, rows: int) -> None:
    import xlsxwriter  # noqa: PLC0415 - only here

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADERS)
    for place, row in enumerate(list_rows(rows), start=1):
        sheet.write_row(place, 0, row)
    book.close()


if __name__ == "__main__":
    if sys.argv[1] == "file":
        _write_file(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        print(json.dumps(_measure(int(sys.argv[1]))))
