"""Comparable forms of one word of a name: tone marks, i and y, raw keystrokes, letters that are off by one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

from thidua.vietnamese.fold import fold
from thidua.vietnamese.syllables import is_syllable

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_TONES = frozenset((_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT))
_BAR = "\u0335"  # what «đ» is taken to carry, so that it is a «d» with a mark
_CACHED = 1 << 16
_LONGEST = 7  # «nghieng»

_LAST_Y = re.compile("(?:[hklmnstv]|qu|th)y")
_KEYED = {"aa": "â", "ee": "ê", "oo": "ô", "dd": "đ", "aw": "ă", "ow": "ơ", "uw": "ư"}
_KEYED_TONES = {"s": _ACUTE, "f": _GRAVE, "r": _HOOK, "x": _TILDE, "j": _DOT}
_PAIR = re.compile("aa|ee|oo|dd|aw|ow|uw")
_TONE_KEY = re.compile(r"(?<=[aeiouyâêôăơư])([a-zâêôăơưđ]*?)([sfrxj])")
_HATS = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư", "d": "dđ"}
_HORNS = re.compile("uơ|ưo")
# Sounds that some region says alike: whoever hears a name writes one for the other.
_HEARD_FIRST = {"tr": "ch", "l": "n", "x": "s", "gi": "d", "r": "d"}
_HEARD_LAST = {"ng": "n", "t": "c"}
_FIRST = re.compile("tr|gi(?=[aeiou])|l|x|r")
_LAST = re.compile("(?:ng|t)$")


@lru_cache(maxsize=_CACHED)
def marked_form(word: str) -> str:
    """Return one word so that case, Unicode form, place of the tone mark, and i for y do not count.

    >>> marked_form("HOÀ") == marked_form("hòa"), marked_form("Lý") == marked_form("Lí"), marked_form("Thúy")[-2:]
    (True, True, 'ý')
    """
    small = word.casefold().replace("ð", "đ").replace("đ", "d" + _BAR)
    letters = unicodedata.normalize("NFD", small)
    tones = [mark for mark in letters if mark in _TONES]
    bare = "".join(mark for mark in letters if mark not in _TONES)
    if _LAST_Y.fullmatch(bare):
        bare = bare[:-1] + "i"
    return bare + "".join(dict.fromkeys(tones))


@lru_cache(maxsize=_CACHED)
def folded_form(marked: str) -> str:
    """Return a word in marked form without any mark.

    >>> folded_form(marked_form("Đường"))
    'duong'
    """
    return fold(marked)


@lru_cache(maxsize=_CACHED)
def typed_out(word: str) -> str:
    """Return the word meant by raw Telex keystrokes, its tone mark last, or ``word`` where it may be a word itself.

    >>> [marked_form(typed_out(word)) for word in ("nguyeenx", "vawn")] == [marked_form("nguyễn"), marked_form("văn")]
    True
    >>> [typed_out(word) for word in ("loan", "dat", "ksor", "văn")]
    ['loan', 'dat', 'ksor', 'văn']
    """
    small = word.casefold()
    if not small.isascii() or (may_be_bare(small) and "oo" not in small):
        return word
    keyed = _PAIR.sub(lambda pair: _KEYED[pair[0]], small)
    tone = _TONE_KEY.search(keyed)
    if tone:
        keyed = keyed[: tone.start(2)] + keyed[tone.end(2) :] + _KEYED_TONES[tone[2]]
    keyed = unicodedata.normalize("NFC", _HORNS.sub("ươ", keyed))
    return keyed if keyed != small and is_syllable(keyed) else word


@lru_cache(maxsize=_CACHED)
def may_be_bare(word: str) -> bool:
    """Tell whether ``word`` is a Vietnamese syllable, or one whose marks were left out.

    >>> [may_be_bare(word) for word in ("dat", "nguyen", "nguyeenx", "trugn")]
    [True, True, False, False]
    """
    if len(word) > _LONGEST:
        return False
    ways = product(*(_HATS.get(letter, letter) for letter in word))
    return any(is_syllable(way) or is_syllable(way + _ACUTE) for way in map("".join, ways))


def lacks_marks_of(marked: str, other: str) -> bool:
    """Tell whether ``marked`` is ``other`` with a mark or more left out; both in marked form, of the same letters.

    >>> [lacks_marks_of(marked_form(a), marked_form(b)) for a, b in (("Hung", "Hùng"), ("Hưng", "Hùng"))]
    [True, False]
    """
    left = iter(_by_letter(other))
    return all(marks <= next(left, frozenset()) for marks in _by_letter(marked))


def hook_or_tilde(marked: str, other: str) -> bool:
    """Tell whether two words differ only by hỏi and ngã, which the South does not tell apart.

    >>> hook_or_tilde(marked_form("Nguyển"), marked_form("Nguyễn"))
    True
    """
    return marked != other and marked.replace(_HOOK, _TILDE) == other.replace(_HOOK, _TILDE)


@lru_cache(maxsize=_CACHED)
def heard_form(folded: str) -> str:
    """Return a folded word so that sounds said alike do not count: l/n, s/x, tr/ch, d/gi/r; final c/t, n/ng.

    >>> [heard_form(word) for word in ("lam", "nam", "trinh", "chinh", "luot", "luoc", "giang", "dang")]
    ['nam', 'nam', 'chinh', 'chinh', 'nuoc', 'nuoc', 'dan', 'dan']
    """
    first = _FIRST.match(folded)
    begun = _HEARD_FIRST[first[0]] + folded[first.end() :] if first else folded
    return _LAST.sub(lambda last: _HEARD_LAST[last[0]], begun)


def one_edit_apart(one: str, other: str) -> bool:
    """Tell whether a letter was added, left out, replaced, or changed places with its neighbour.

    >>> [one_edit_apart("trung", other) for other in ("trunh", "trng", "truung", "trugn", "tunrg", "trung")]
    [True, True, True, True, False, False]
    """
    if len(one) > len(other):
        one, other = other, one
    if one == other or len(other) - len(one) > 1:
        return False
    at = next((place for place, letter in enumerate(one) if letter != other[place]), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    if one[at + 1 :] == other[at + 1 :]:
        return True
    return one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]


def _by_letter(marked: str) -> list[frozenset[str]]:
    """Return the marks of each letter, and the tone at the end."""
    tones = frozenset(mark for mark in marked if mark in _TONES)
    letters: list[set[str]] = []
    for sign in marked:
        if unicodedata.combining(sign):
            if sign not in _TONES and letters:
                letters[-1].add(sign)
        else:
            letters.append(set())
    return [*map(frozenset, letters), tones]
