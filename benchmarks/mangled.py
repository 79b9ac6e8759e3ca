"""A hundred mangled inputs, each read in a process of its own: the most processor time and memory that one takes.

The claim: no crash, a clear answer, no more than 2 s or 500 MB each.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from multiprocessing.connection import Connection

from benchmarks.inputs.mangled import Mangled, mangled_inputs
from thidua.reading.context import Context
from thidua.reading.directions import find_directions
from thidua.reading.documents import find_governing_documents
from thidua.reading.files import Unreadable, load
from thidua.reading.normalise import Text
from thidua.reading.pipeline import read_context

SLOW, LARGE = 1.0, 250.0
"""From these on (seconds, MB) an input is named on the standard error."""


def answer(given: Mangled) -> str:
    """Return what a person would be told: how many facts, or why there are none."""
    try:
        loaded = load(given.content, given.name)
    except Unreadable as refusal:
        return str(refusal)
    text = Text.of(loaded.text)
    context = Context.of(text)
    facts = read_context(context).facts
    return f"{len(facts) + len(find_governing_documents(text, context)) + len(find_directions(text, context))} facts"


def _measured(given: Mangled, sender: Connection) -> None:
    begun = time.process_time()
    told = answer(given)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sender.send((told, time.process_time() - begun, used))


def figures() -> dict[str, float]:
    """Return how many inputs there are, how many crashed, and the worst time (s) and memory (MB)."""
    spawn = multiprocessing.get_context("forkserver")
    spawn.set_forkserver_preload(["benchmarks.mangled"])
    worst_seconds = worst_mb = 0.0
    inputs = crashes = 0
    for given in mangled_inputs():
        receiver, sender = spawn.Pipe(duplex=False)
        process = spawn.Process(target=_measured, args=(given, sender))
        process.start()
        sender.close()
        try:
            told, seconds, mb = receiver.recv()
        except EOFError:
            told, seconds, mb = "crashed", 0.0, 0.0
            crashes += 1
        process.join()
        inputs += 1
        worst_seconds, worst_mb = max(worst_seconds, seconds), max(worst_mb, mb)
        if seconds > SLOW or mb > LARGE or told == "crashed":
            print(f"{seconds:6.2f} s {mb:6.0f} MB  {given.what}: {told[:90]}", file=sys.stderr)
    return {
        "inputs": float(inputs), "crashes": float(crashes), "worst_seconds": worst_seconds, "worst_mb": worst_mb,
    }  # fmt: skip
