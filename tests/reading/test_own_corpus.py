"""Articles of our own with their labels: how many facts are found, how many are right, and how sure we are of them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from scripts.judging import rights

from thidua.reading.confidence import calibrated_rules, confidence_of, is_sure
from thidua.reading.pipeline import as_document, read

FOLDER = Path(__file__).parent / "own_corpus"
# Shares of the facts read that are right, and of the labelled ones that are found; a little below what is reached.
FLOORS = {
    "figure": (0.92, 0.92),
    "award": (0.9, 0.83),
    "person": (0.97, 0.94),
    "event": (0.97, 0.62),
    "target": (0.97, 0.88),
}
RIGHT_AMONG_SURE, SURE_AMONG_RIGHT = 0.97, 0.6


@pytest.fixture(scope="module")
def judged() -> list[tuple[dict[str, Any], bool | None]]:
    told: list[tuple[dict[str, Any], bool | None]] = []
    for path in sorted(FOLDER.glob("[0-9]*.txt")):
        labels = _labels(path)
        with path.open(encoding="utf-8", newline="") as file:
            facts = as_document(read(file.read(), published=labels["published"]), path.stem)["facts"]
        told += zip(facts, rights(labels["facts"], facts), strict=True)
    return told


@pytest.fixture(scope="module")
def labelled() -> Counter[str]:
    return Counter(fact["type"] for path in FOLDER.glob("[0-9]*.txt") for fact in _labels(path)["facts"])


@pytest.mark.parametrize("kind", FLOORS)
def test_facts_are_right_and_found_at_least_as_often_as_before(judged, labelled, kind: str) -> None:
    answers = [right for fact, right in judged if fact["type"] == kind and right is not None]

    shares = sum(answers) / len(answers), sum(answers) / labelled[kind]

    assert [share >= floor for share, floor in zip(shares, FLOORS[kind], strict=True)] == [True, True]


def test_of_the_facts_marked_sure_nearly_all_are_right_and_most_right_ones_are_marked(judged) -> None:
    counted = [(fact["sure"], right) for fact, right in judged if right is not None]
    sure = [right for is_marked, right in counted if is_marked]
    right = [is_marked for is_marked, is_right in counted if is_right]

    assert sum(sure) / len(sure) >= RIGHT_AMONG_SURE
    assert sum(right) / len(right) >= SURE_AMONG_RIGHT


def test_a_sign_that_speaks_against_a_fact_makes_it_less_sure() -> None:
    assert confidence_of("award.given", ["no_authority"]) < confidence_of("award.given")
    assert confidence_of("figure.unknown") < confidence_of("figure.money")


def test_an_unknown_rule_is_less_than_sure_where_rules_of_its_kind_err() -> None:
    assert not is_sure(confidence_of("award.a_rule_not_yet_met", ["no_authority"]))
    assert "award.given" in calibrated_rules()


def _labels(path: Path) -> dict[str, Any]:
    labels: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return labels
