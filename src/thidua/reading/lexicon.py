"""The word lists beside the rules, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

import yaml

from thidua.vietnamese.letters import matching_form

_END = ""
NOT_INSIDE = r"(?<!\w.)"
"""The guard of a word that begins where no letter or digit stands before it."""
_Tree: TypeAlias = dict[str, "_Tree"]


@cache
def lexicon(name: str) -> dict[str, Any]:
    """Return the word list ``lexicons/NAME.yaml``; the caller must not change it."""
    source = files("thidua.reading").joinpath("lexicons", f"{name}.yaml")
    loaded: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return loaded


def alternation(words: Iterable[str], *, guard: str = "") -> str:
    r"""Return a regular expression for any of ``words`` in a text in matching form, the longest first.

    Written as a tree of beginnings, so that hundreds of words cost about as much as one.

    Args:
        words: the words, none of them empty where there is a guard.
        guard: an assertion on what stands before, asked behind the first letter: there it costs only where that letter
            stands, while one before it would be asked at every place of the text.

    >>> alternation(["gần", "gần như", "gan"])
    '(?:g(?:an|ần(?:\\ như)?))'
    """
    tree: _Tree = {}
    for word in sorted({matching_form(str(word)) for word in words}):
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    if guard:
        return f"(?:{'|'.join(re.escape(first) + guard + _branches(rest) for first, rest in tree.items())})"
    return f"(?:{_branches(tree)})"


def whole_words(words: Iterable[str]) -> str:
    r"""Return a regular expression for any of ``words`` with no letter or digit before or behind it.

    >>> re.findall(whole_words(["gần"]), "gần đây, ngần ấy, gần")
    ['gần', 'gần']
    """
    return rf"{alternation(words, guard=NOT_INSIDE)}(?!\w)"


def _branches(tree: _Tree) -> str:
    ways = [re.escape(letter) + _branches(rest) for letter, rest in tree.items() if letter != _END]
    joined = "|".join(ways)
    if _END in tree:
        return f"(?:{joined})?" if ways else ""
    return f"(?:{joined})" if len(ways) > 1 else joined
