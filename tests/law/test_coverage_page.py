"""The generated page on what of the law is in the files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_coverage_page_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/make_law_coverage.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "docs/law-coverage.md is up to date\n")
