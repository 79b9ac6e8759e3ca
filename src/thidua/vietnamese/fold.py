"""Forms of a Vietnamese text for searching, comparing and sorting. Never for showing."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Order of the alphabet (TCVN 6909): a ă â … d đ e ê … o ô ơ … u ư …, tones ngang huyền hỏi ngã sắc nặng.
_LETTER_ORDER = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONE_ORDER = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def fold(text: str) -> str:
    """Return ``text`` without case and marks, blanks collapsed: what a person types in a hurry.

    >>> fold("  Đặng  Thị HOÀ ")
    'dang thi hoa'
    """
    bare = "".join(ch for ch in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(ch))
    return " ".join(bare.replace("đ", "d").split())


@lru_cache(maxsize=2048)
def same_form(text: str) -> str:
    """Return a form equal for two ways of writing one thing: case, NFC/NFD, place of the tone mark, blanks.

    >>> same_form("Uỷ ban HOÀ giải") == same_form("Ủy ban hòa giải")
    True
    >>> same_form("ma") == same_form("má")
    False
    """
    out: list[str] = []
    for word in unicodedata.normalize("NFD", text.casefold()).split():
        tones = "".join(ch for ch in word if ch in _TONES)
        out.append("".join(ch for ch in word if ch not in _TONES) + tones)
    return " ".join(out)


def sort_key(text: str) -> str:
    """Return a key whose plain string order is Vietnamese dictionary order.

    Letters decide first (a < ă < â < b), syllable by syllable; tones break ties.

    >>> sorted(["Đà Nẵng", "Yên Bái", "An Giang", "Ân Thi", "Cà Mau", "Cá Mau"], key=sort_key)
    ['An Giang', 'Ân Thi', 'Cà Mau', 'Cá Mau', 'Đà Nẵng', 'Yên Bái']
    """
    letters: list[str] = []
    tones: list[str] = []
    for word in unicodedata.normalize("NFC", text.casefold()).split():
        tone_of_word = 0
        for composed in word:
            base = unicodedata.normalize("NFD", composed)
            tone = next((ch for ch in base if ch in _TONE_ORDER), "")
            letter = unicodedata.normalize("NFC", "".join(ch for ch in base if ch not in _TONES))
            tone_of_word = max(tone_of_word, _TONE_ORDER[tone])
            place = _LETTER_ORDER.find(letter)
            letters.append(chr(ord("A") + place) if place >= 0 else (letter if letter < "A" else "~" + letter))
        letters.append(" ")
        tones.append(str(tone_of_word))
    return "".join(letters).rstrip() + "\x01" + "".join(tones)
