"""Labelled articles on which the finding of persons is measured, ours and the peer's alike.

Two sets: ``corpus`` are the articles 001-015 beside the project (``../shared/corpus``, or the folder that
THIDUA_CORPUS names), judged by their own ``score.py``; ``own_corpus`` are those of the tests. The rules were built
with both in sight, the peer was not: what unseen articles give is lower for ours.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from thidua.reading.pipeline import read
from thidua.vietnamese.fold import same_form

_ROOT = Path(__file__).parents[2]
_CORPUS = Path(os.environ.get("THIDUA_CORPUS", _ROOT.parent / "shared" / "corpus"))
_OWN = _ROOT / "tests/reading/own_corpus"
_BUILT_WITH = [f"{number:03}" for number in range(1, 16)]


@dataclass(frozen=True)
class Labelled:
    """An article and its labels in the corpus form; ``judge`` is the scoring program that goes with it, if any."""

    text: str
    labels: dict[str, Any]
    judge: ModuleType | None = None


def labelled_articles() -> dict[str, list[Labelled]]:
    """Return the sets that are there, by name; the standard error says which is missing."""
    sets: dict[str, list[Labelled]] = {}
    if (_CORPUS / "score.py").exists():
        judge = _judge()
        sets["corpus"] = [_labelled(_CORPUS / "dev" / f"{name}.txt", judge) for name in _BUILT_WITH]
    else:
        print("no corpus beside the project: persons are measured on the articles of the tests only", file=sys.stderr)
    sets["own_corpus"] = [_labelled(path, None) for path in sorted(_OWN.glob("[0-9]*.txt"))]
    return sets


def persons_read(text: str) -> list[str]:
    """Return the names that our reader finds."""
    return [fact.value["name"] for fact in read(text).facts if fact.kind == "person"]


def person_f1(articles: Sequence[Labelled], found: Sequence[list[str]]) -> float:
    """Return F1 over all ``articles``; a name counts once an article, however it is written."""
    right = wrong = missed = 0
    for article, names in zip(articles, found, strict=True):
        distinct = list({same_form(name): name for name in names}.values())
        counted = _by_judge(article, article.judge, distinct) if article.judge else _by_name(article, distinct)
        right, wrong, missed = right + counted[0], wrong + counted[1], missed + counted[2]
    return 2 * right / (2 * right + wrong + missed)


def _by_judge(article: Labelled, judge: ModuleType, names: list[str]) -> tuple[int, int, int]:
    facts = [{"type": "person", "span": [0, 0], "name": name} for name in names]
    row = judge.score_doc(article.labels, {"facts": facts})["person"]
    return row.tp, row.fp, row.fn


def _by_name(article: Labelled, names: list[str]) -> tuple[int, int, int]:
    ours = {same_form(name) for name in names}
    theirs = {same_form(fact["name"]) for fact in article.labels["facts"] if fact["type"] == "person"}
    return len(ours & theirs), len(ours - theirs), len(theirs - ours)


def _labelled(path: Path, judge: ModuleType | None) -> Labelled:
    with path.open(encoding="utf-8", newline="") as source:
        text = source.read()
    return Labelled(text, json.loads(path.with_suffix(".json").read_text(encoding="utf-8")), judge)


def _judge() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_score", _CORPUS / "score.py")
    if spec is None or spec.loader is None:
        raise ImportError(_CORPUS)
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(_CORPUS))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(_CORPUS))
    return module
