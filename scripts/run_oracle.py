"""Hold the totals to the oracle in plain Python: all histories on SQLite, a quarter of them on PostgreSQL, too.

``python -m scripts.run_oracle 60 60``: sixty random histories of sixty acts each. Used by ``make oracle``.
"""

from __future__ import annotations

import os
import subprocess
import sys

from scripts.run_tests import postgres_url

TEST = "tests/reports/test_totals_against_the_oracle.py"


def run(seeds: int, steps: int, database: str | None) -> int:
    """Run so many histories on a database (``None``: SQLite); return pytest's exit code."""
    print(f"== {seeds} x {steps} acts on {'PostgreSQL' if database else 'SQLite'}", flush=True)
    environment = os.environ | ({"THIDUA_TEST_DATABASE_URL": database} if database else {})
    command = [sys.executable, "-m", "pytest", TEST, "-n", "2", "-q"]
    asked = [f"--oracle-seeds={seeds}", f"--oracle-steps={steps}"]
    return subprocess.run([*command, *asked], env=environment, check=False).returncode


def main() -> int:
    """Run both rounds; 1 where one of them fails."""
    seeds, steps = (int(argument) for argument in sys.argv[1:3])
    code = run(seeds, steps, None)
    url = postgres_url()
    if url is not None:
        code = run(max(1, seeds // 4), steps, url) or code
    return code


if __name__ == "__main__":
    sys.exit(main())
