"""A folder of wheels for PCs without internet: ``wheels/linux`` and ``wheels/windows``, each with the runtime lock.

Used by ``make wheels``. The guide (docs/guide/cai-dat.md) says how a folder is carried over and installed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "runtime.lock"
PYTHON_VERSION = "3.11"


@dataclass(frozen=True)
class Target:
    """One kind of PC: its folder, the wheel tags that fit, and what its environment markers say."""

    folder: str
    tags: tuple[str, ...]
    markers: dict[str, str]


TARGETS = (
    Target(
        "linux",
        ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64", "manylinux1_x86_64"),
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    ),
    Target(
        "windows",
        ("win_amd64",),
        {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    ),
)


def requirements_for(target: Target) -> Iterator[str]:
    """Yield the lock's entries (with hashes) that count on ``target``, without markers: pip would ask this machine."""
    environment = target.markers | {"python_version": PYTHON_VERSION, "python_full_version": f"{PYTHON_VERSION}.0"}
    for entry in re.split(r"\n(?=\S)", LOCK.read_text(encoding="utf-8")):
        lines = [line.rstrip("\\ ").strip() for line in entry.splitlines() if not line.strip().startswith("#")]
        if lines and lines[0]:
            requirement = Requirement(lines[0])
            if requirement.marker is None or requirement.marker.evaluate(environment):
                yield " ".join([f"{requirement.name}{requirement.specifier}", *lines[1:]])


def main() -> int:
    """Build the product's own wheel, then download every locked one for each target, hashes checked."""
    wheels = ROOT / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    with tempfile.TemporaryDirectory() as working:
        pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", working, str(ROOT))
        for target in TARGETS:
            folder = wheels / target.folder
            folder.mkdir(parents=True)
            chosen = Path(working) / f"{target.folder}.txt"
            chosen.write_text("\n".join(requirements_for(target)), encoding="utf-8")
            platforms = [argument for tag in target.tags for argument in ("--platform", tag)]
            pip(
                "download", "--no-deps", "--require-hashes", "--only-binary=:all:", "--implementation", "cp",
                "--python-version", PYTHON_VERSION, *platforms, "--dest", str(folder), "--requirement", str(chosen),
            )  # fmt: skip
            for wheel in Path(working).glob("thidua-*.whl"):
                shutil.copy(wheel, folder)
            shutil.copy(LOCK, folder / "runtime.lock")
            print(f"{folder.relative_to(ROOT)}: {len(list(folder.glob('*.whl')))} wheels")
    return 0


def pip(*arguments: str) -> None:
    """Run pip of this environment."""
    subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main())
