"""Learn how sure the reader may be from labelled articles: ``python scripts/calibrate.py FOLDER…``.

Each folder holds ``NNN.txt`` with ``NNN.json`` in the form of corpus schema 1. Needs scikit-learn (``pip install
thidua[calibration]``). Writes ``src/thidua/reading/calibration.yaml`` and prints the reliability table that
``docs/reading-confidence.md`` shows: every fact is judged by weights learnt without its own article.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from scripts.judging import rights
from sklearn.linear_model import LogisticRegression

from thidua.reading.confidence import SURE
from thidua.reading.pipeline import as_document, read

TARGET = Path(__file__).parent.parent / "src/thidua/reading/calibration.yaml"
KINDS = ("figure", "award", "person", "event", "target")
FOLDS = 8
STRENGTH = 1.0
"""How freely weights move from nought: the inverse of the L2 penalty."""
UNSEEN = 0.1
"""How much one right and one wrong fact that nobody saw count for each rule and sign, against one that was seen."""
RARE = 3
"""A rule seen less often than this is counted with the other rare ones of its kind."""
BANDS = (0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99, 1.01)


@dataclass(frozen=True)
class Seen:
    """One fact that was read, with what speaks for it and whether it was right."""

    article: str
    kind: str
    rule: str
    signs: tuple[str, ...]
    right: bool


@dataclass(frozen=True)
class Weights:
    """What was learnt for one kind."""

    base: float
    other_rules: float
    rules: dict[str, float]
    signs: dict[str, float]


def seen_in(folder: Path) -> Iterable[Seen]:
    """Read every article of a folder and hold each fact against the labels."""
    for path in sorted(folder.glob("[0-9]*.txt")):
        labels = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        with path.open(encoding="utf-8", newline="") as file:
            facts = as_document(read(file.read(), published=labels.get("published")), path.stem)["facts"]
        for fact, right in zip(facts, rights(labels["facts"], facts), strict=True):
            if right is not None:
                yield Seen(f"{folder.name}/{path.stem}", fact["type"], fact["rule"], tuple(fact["signs"]), right)


def learnt(seen: Sequence[Seen]) -> dict[str, Weights]:
    """Fit a logistic regression for each kind."""
    return {kind: _learnt_for([each for each in seen if each.kind == kind]) for kind in KINDS}


def _learnt_for(seen: Sequence[Seen]) -> Weights:
    often = Counter(each.rule for each in seen)
    rules = sorted(rule for rule, times in often.items() if times >= RARE)
    signs = sorted({sign for each in seen for sign in each.signs})
    # A little right and wrong for each rule and sign: what was seen seldom is not believed yet (Laplace's rule).
    width = len(rules) + 1 + len(signs)
    unseen = [[float(place == column) for column in range(width)] for place in range(width)]
    rows = [_row(each, rules, signs) for each in seen] + unseen + unseen
    answers = [each.right for each in seen] + [True] * width + [False] * width
    for_unseen = [1.0 if place == len(rules) else UNSEEN for place in range(width)]  # a rule never met is doubted
    weights_of_rows = [1.0] * len(seen) + for_unseen + for_unseen
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(rows, answers, weights_of_rows)
    weights = [round(float(weight), 2) for weight in model.coef_[0]]
    return Weights(
        base=round(float(model.intercept_[0]), 2),
        other_rules=weights[len(rules)],
        rules=dict(zip(rules, weights, strict=False)),
        signs=dict(zip(signs, weights[len(rules) + 1 :], strict=True)),
    )


def _row(each: Seen, rules: Sequence[str], signs: Sequence[str]) -> list[float]:
    known = [float(each.rule == rule) for rule in rules]
    return [*known, float(each.rule not in rules), *(float(sign in each.signs) for sign in signs)]


def confidence(each: Seen, weights: dict[str, Weights]) -> float:
    """Return what ``reading.confidence`` would say with ``weights``."""
    own = weights[each.kind]
    odds = own.base + own.rules.get(each.rule, own.other_rules) + sum(own.signs.get(sign, 0) for sign in each.signs)
    return float(1 / (1 + 2.718281828459045**-odds))


def judged(seen: Sequence[Seen]) -> list[tuple[float, Seen]]:
    """Return each fact with its confidence by weights learnt from other articles."""
    articles = sorted({each.article for each in seen})
    fold_of = {article: place % FOLDS for place, article in enumerate(articles)}
    told: list[tuple[float, Seen]] = []
    for fold in range(FOLDS):
        weights = learnt([each for each in seen if fold_of[each.article] != fold])
        told += [(confidence(each, weights), each) for each in seen if fold_of[each.article] == fold]
    return told


def table(told: Sequence[tuple[float, Seen]]) -> str:
    """Return the reliability table in Markdown, and what the mark «sure» is worth."""
    lines = ["| confidence | facts | said | right |", "| --- | --- | --- | --- |"]
    for low, high in pairwise(BANDS):
        band = [(said, each.right) for said, each in told if low <= said < high]
        if band:
            said, right = (sum(column) / len(band) for column in zip(*band, strict=True))
            lines.append(f"| {low:.2f}-{min(high, 1):.2f} | {len(band)} | {said:.3f} | {right:.3f} |")
    for kind in (None, *KINDS):
        own = [(said, each.right) for said, each in told if kind in (None, each.kind)]
        sure = [right for said, right in own if said >= SURE]
        rightful = sum(right for _, right in own)
        if own and rightful:
            share = sum(sure) / len(sure) if sure else 1.0
            lines.append(
                f"\n{kind or 'all'}: {len(own)} facts, {rightful / len(own):.3f} right; sure {len(sure)}, "
                f"of them right {share:.3f}, of the right ones marked sure {sum(sure) / rightful:.3f}"
            )
    return "\n".join(lines)


def main(folders: Sequence[str]) -> int:
    """Run as a program."""
    seen = [each for folder in folders for each in seen_in(Path(folder))]
    print(table(judged(seen)))
    kinds: dict[str, Any] = {kind: vars(weights) for kind, weights in learnt(seen).items()}
    articles = len({each.article for each in seen})
    head = f"# Written by scripts/calibrate.py from {len(seen)} facts of {articles} labelled articles.\n"
    TARGET.write_text(head + yaml.safe_dump({"kinds": kinds}, allow_unicode=True, sort_keys=True), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
