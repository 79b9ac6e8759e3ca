"""How long, and with how much memory, inputs are read that nobody sends in good faith; each in a process of its own.

Read means what bringing a file in does before it stores anything: its bytes into text and the text into facts, or a
sentence that refuses it. The clock starts when the program is loaded, as it is where it serves; memory is the most that
the whole process held.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

LIMIT_SECONDS: Final = 2.0
LIMIT_MB: Final = 500.0
_GIVEN_UP: Final = 120  # seconds
_SLOWEST: Final = 12  # are named


def figures() -> dict[str, float]:
    """Return the most seconds and megabytes that an input took, and how many were read, refused and over a limit."""
    with tempfile.TemporaryDirectory() as folder:
        _python("write", folder).check_returncode()  # in another process: what a parent held counts for its children
        measured = {path.name: _measured(path) for path in sorted(Path(folder).iterdir())}
    seconds = {name: float(each["seconds"]) for name, each in measured.items()}
    megabytes = {name: float(each["mb"]) for name, each in measured.items()}
    for unit, ranked in (("s", seconds), ("MB", megabytes)):
        for name in sorted(ranked, key=ranked.__getitem__, reverse=True)[:_SLOWEST]:
            print(f"{ranked[name]:10.2f} {unit:2}  {name}: {measured[name]['outcome']}")
    crashed = [name for name, each in measured.items() if each["outcome"].startswith("crash")]
    for name in crashed:
        print(f"crash: {name}: {measured[name]['outcome']}")
    return {
        "worst_seconds": max(seconds.values()),
        "worst_mb": max(megabytes.values()),
        "inputs": float(len(measured)),
        "over_a_limit": float(sum(seconds[n] > LIMIT_SECONDS or megabytes[n] > LIMIT_MB for n in measured)),
        "crashes": float(len(crashed)),
    }


def read_one(path: Path) -> dict[str, str]:
    """Read the file in this process; return what came of it and what it took."""
    from thidua.reading import files  # noqa: PLC0415 - not loaded by the process that only starts others
    from thidua.reading.files import pdf, web_page, word  # noqa: F401, PLC0415
    from thidua.reading.pipeline import read  # noqa: PLC0415

    read("Ngày 5/6/2020, tỉnh tặng 5 bằng khen.")
    begun = time.perf_counter()
    try:
        loaded = files.load(path, path.name)
        facts = read(loaded.text, published=loaded.published).facts
        outcome = f"{len(loaded.text)} characters, {len(facts)} facts"
    except files.Unreadable as refusal:
        outcome = f"refused: {refusal}"
    seconds = time.perf_counter() - begun
    return {"outcome": outcome, "seconds": f"{seconds:.3f}", "mb": f"{_most_megabytes():.1f}"}


def _most_megabytes() -> float:
    """Return the most memory that this process held, and the largest that it started, as if at one time."""
    in_a_megabyte = 2**20 if sys.platform == "darwin" else 2**10
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / in_a_megabyte
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / in_a_megabyte + started
    lines = status.read_text(encoding="ascii").splitlines()  # not ru_maxrss, which begins with what the parent held
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024 + started


def _measured(path: Path) -> dict[str, str]:
    try:
        ended = _python("read", str(path))
    except subprocess.TimeoutExpired:
        return {"outcome": f"crash: not done after {_GIVEN_UP} s", "seconds": str(_GIVEN_UP), "mb": "0"}
    if ended.returncode:
        last = (ended.stderr.strip().splitlines() or [f"ended with {ended.returncode}"])[-1]
        return {"outcome": f"crash: {last}", "seconds": "0", "mb": "0"}
    found: dict[str, str] = json.loads(ended.stdout.splitlines()[-1])
    return found


def _python(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.mangled", *words],
        capture_output=True,
        text=True,
        timeout=_GIVEN_UP,
        check=False,
    )


def _write(folder: Path) -> None:
    """Write every input into ``folder``, each under its name."""
    from benchmarks.mangling import inputs  # noqa: PLC0415 - the process that measures stays small

    for name, each in inputs().items():
        (folder / f"{name.replace('/', '-').removesuffix(each.suffix)}{each.suffix}").write_bytes(each.make())


if __name__ == "__main__":
    if sys.argv[1] == "write":
        _write(Path(sys.argv[2]))
    else:
        print(json.dumps(read_one(Path(sys.argv[2]))))
