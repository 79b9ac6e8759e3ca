"""Reports of our own with tables and labels: how many figures are found, and how many are right."""

from __future__ import annotations

import json
from pathlib import Path

from scripts.judging import rights

from thidua.reading.pipeline import as_document, read

FOLDER = Path(__file__).parent / "own_tables"
RIGHT, FOUND = 0.92, 0.88  # a little below what is reached


def test_the_values_of_tables_are_found_and_right_at_least_as_often_as_before() -> None:
    answers: list[bool] = []
    labelled = 0
    for path in sorted(FOLDER.glob("[0-9]*.txt")):
        labels = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        with path.open(encoding="utf-8", newline="") as file:
            facts = as_document(read(file.read(), published=labels["published"]), path.stem)["facts"]
        told = zip(facts, rights(labels["facts"], facts), strict=True)
        answers += [right for fact, right in told if fact["type"] == "figure" and right is not None]
        labelled += sum(label["type"] == "figure" for label in labels["facts"])

    assert sum(answers) / len(answers) >= RIGHT
    assert sum(answers) / labelled >= FOUND
