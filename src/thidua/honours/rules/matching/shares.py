"""How common a word of a name is: what an equal name proves depends on it. Rough shares from ``name_shares.yaml``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from thidua.honours.rules.matching.spelling import folded_form, marked_form, may_be_bare

_OF = 10_000
_NEVER_A_NAME = 0.1 / _OF
_CACHED = 1 << 16


class Slot(StrEnum):
    """Where in a name a word stands."""

    SURNAME = "surnames"
    MIDDLE = "middles"
    GIVEN = "given"


@dataclass(frozen=True)
class Shares:
    """Shares of persons (0..1) whose name has a word in one slot.

    Attributes:
        marked: by the word in marked form.
        folded: by the word without marks.
        left_out: by what remains of the folded word when one letter, or none, is left out.
        unknown: of a word that is in no list.
    """

    marked: Mapping[str, float]
    folded: Mapping[str, float]
    left_out: Mapping[str, float]
    unknown: float


@cache
def lists() -> dict[str, Any]:
    """Return ``name_shares.yaml`` as it is; the caller must not change it."""
    source = files("thidua.honours.rules.matching").joinpath("name_shares.yaml")
    loaded: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return loaded


@cache
def shares(slot: Slot) -> Shares:
    """Return the shares of one slot."""
    listed = dict(lists()[slot])
    unknown = listed.pop("unknown") / _OF
    marked = {marked_form(word): share / _OF for share, words in listed.items() for word in words}
    folded: defaultdict[str, float] = defaultdict(float)
    left_out: defaultdict[str, float] = defaultdict(float)
    for word, share in marked.items():
        bare = folded_form(word)
        folded[bare] += share
        for rest in leaving_one_out(bare):
            left_out[rest] += share
    return Shares(marked, dict(folded), dict(left_out), unknown)


@lru_cache(maxsize=_CACHED)
def share_of(slot: Slot, marked: str) -> float:
    """Return the share of persons with the word, in marked form, in this slot."""
    known = shares(slot).marked.get(marked)
    return _unlisted(slot, marked) if known is None else known


@lru_cache(maxsize=_CACHED)
def share_of_folded(slot: Slot, folded: str) -> float:
    """Return the share of persons whose word in this slot folds to ``folded``."""
    known = shares(slot).folded.get(folded)
    return _unlisted(slot, folded) if known is None else known


@lru_cache(maxsize=_CACHED)
def share_beginning(slot: Slot, letters: str) -> float:
    """Return the share of persons whose word in this slot begins with the folded ``letters``."""
    found = sum(share for word, share in shares(slot).folded.items() if word.startswith(letters))
    return min(1.0, max(found, shares(slot).unknown))


def is_in_use(slot: Slot, word: str, *, is_folded: bool = False) -> bool:
    """Tell whether a word, in marked form or folded, is one that persons are known to bear in this slot."""
    return word in (shares(slot).folded if is_folded else shares(slot).marked)


def is_surname(marked: str, *, is_bare: bool) -> bool:
    """Tell whether a word in marked form is a family name that the list has; ``is_bare``: marks were left out."""
    known = shares(Slot.SURNAME)
    return marked in (known.folded if is_bare else known.marked)


def leaving_one_out(word: str) -> Iterator[str]:
    """Yield the word and what remains of it without one of its letters: two words one slip apart share one of these.

    >>> sorted(set(leaving_one_out("hung")) & set(leaving_one_out("hnug")))
    ['hng', 'hug']
    """
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _unlisted(slot: Slot, word: str) -> float:
    return shares(slot).unknown if may_be_bare(folded_form(word)) else _NEVER_A_NAME
