"""The articles beside the project, scored by the corpus's own judge. Floors lie a little below what is reached."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from thidua.reading.pipeline import as_document, read

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
BUILT_WITH = [f"{number:03}" for number in range(1, 16)]
FLOORS = {
    "figure": 0.95,
    "figure~": 0.95,
    "award": 0.9,
    "award~": 0.9,
    "target": 0.95,
    "person": 0.95,
    "rank": 0.95,
    "position": 0.9,
    "role": 0.9,
    "event": 0.9,
    "event.kind": 0.9,
    "event.date": 0.9,
    "event.period": 0.85,
    "event.place": 0.85,
    "event.organiser": 0.9,
    "event.concerns": 0.85,
}

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not (CORPUS / "score.py").exists(), reason="the corpus is not beside the project"),
]


@pytest.fixture(scope="module")
def judge() -> ModuleType:
    sys.path.insert(0, str(CORPUS))
    spec = importlib.util.spec_from_file_location("corpus_score", CORPUS / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.path.remove(str(CORPUS))
    return module


@pytest.fixture(scope="module")
def scores(judge: ModuleType) -> dict[str, float]:
    total: dict[str, object] = {}
    gold = judge.read(CORPUS / "dev")
    for identifier in BUILT_WITH:
        with (CORPUS / "dev" / f"{identifier}.txt").open(encoding="utf-8", newline="") as source:
            predicted = as_document(read(source.read()), identifier)
        for row, score in judge.score_doc(gold[identifier], predicted).items():
            total[row] = total[row] + score if row in total else score  # type: ignore[operator]
    return {row: score.f1 for row, score in total.items()}  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", FLOORS)
def test_the_articles_are_read_at_least_as_well_as_before(scores: dict[str, float], row: str) -> None:
    assert scores[row] >= FLOORS[row]


@pytest.mark.parametrize("identifier", BUILT_WITH)
def test_all_furniture_marked_in_an_article_is_found(judge: ModuleType, identifier: str) -> None:
    gold = judge.read(CORPUS / "dev")[identifier]
    with (CORPUS / "dev" / f"{identifier}.txt").open(encoding="utf-8", newline="") as source:
        text = source.read()

    found = {place for start, end in read(text).noise for place in range(start, end)}
    marked = {place for start, end in gold["noise"] for place in range(start, end)}

    assert not [text[place] for place in sorted(marked - found) if not text[place].isspace()]
