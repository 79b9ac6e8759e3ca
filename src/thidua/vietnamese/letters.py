"""A form of a text for matching that has exactly as many characters, so that places found in it hold in the text."""

from __future__ import annotations

import re

# The capital letters as the inside of a character class; from Ạ on they alternate with the small ones.
CAPITALS = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐÐĨŨƠƯ" + "".join(chr(code) for code in range(0x1EA0, 0x1EF9, 2))

# The Icelandic letter that old papers print for Đ.
_ETH = "ð"
# The newer way of placing the tone mark in an open syllable (hoà, khoẻ, uỷ) against the older one (hòa, khỏe, ủy).
_NEWER = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_OLDER = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_OLDER_OF = dict(zip(_NEWER, _OLDER, strict=True))
# «quý» is the same in both ways: there the u belongs to the consonant.
_OPEN_SYLLABLE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u(?<!qu)[ỳýỷỹỵ])(?![^\W\d_])")


def matching_form(text: str) -> str:
    """Return ``text`` (in NFC) in small letters with the older tone placement, character for character.

    >>> matching_form("Uỷ ban HOÀ giải, khoẻ, quý")
    'ủy ban hòa giải, khỏe, quý'
    >>> matching_form("TP Ðà Nẵng") == matching_form("TP Đà Nẵng")
    True
    >>> len(matching_form("İ"))
    1
    """
    small = text.lower()
    if len(small) != len(text):  # «İ» and its like grow in small letters
        small = "".join(low if len(low := ch.lower()) == 1 else ch for ch in text)
    if _ETH in small:
        small = small.replace(_ETH, "đ")
    return _OPEN_SYLLABLE.sub(lambda found: _OLDER_OF[found[0]], small)
