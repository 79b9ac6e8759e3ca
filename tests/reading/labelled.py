"""Labelled articles in a folder, read and held against their labels."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.judging import rights

from thidua.reading.pipeline import as_document, read


def labels_in(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield every labelled fact of a folder."""
    for path in sorted(folder.glob("[0-9]*.json")):
        yield from json.loads(path.read_text(encoding="utf-8"))["facts"]


def judged_in(folder: Path) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield every fact that is read and whether it is right; what only tells a fact again is left out."""
    for path in sorted(folder.glob("[0-9]*.txt")):
        labels = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        with path.open(encoding="utf-8", newline="") as file:
            facts = as_document(read(file.read(), published=labels["published"]), path.stem)["facts"]
        told = zip(facts, rights(labels["facts"], facts), strict=True)
        yield from ((fact, right) for fact, right in told if right is not None)
