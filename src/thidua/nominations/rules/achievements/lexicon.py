"""How citations of awards are worded: the words of ``lexicon.yaml``, ready to be looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from thidua.reading.lexicon import lexicon as reading_lexicon
from thidua.vietnamese.fold import fold

Phrase = tuple[str, ...]
Phrases = Mapping[str, tuple[Phrase, ...]]
"""By their first word, the longest first."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of the words of citations, without marks.

    Attributes:
        instead: a run of words and what stands for it: short forms written out, words that say the same.
        formulas: runs that every citation has.
        tails: how a clause begins that says only what the deed was good for.
        scopes: after which a field or a campaign follows, not a deed.
        named: before a name, with the kind of what is named.
        ranks: words of a prize, by the word before them.
        weak: words that tell nothing, with their marks, and ``weak_bare`` without.
        common: words that tell a little.
    """

    instead: Mapping[Phrase, Phrase]
    replaced: Phrases
    formulas: Phrases
    tails: Phrases
    scopes: Phrases
    named: Mapping[Phrase, str]
    leads: Phrases
    ranks: Mapping[Phrase, frozenset[str]]
    ranked: Phrases
    weak: frozenset[str]
    weak_bare: frozenset[str]
    common: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the words, read once."""
    source = files("thidua.nominations.rules.achievements").joinpath("lexicon.yaml")
    read: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    instead = _instead(read)
    named = {_words(lead): kind for kind, leads in read["named"].items() for lead in leads}
    ranks = {_words(lead): frozenset(words) for lead, words in read["ranks"].items()}
    return Lexicon(
        instead=instead,
        replaced=_by_first(instead),
        formulas=_by_first(map(_words, read["formulas"])),
        tails=_by_first(map(_words, read["tails"])),
        scopes=_by_first(map(_words, read["scopes"])),
        named=named,
        leads=_by_first(named),
        ranks=ranks,
        ranked=_by_first(ranks),
        weak=frozenset(read["weak"].split()),
        weak_bare=frozenset(map(fold, read["weak"].split())),
        common=frozenset(read["common"].split()),
    )


def phrase_at(words: Phrase, place: int, phrases: Phrases) -> Phrase:
    """Return the longest of some phrases that stands at a place; empty where none does.

    >>> phrase_at(("co", "thanh", "tich", "xuat", "sac"), 1, lexicon().formulas)
    ('thanh', 'tich', 'xuat', 'sac')
    """
    for phrase in phrases.get(words[place], ()):
        if words[place : place + len(phrase)] == phrase:
            return phrase
    return ()


def _instead(read: Mapping[str, Any]) -> dict[Phrase, Phrase]:
    known = {fold(short): fold(long) for long, short in reading_lexicon("abbreviations").items()}
    written_out = {short: long for short, long in known.items() if short.isalnum()} | read["short"]
    found = {_words(short): _words(long) for short, long in written_out.items()}
    for first, *others in read["alike"]:
        found |= {_words(other): _words(first) for other in others}
    return found


def _by_first(phrases: Iterable[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(each, key=len, reverse=True)) for first, each in found.items()}


def _words(text: str) -> Phrase:
    return tuple(text.split())
