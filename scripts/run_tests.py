"""Run the tests on SQLite, then those that touch the database on PostgreSQL where one answers. Used by ``make test``.

At the end it names what was skipped and why. With THIDUA_TEST_EVERYTHING=1 (CI) nothing may be skipped.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter

import psycopg

FALLBACK = "postgres://postgres@127.0.0.1:5432/postgres"
SKIPPED = re.compile(r"^SKIPPED \[(\d+)\] [^:]+(?::\d+)?: (.*)$", re.MULTILINE)


def postgres_url() -> str | None:
    """Return the address of a PostgreSQL that answers, or ``None``."""
    url = os.environ.get("THIDUA_TEST_POSTGRES_URL", FALLBACK)
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return None
    return url


def run(title: str, arguments: list[str], database: str | None) -> tuple[int, Counter[str]]:
    """Run pytest once, showing what it says; return its exit code and the reasons of what it skipped."""
    print(f"== {title}", flush=True)
    environment = os.environ | ({"THIDUA_TEST_DATABASE_URL": database} if database else {})
    in_order = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    command = [sys.executable, "-m", "pytest", *in_order, "-q", "-rs", *arguments, *sys.argv[1:]]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    lines = []
    for line in process.stdout or ():
        print(line, end="", flush=True)
        lines.append(line)
    reasons: Counter[str] = Counter()
    for count, reason in SKIPPED.findall("".join(lines)):
        reasons[reason] += int(count)
    return process.wait(), reasons


def main() -> int:
    """Run both rounds and sum up."""
    code, skipped = run("SQLite", [], None)
    url = postgres_url()
    if url is None:
        skipped[
            "no PostgreSQL answers (THIDUA_TEST_POSTGRES_URL, else 127.0.0.1:5432): the second round was not run"
        ] += 1
    else:
        second, reasons = run("PostgreSQL", ["-m", "(django_db or both_databases) and not browser"], url)
        code, skipped = code or second, skipped + reasons
    if skipped:
        print("Skipped, and why:")
        for reason, count in skipped.items():
            print(f"  {count} x {reason}")
        if os.environ.get("THIDUA_TEST_EVERYTHING") == "1":
            print("Nothing may be skipped here (THIDUA_TEST_EVERYTHING=1).")
            code = code or 1
    else:
        print("Nothing was skipped.")
    return code


if __name__ == "__main__":
    sys.exit(main())
