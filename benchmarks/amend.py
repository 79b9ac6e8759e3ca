"""One village's month amended, 33 million accepted figures and 5.4 million totals beside it: until all above are right.

On each database in a process of its own: the acceptance (its values count in place of those before) and the adding at
commune, province and country for month, quarter, half and year. Milliseconds, 95th percentile.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from random import Random
from typing import Any

AMENDMENTS = 200
ALL_CELLS, FEW_CELLS = 20, 2
"""Cells that an amendment changes: the whole month, or what a clerk usually corrects."""
POSTGRES = os.environ.get("THIDUA_TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def figures() -> dict[str, float]:
    """Return figures of both databases, each measured in its own process."""
    from benchmarks.inputs.scratch import scratch_postgres  # noqa: PLC0415 - needs the environment

    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as home:
        found |= _measured("sqlite", home, None)
    with tempfile.TemporaryDirectory() as home, scratch_postgres(POSTGRES) as url:
        found |= _measured("postgresql", home, url)
    return found


def _measured(engine: str, home: str, url: str | None) -> dict[str, float]:
    environment = os.environ | {"THIDUA_HOME": home, "DJANGO_SETTINGS_MODULE": "thidua.config.settings"}
    environment.pop("DATABASE_URL", None)
    environment |= {"DATABASE_URL": url} if url else {}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.amend"], check=True, stdout=subprocess.PIPE, env=environment
    )
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {f"{name}_{engine}": value for name, value in told.items()}


def _measure() -> dict[str, float]:
    import django  # noqa: PLC0415 - after the environment is set

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from benchmarks.inputs import national_rows  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    national = national_rows.load()
    loaded = time.perf_counter() - begun
    random = Random(1)  # noqa: S311 - no secret
    _amended(national, random, ALL_CELLS, 5)  # the first ones compile and fill the caches
    few, all_cells = (_amended(national, random, cells, AMENDMENTS) for cells in (FEW_CELLS, ALL_CELLS))
    return {
        "amend_p95_ms": _percentile(all_cells),
        "amend_median_ms": statistics.median(all_cells),
        "amend_two_cells_p95_ms": _percentile(few),
        "amend_values_present": float(national.values),
        "amend_totals_present": float(national.totals),
        "amend_totals_equal": float(_is_equal(national)),
        "amend_load_s": loaded,
    }


def _amended(national: Any, random: Random, cells: int, times: int) -> list[float]:
    """Amend so many villages' months; return the milliseconds of each."""
    from django.db import transaction  # noqa: PLC0415

    from benchmarks.inputs.national_rows import AT  # noqa: PLC0415
    from thidua.reports.commands import settle_totals  # noqa: PLC0415
    from thidua.reports.commands.counting import count_revisions  # noqa: PLC0415

    taken = []
    for _time in range(times):
        report, revision = _typed(national, random, cells)
        begun = time.perf_counter()
        with transaction.atomic():
            count_revisions(accepted=[(report, revision)], at=AT)
        settle_totals(at=AT)
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _typed(national: Any, random: Random, cells: int) -> tuple[Any, Any]:
    """Return a report of a random village and month whose newest revision changes some of its values."""
    from datetime import date  # noqa: PLC0415

    from benchmarks.inputs.national_rows import AT  # noqa: PLC0415
    from thidua.reports.models import AcceptedValue, Cell, FormLine, Report, Revision  # noqa: PLC0415

    edition = national.form.editions.get()
    unit, period = random.choice(national.units), national.periods[1, random.randrange(36)]
    report, _new = Report.objects.get_or_create(
        form=national.form, unit_id=unit, period_id=period,
        defaults={"edition": edition, "due_on": date(2026, 12, 5), "created_at": AT},
    )  # fmt: skip
    revision = Revision.objects.create(report=report, number=report.revisions.count() + 1, created_at=AT)
    known = dict(AcceptedValue.objects.filter(unit=unit, period=period).values_list("indicator", "value"))
    lines = list(FormLine.objects.filter(section__edition=edition))
    changed = {line.pk for line in random.sample(lines, cells)}
    Cell.objects.bulk_create(
        Cell(revision=revision, line=line, value=value)
        for line in lines
        for value in [random.randrange(500) if line.pk in changed else known.get(line.indicator_id)]
        if value is not None
    )
    return report, revision


def _percentile(taken: list[float], permille: int = 950) -> float:
    return sorted(taken)[len(taken) * permille // 1000 - 1]


def _is_equal(national: Any) -> bool:
    """Whether the country's monthly totals of all that is added are the sums of all accepted values."""
    from django.db.models import Count, Sum  # noqa: PLC0415

    from thidua.indicators.choices import Combination  # noqa: PLC0415
    from thidua.reports.models import AcceptedValue, Total  # noqa: PLC0415

    flows = {"indicator__period": "month", "indicator__over_time": Combination.SUM}
    keys = ("period", "indicator")
    values = AcceptedValue.objects.filter(**flows).values_list(*keys).annotate(Sum("value"), Count("pk"))
    totals = Total.objects.filter(unit=national.nodes[0], period__kind="month", **flows)
    return set(values.order_by()) == set(totals.values_list(*keys, "value", "figures"))


if __name__ == "__main__":
    print(json.dumps(_measure()))
