"""One way of placing the tone mark, without changing any index."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_OLD_TO_NEW: dict[str, str] = {}
for _first, _second in ("oa", "oe", "uy"):
    for _mark in "\u0300\u0301\u0303\u0309\u0323":
        _old = _first + unicodedata.normalize("NFC", _second + _mark)
        _new = unicodedata.normalize("NFC", _first + _mark) + _second
        for _change in (str, str.upper, str.capitalize):
            _OLD_TO_NEW[_change(_old)] = _change(_new)

# Only at the end of a syllable: «hoàn» and «huýt» have one spelling. After q the u belongs to the consonant («quý»).
_OLD = re.compile("(?<![qQ])(?:" + "|".join(_OLD_TO_NEW) + r")(?!\w)")


@lru_cache(maxsize=8)
def new_style_tones(text: str) -> str:
    """Return ``text`` (NFC) with the tone on the first of two final vowels; same length, same indices.

    >>> new_style_tones("Uỷ ban hoà giải, quý IV, hoàn thành, KHOÁ XI")
    'Ủy ban hòa giải, quý IV, hoàn thành, KHÓA XI'
    """
    return _OLD.sub(lambda found: _OLD_TO_NEW[found[0]], text)
