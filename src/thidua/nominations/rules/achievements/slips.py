"""Words that differ by one slip of the keyboard: a letter too few, too many, another, or two that changed places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain, pairwise

from thidua.nominations.rules.achievements.lexicon import Phrase, lexicon

_SHORTEST = 3
"""Letters of the shortest word that is put right; of shorter ones each is one letter from ten others."""


def is_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by one slip; of words with three letters none is one of another.

    >>> is_slip("xuat", "xaut"), is_slip("hoan", "thanh"), is_slip("dap", "cap")
    (True, False, False)
    """
    return min(len(one), len(other)) > _SHORTEST and _is_near(one, other)


def without_slips(words: Phrase) -> Phrase:
    """Return words with those put right that make a formula of citations with the word beside them.

    >>> without_slips(("hoan", "thnah", "xuat", "sac"))
    ('hoan', 'thanh', 'xuat', 'sac')
    """
    pairs = _pairs()
    found = list(words)
    for place, word in enumerate(words):
        before, after = found[place - 1] if place else "", words[place + 1] if place + 1 < len(words) else ""
        if (before, word) in pairs or (word, after) in pairs:
            continue
        for meant in _meant(word):
            if (before, meant) in pairs or (meant, after) in pairs:
                found[place] = meant
                break
    return tuple(found)


def slipped(ones: Iterable[str], others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of words of which one may be a slip of the other, each word once."""
    left = sorted(others)
    for one in sorted(ones):
        if match := next((other for other in left if is_slip(one, other)), None):
            left.remove(match)
            yield one, match


def _is_near(one: str, other: str) -> bool:
    return abs(len(one) - len(other)) <= 1 and not _shortened(one).isdisjoint(_shortened(other))


@lru_cache(maxsize=1 << 14)
def _meant(word: str) -> tuple[str, ...]:
    """Return the words of formulas that a word may be a slip of."""
    if len(word) < _SHORTEST:
        return ()
    near = {meant for short in _shortened(word) for meant in _near().get(short, ())}
    return tuple(sorted(meant for meant in near if _is_near(word, meant)))


@lru_cache(maxsize=1 << 14)
def _shortened(word: str) -> frozenset[str]:
    """Return a word and what is left of it without one letter; two words one slip apart have one of these in common."""
    if len(word) < _SHORTEST:
        return frozenset({word})
    return frozenset({word, *(word[:place] + word[place + 1 :] for place in range(len(word)))})


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    """Return the words that stand beside each other in formulas."""
    known = lexicon()
    listed = (few for some in (known.formulas, known.scopes) for few in some.values())
    return frozenset(pair for phrase in (*known.named, *chain(*listed)) for pair in pairwise(phrase))


@cache
def _near() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word in {word for pair in _pairs() for word in pair}:
        for short in _shortened(word):
            found.setdefault(short, set()).add(word)
    return {short: frozenset(words) for short, words in found.items()}
