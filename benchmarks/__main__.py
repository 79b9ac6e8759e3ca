"""``python -m benchmarks NAME [--json]``: run one benchmark and print its figures."""

from __future__ import annotations

import importlib
import json
import os
import platform
import sys
from pathlib import Path


def machine() -> str:
    """Describe the machine in one line."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def main() -> int:
    """Run as a program; 2 where there is no benchmark of that name."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    wanted = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if len(wanted) != 1 or wanted[0] not in names:
        print(f"usage: python -m benchmarks NAME [--json]; NAME is one of: {', '.join(names)}", file=sys.stderr)
        return 2
    figures: dict[str, float] = importlib.import_module(f"benchmarks.{wanted[0]}").figures()
    for name, value in figures.items():
        print(f"{name:40} {value:,.3f}")
    print(f"({machine()})")
    if "--json" in sys.argv:
        print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
