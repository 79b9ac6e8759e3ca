"""Reports of our own with tables and labels: how many figures are found, and how many are right."""

from __future__ import annotations

from pathlib import Path

from tests.reading.labelled import judged_in, labels_in

FOLDER = Path(__file__).parent / "own_tables"
RIGHT, FOUND = 0.92, 0.88  # a little below what is reached


def test_the_values_of_tables_are_found_and_right_at_least_as_often_as_before() -> None:
    answers = [right for fact, right in judged_in(FOLDER) if fact["type"] == "figure"]
    labelled = sum(label["type"] == "figure" for label in labels_in(FOLDER))

    assert sum(answers) / len(answers) >= RIGHT
    assert sum(answers) / labelled >= FOUND
