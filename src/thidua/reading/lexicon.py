"""The word lists beside the rules, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from thidua.vietnamese.letters import matching_form


@cache
def lexicon(name: str) -> dict[str, Any]:
    """Return the word list ``lexicons/NAME.yaml``; the caller must not change it."""
    source = files("thidua.reading").joinpath("lexicons", f"{name}.yaml")
    loaded: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return loaded


def alternation(words: Iterable[str]) -> str:
    r"""Return a regular expression for any of ``words`` in a text in matching form, the longest first.

    >>> alternation(["gần", "gần như"])
    '(?:gần\\ như|gần)'
    """
    unique = {matching_form(str(word)) for word in words}
    return "(?:" + "|".join(re.escape(word) for word in sorted(unique, key=lambda word: (-len(word), word))) + ")"
