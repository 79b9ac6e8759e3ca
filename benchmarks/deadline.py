"""Deadline day: every commune of the country files 40 values through HTTP, its province accepts them.

50 clients, each as fast as the site answers, 33 million accepted figures present; the site as ``thidua serve`` starts
it. Counted from the first request until the last total is fresh. A report that was acknowledged and is not there is
lost; one that is there twice is double; all totals of the period are compared with sums over what was sent, and every
total of the country with a full rebuild.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from secrets import token_hex
from typing import Any

from benchmarks.first_page import free_port
from benchmarks.inputs.scratch import scratch_postgres

CLIENTS = 50
SETTLING = 10.0
"""Seconds after the first answer, so that all processes of the site are there: a connection stays with one of them."""
POSTGRES = os.environ.get("THIDUA_TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
_SERVE = """
from pathlib import Path
import sys
from thidua.config.server import serve
serve("127.0.0.1", int(sys.argv[1]), None)
"""


def figures() -> dict[str, float]:
    """Return the figures of both databases."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as home:
        found |= _of_engine("sqlite", Path(home), None)
    with tempfile.TemporaryDirectory() as home, scratch_postgres(POSTGRES) as url:
        found |= _of_engine("postgresql", Path(home), url)
    return found


def _of_engine(engine: str, home: Path, url: str | None) -> dict[str, float]:
    environment = os.environ | {
        "THIDUA_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "thidua.config.settings",
        "THIDUA_PLAIN_HTTP": "1",
        "THIDUA_SECRET_KEY": token_hex(32),
        "THIDUA_SNAPSHOT_MINUTES": "",  # no copy for cross-tabs meanwhile
    }
    environment.pop("DATABASE_URL", None)
    environment |= {"DATABASE_URL": url} if url else {}
    plan = home / "plan.json"
    _step(environment, "prepare", str(plan))
    told = _run_clients(environment, plan)
    checked = _step(environment, "check", str(plan))
    for failure in told["failures"]:
        print(failure, file=sys.stderr)
    seconds = checked["fresh_at"] - told["begun"]
    return {
        f"seconds_{engine}": seconds,
        f"filings_per_s_{engine}": told["acknowledged"] / (told["ended"] - told["begun"]),
        f"lost_{engine}": told["acknowledged"] - checked["accepted"] + told["failed"],
        f"double_{engine}": checked["double"],
        f"p95_ms_{engine}": told["p95_ms"],
        f"median_ms_{engine}": told["median_ms"],
        f"totals_equal_{engine}": checked["equal"],
    }


def _run_clients(environment: dict[str, str], plan: Path) -> dict[str, Any]:
    port = free_port()
    site = subprocess.Popen([sys.executable, "-c", _SERVE, str(port)], env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        clients = [sys.executable, "-m", "benchmarks.inputs.deadline_clients", str(plan), str(port), str(CLIENTS)]
        done = subprocess.run(clients, check=True, stdout=subprocess.PIPE, env=environment)
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    finally:
        site.terminate()
        site.wait(timeout=60)
    return told


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/dang-nhap/", timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            time.sleep(SETTLING)
            return
    raise RuntimeError("the site does not answer")


def _step(environment: dict[str, str], name: str, plan: str) -> dict[str, Any]:
    """Do a step that needs Django in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.deadline", name, plan]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _prepare(plan: Path) -> dict[str, Any]:
    from django.core.management import call_command  # noqa: PLC0415 - after django.setup()

    from benchmarks.inputs import deadline_rows, national_rows  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    deadline_rows.prepare(national_rows.load()).write(plan)
    return {}


def _check(plan: Path) -> dict[str, Any]:
    """Return when the last total was fresh, and whether everything is there, once, and equal."""
    from django.db.models import Count  # noqa: PLC0415 - after django.setup()

    from benchmarks.inputs.deadline_checks import totals_equal  # noqa: PLC0415
    from benchmarks.inputs.deadline_plan import CODE, Plan  # noqa: PLC0415
    from thidua.core import clock  # noqa: PLC0415
    from thidua.reports.commands import settle_totals  # noqa: PLC0415
    from thidua.reports.commands.checking import check_totals  # noqa: PLC0415
    from thidua.reports.models import Report, TotalState  # noqa: PLC0415

    settle_totals(at=clock.now())
    reports = Report.objects.filter(form__code=CODE)
    twice = reports.values("unit", "period").annotate(times=Count("pk")).filter(times__gt=1)
    fresh_at = TotalState.objects.get().added_at or clock.now()
    is_equal = totals_equal(Plan.read(plan)) and not check_totals(at=clock.now()).differences
    return {
        "fresh_at": fresh_at.timestamp(),
        "accepted": reports.filter(state="accepted").count(),
        "double": twice.count(),
        "equal": float(is_equal),
    }


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps({"prepare": _prepare, "check": _check}[sys.argv[1]](Path(sys.argv[2]))))
