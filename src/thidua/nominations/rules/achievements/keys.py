"""Keys under which two tellings of one achievement by different holders are found among all that were ever awarded."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from thidua.nominations.rules.achievements.pictures import PLAIN, PROPER, Picture

_MOST = 12
"""Keys that one achievement is kept under, numbers and names first."""
_TELLING = 2 * PLAIN
"""What two neighbouring words must weigh together."""


def keys(seen: Picture) -> list[int]:
    """Return the keys (63 bits) under which an achievement is kept: none for a formula.

    Each is of its year, so that the yearly sentences of other years are not looked at: a telling number, or two words
    that follow each other; of these the names, then what the least hashes choose (min-hashing), so that two texts that
    share a third of their words share a key in nineteen of twenty cases.
    """
    return _of_year(seen, seen.span.last.year)


def keys_around(seen: Picture) -> list[int]:
    """Return the keys to look under: a deed is told in its own year, or in that of a decision before or behind it."""
    year = seen.span.last.year
    return [key for each in (year - 1, year, year + 1) for key in _of_year(seen, each)]


def _of_year(seen: Picture, year: int) -> list[int]:
    return [_hash(f"{year} {said}") for said in _said(seen)]


def _said(seen: Picture) -> list[str]:
    if seen.is_formula:
        return []
    found = [f"n {number.value}" for number in seen.numbers if number.weight > PROPER]
    ranked = sorted((-weight, _hash(said), said) for said, weight in _pairs(seen))
    return list(dict.fromkeys([*found, *(said for _weight, _order, said in ranked)]))[:_MOST]


def _pairs(seen: Picture) -> Iterator[tuple[str, int]]:
    """Yield neighbouring words with what they count: names most, what a whole list is praised for least."""
    for one, other in seen.pairs:
        if not one or seen.words[one] + seen.words[other] < _TELLING:
            continue
        is_deed = one in seen.deeds and other in seen.deeds
        is_name = one in seen.places and other in seen.places
        yield f"{one} {other}", 2 if is_name and is_deed else 1 if is_deed else 0


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big") >> 1
