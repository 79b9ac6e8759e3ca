"""How fast texts are read into facts, on texts of the project's own, one core; beside it underthesea on the same texts.

The peer has an environment of its own (``make bench-reading`` installs it); where there is none its figures are left
out and the standard error says so. Seconds are of the processor, so that other work on the machine does not count.
``inputs/persons.py`` says against which labels persons are held.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.inputs.persons import Labelled, labelled_articles, person_f1, persons_read
from thidua.config import demo
from thidua.reading.pipeline import read

ROUNDS = 5
LENGTH = 3500
"""Characters of the texts that the claim is about."""
MANY = 3000
"""Texts, each different, after which memory is looked at again."""
ROOT = Path(__file__).parent.parent
PEER = Path(os.environ.get("THIDUA_PEER_PYTHON", ROOT / ".venv-bench/bin/python"))


def texts() -> list[str]:
    """Return the sample articles, each repeated up to the length of an ordinary one."""
    folder = Path(demo.__file__).parent / "articles"
    samples = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return [(sample * (LENGTH // len(sample) + 1))[:LENGTH] for sample in samples]


def figures() -> dict[str, float]:
    """Return documents a second (median of rounds), growth of memory in MB, and how the peer compares."""
    batch = texts() * 8
    _seconds(batch)
    rate = statistics.median(len(batch) / _seconds(batch) for _round in range(ROUNDS))
    ours = {
        "documents_per_s_per_core": rate,
        "characters_per_document": float(LENGTH),
        "memory_growth_mb": _memory_growth_mb(batch),
    }
    articles = labelled_articles()
    found = {name: [persons_read(each.text) for each in corpus] for name, corpus in articles.items()}
    return ours | _person_figures("ours", articles, found) | _beside_the_peer(rate, batch, articles)


def _beside_the_peer(rate: float, batch: Sequence[str], articles: dict[str, list[Labelled]]) -> dict[str, float]:
    if not PEER.exists():
        print("underthesea is not installed (make bench-reading installs it): no figures of it", file=sys.stderr)
        return {}
    task = {"timed": batch, "labelled": [each.text for corpus in articles.values() for each in corpus]}
    script = Path(__file__).parent / "inputs/underthesea_peer.py"
    done = subprocess.run(
        [PEER, script], input=json.dumps(task), stdout=subprocess.PIPE, text=True, check=True, encoding="utf-8"
    )
    told = json.loads(done.stdout.splitlines()[-1])
    segmentation, recognition = len(batch) / told["segmentation_s"], told["ner_texts"] / told["ner_s"]
    names = iter(told["persons"])
    found = {name: [next(names) for _ in corpus] for name, corpus in articles.items()}
    return {
        "underthesea_segmentation_per_s": segmentation,
        "underthesea_ner_per_s": recognition,
        "over_underthesea_segmentation": rate / segmentation,
        "over_underthesea_ner": rate / recognition,
        **_person_figures("underthesea", articles, found),
    }


def _person_figures(
    whose: str, articles: dict[str, list[Labelled]], found: dict[str, list[list[str]]]
) -> dict[str, float]:
    """Return F1 on each set of labels; the first set gives the figure without the name of a set."""
    scores = {name: person_f1(corpus, found[name]) for name, corpus in articles.items()}
    plain = {f"person_f1_{whose}": next(iter(scores.values()))}
    return plain | {f"person_f1_{whose}_{name}": score for name, score in scores.items()}


def _seconds(batch: Sequence[str]) -> float:
    begun = time.process_time()
    for text in batch:
        read(text)
    return time.process_time() - begun


def _memory_growth_mb(batch: Sequence[str]) -> float:
    """Read many texts, no two alike, and return by how much the peak of memory rose."""
    before = _peak_mb()
    for number in range(MANY):
        text = batch[number % len(batch)]
        cut = number % len(text)
        read(f"{text[cut:]} {text[:cut]}")
    return _peak_mb() - before


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
