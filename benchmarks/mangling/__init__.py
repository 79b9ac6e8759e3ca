"""A hundred inputs and more that nobody sends in good faith, made here: none is kept as a file.

The tests read each of them, and ``python -m benchmarks mangled`` reads each in a process of its own.
"""

from __future__ import annotations

from benchmarks.mangling.archives import archives
from benchmarks.mangling.encodings import encodings
from benchmarks.mangling.inputs import Mangled
from benchmarks.mangling.pages import pages
from benchmarks.mangling.prints import prints
from benchmarks.mangling.texts import texts

__all__ = ["Mangled", "inputs"]


def inputs() -> dict[str, Mangled]:
    """Return the inputs by name, always in the same order and of the same bytes."""
    return {each.name: each for kind in (encodings, texts, pages, archives, prints) for each in kind()}
