"""How fast texts are read into facts, on texts of the project's own, one core; beside it underthesea on the same texts.

The peer has an environment of its own (``make bench-reading`` installs it); where there is none its figures are left
out and the standard error says so. Persons are held against the labels of ``tests/reading/own_corpus``.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from thidua.config import demo
from thidua.reading.pipeline import read
from thidua.vietnamese.fold import same_form

ROUNDS = 5
LENGTH = 3500
"""Characters of the texts that the claim is about."""
MANY = 3000
"""Texts after which memory is looked at again."""
ROOT = Path(__file__).parent.parent
LABELLED = ROOT / "tests/reading/own_corpus"
PEER = Path(os.environ.get("THIDUA_PEER_PYTHON", ROOT / ".venv-bench/bin/python"))


def texts() -> list[str]:
    """Return the sample articles, each repeated up to the length of an ordinary one."""
    folder = Path(demo.__file__).parent / "articles"
    samples = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return [(sample * (LENGTH // len(sample) + 1))[:LENGTH] for sample in samples]


def figures() -> dict[str, float]:
    """Return documents a second (median of rounds), growth of memory in MB, and how the peer compares."""
    batch = texts() * 8
    read(batch[0])
    rates = [len(batch) / _seconds(batch) for _round in range(ROUNDS)]
    rate = statistics.median(rates)
    before = _peak_mb()
    for number in range(MANY):
        read(batch[number % len(batch)])
    ours = {
        "documents_per_s_per_core": rate,
        "characters_per_document": float(LENGTH),
        "memory_growth_mb": _peak_mb() - before,
    }
    labelled = [(text, names) for text, names in _labelled()]
    ours["person_f1_ours"] = _f1((_persons(text), names) for text, names in labelled)
    return ours | _beside_the_peer(rate, batch, labelled)


def _beside_the_peer(rate: float, batch: Sequence[str], labelled: Sequence[tuple[str, list[str]]]) -> dict[str, float]:
    if not PEER.exists():
        print("underthesea is not installed (make bench-reading installs it): no figures of it", file=sys.stderr)
        return {}
    task = json.dumps({"timed": batch, "labelled": [text for text, _ in labelled]})
    script = Path(__file__).parent / "inputs/underthesea_peer.py"
    done = subprocess.run([PEER, script], input=task, capture_output=True, text=True, check=True, encoding="utf-8")
    told = json.loads(done.stdout.splitlines()[-1])
    segmentation, recognition = len(batch) / told["segmentation_s"], told["ner_texts"] / told["ner_s"]
    found = zip(told["persons"], (names for _, names in labelled), strict=True)
    return {
        "over_underthesea_segmentation": rate / segmentation,
        "over_underthesea_ner": rate / recognition,
        "person_f1_underthesea": _f1(found),
    }


def _seconds(batch: Sequence[str]) -> float:
    begun = time.perf_counter()
    for text in batch:
        read(text)
    return time.perf_counter() - begun


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _labelled() -> Iterable[tuple[str, list[str]]]:
    """Yield each labelled text with the names of its persons."""
    for path in sorted(LABELLED.glob("[0-9]*.txt")):
        facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["facts"]
        yield path.read_text(encoding="utf-8"), [fact["name"] for fact in facts if fact["type"] == "person"]


def _persons(text: str) -> list[str]:
    return [fact.value["name"] for fact in read(text).facts if fact.kind == "person"]


def _f1(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> float:
    """Return F1 over all texts; a name counts once a text."""
    right = found = wanted = 0
    for read_names, labelled_names in pairs:
        ours, theirs = ({same_form(name) for name in names} for names in (read_names, labelled_names))
        right, found, wanted = right + len(ours & theirs), found + len(ours), wanted + len(theirs)
    return 2 * right / (found + wanted)
