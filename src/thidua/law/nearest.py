"""What was probably meant: the nearest of the words known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from thidua.vietnamese.fold import fold


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the word known that is nearest to one written, "" where none is near; tones and case do not matter.

    >>> nearest("xep loai", ["xếp loại", "khen thưởng"]), nearest("xyz", ["xếp loại"])
    ('xếp loại', '')
    """
    folded = {fold(each): each for each in known}
    found = get_close_matches(fold(word), folded, n=1)
    return folded[found[0]] if found else ""


def perhaps(word: str, known: Iterable[str]) -> str:
    """Return the end of a sentence that offers the nearest word known, "" where none is near."""
    found = nearest(word, known)
    return f"; gần nhất là {found}" if found else ""
