"""How fast texts are read into facts, on texts of the project's own, one core."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from thidua.config import demo
from thidua.reading.pipeline import read

ROUNDS = 5
LENGTH = 3500
"""Characters of the texts that the claim is about."""


def texts() -> list[str]:
    """Return the sample articles, each repeated up to the length of an ordinary one."""
    folder = Path(demo.__file__).parent / "articles"
    samples = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return [(sample * (LENGTH // len(sample) + 1))[:LENGTH] for sample in samples]


def figures() -> dict[str, float]:
    """Return documents a second (median of rounds) and the characters in each."""
    batch = texts() * 8
    read(batch[0])
    rates = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        for text in batch:
            read(text)
        rates.append(len(batch) / (time.perf_counter() - begun))
    return {"documents_per_s_per_core": statistics.median(rates), "characters_per_document": float(LENGTH)}
