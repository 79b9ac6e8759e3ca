"""An office of its own for a measurement: an empty database of either kind, and a process whose settings name it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

import psycopg

from benchmarks.inputs.scratch import scratch_postgres

POSTGRES = os.environ.get("THIDUA_TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def on_both_databases(module: str) -> dict[str, float]:
    """Return what ``python -m module`` measures on SQLite, and on PostgreSQL where one answers (``…_postgresql``)."""
    found = in_own_process(module, None, "")
    try:
        with scratch_postgres(POSTGRES) as url:
            return found | in_own_process(module, url, "_postgresql")
    except psycopg.OperationalError:
        return found


def in_own_process(module: str, url: str | None, ending: str) -> dict[str, float]:
    """Measure in a process of its own: the settings name one database. Its last line is the figures as JSON."""
    with tempfile.TemporaryDirectory() as home:
        environment = {each: value for each, value in os.environ.items() if each != "DATABASE_URL"} | {
            "THIDUA_HOME": home, "THIDUA_PLAIN_HTTP": "1", "DJANGO_SETTINGS_MODULE": "thidua.config.settings",
        }  # fmt: skip
        if url:
            environment["DATABASE_URL"] = url
        told = subprocess.run([sys.executable, "-m", module], check=True, stdout=subprocess.PIPE, env=environment)
    return {f"{name}{ending}": value for name, value in json.loads(told.stdout.splitlines()[-1]).items()}
