"""Inputs that nobody sends in good faith: each is read, or refused with what to do; nothing falls over.

How long each takes is for ``make bench-mangled``.
"""

from __future__ import annotations

import pytest
from benchmarks.mangling import inputs

from thidua.reading.files import Unreadable, load
from thidua.reading.pipeline import read

INPUTS = inputs()


def test_there_are_more_than_a_hundred_of_them() -> None:
    assert len(INPUTS) > 100


@pytest.mark.parametrize("name", INPUTS)
def test_a_mangled_input_is_read_or_refused_with_what_to_do(name: str) -> None:
    content = INPUTS[name].make()

    refused, text, facts = "", "", ()
    try:
        loaded = load(content, f"bai{INPUTS[name].suffix}")
        text, facts = loaded.text, read(loaded.text, published=loaded.published).facts
    except Unreadable as refusal:
        refused = str(refusal)

    assert text.strip() or ("Hãy " in refused and refused.endswith("."))
    assert all(0 <= fact.start < fact.end <= len(text) for fact in facts)
    assert text.encode() is not None  # no lone surrogate comes through, which no database keeps
