"""A hundred inputs that nobody would file in good faith: each gives facts or a sentence that says what to do."""

from __future__ import annotations

import pytest
from benchmarks.inputs.mangled import Mangled, mangled_inputs

from thidua.reading.files import Unreadable, load
from thidua.reading.pipeline import read

REPEATED = "again and again"
INPUTS = [given for given in mangled_inputs() if REPEATED not in given.what]


@pytest.mark.parametrize("given", INPUTS, ids=lambda given: given.what)
def test_a_mangled_input_is_read_or_refused_with_a_sentence(given: Mangled) -> None:
    text, refusal = _loaded(given)

    facts = read(text).facts

    assert bool(text) != ("Hãy " in refusal)
    assert [fact for fact in facts if not 0 <= fact.start < fact.end <= len(text)] == []
    assert [fact for fact in facts if not 0 < fact.confidence < 1] == []


def _loaded(given: Mangled) -> tuple[str, str]:
    """Return the text, or why there is none."""
    try:
        return load(given.content, given.name).text, ""
    except Unreadable as refusal:
        return "", str(refusal)
