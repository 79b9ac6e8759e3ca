"""How exactly a total is known, as one bit for each inexact kind among its parts: bits add up in any order.

>>> word(bits("exact") | bits("at_least")), word(bits("almost") | bits("at_most"))
('at_least', 'at_most')
>>> word(bits("at_least") | bits("almost"))
'approx'
"""

from __future__ import annotations

_BITS = {"exact": 0, "at_least": 1, "at_most": 2, "almost": 4, "approx": 8}
BITS = tuple(held for held in _BITS.values() if held)
"""Each bit by itself."""
_WORDS = {held: word for word, held in _BITS.items()} | {_BITS["almost"] | _BITS["at_most"]: "at_most"}


def bits(word: str) -> int:
    """Return the bits of a qualifier («at_least»).

    Raises:
        KeyError: there is no such qualifier.
    """
    return _BITS[word]


def word(held: int) -> str:
    """Return the qualifier of a total whose parts hold these bits; kinds that do not agree make it «approx»."""
    return _WORDS.get(held, "approx")
