"""How awards and the bodies that give them are worded in the press: spellings, abbreviations, levels of authority.

The words are in ``wording.yaml``; the matching is here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from thidua.law.entries import AuthorityLevel
from thidua.law.strict import read_yaml
from thidua.vietnamese.fold import same_form

_NOT_LETTERS = re.compile(r"[^\w\u0300-\u036f]+")
_OF = frozenset({same_form("của"), same_form("do")})
_CLASS = same_form("hạng")


@dataclass(frozen=True, slots=True)
class NamesFound:
    """The award names found in a text: what each may stand for, who is said to give it, and a class left unread."""

    entries: frozenset[frozenset[str]]
    giver: str | None
    class_left_over: bool


def spelled(text: str) -> str:
    """Return a text as comparable words: one case, one placing of tones, no punctuation, abbreviations written out.

    >>> spelled("Cờ thi đua - UBND TP. HCM") == spelled("cờ thi đua Uỷ ban nhân dân thành phố HCM")
    True
    """
    return " ".join(_words().abbreviations.get(word, word) for word in _plain(text).split())


def names_in(text: str, names: Mapping[str, frozenset[str]]) -> NamesFound:
    """Find award names in a spelled text, from left to right, the longest at each place."""
    words = text.split()
    longest = max((name.count(" ") + 1 for name in names), default=0)
    entries: set[frozenset[str]] = set()
    left_over: list[str] = []
    giver: str | None = None
    place = 0
    while place < len(words):
        for length in range(min(longest, len(words) - place), 0, -1):
            codes = names.get(" ".join(words[place : place + length]))
            if codes:
                entries.add(codes)
                place += length
                if place + 1 < len(words) and words[place] in _OF:
                    giver = " ".join(words[place + 1 :])
                break
        else:
            left_over.append(words[place])
            place += 1
    return NamesFound(frozenset(entries), giver, _CLASS in left_over)


def authority_level(name: str) -> AuthorityLevel | None:
    """Return the level of a body or office, or None when its name does not show it.

    >>> authority_level("Giám đốc Công an tỉnh"), authority_level("các cấp")
    (<AuthorityLevel.UNIT: 'unit'>, None)
    """
    words = spelled(name)
    known = _words()
    while True:
        for level, pattern in known.bodies:
            if pattern.match(words):
                return level
        bare = known.offices.sub("", words, count=1)
        if bare == words:
            return None
        words = bare


def authority_levels(names: str) -> frozenset[AuthorityLevel]:
    """Return the levels of one body or of several parted by ";"; empty unless each one is known."""
    levels = [authority_level(part) for part in names.split(";") if part.strip()]
    return frozenset() if None in levels else frozenset(level for level in levels if level)


@dataclass(frozen=True, slots=True)
class _Words:
    abbreviations: Mapping[str, str]
    offices: re.Pattern[str]
    bodies: tuple[tuple[AuthorityLevel, re.Pattern[str]], ...]


@lru_cache(maxsize=1)
def _words() -> _Words:
    reader = read_yaml(files("thidua.law") / "wording.yaml")
    abbreviations = {_plain(part.text("short")): _plain(part.text("long")) for part in reader.parts("abbreviations")}
    offices = "|".join(re.escape(_plain(office)) for office in reader.texts("offices"))
    bodies = tuple(
        (part.choice("level", AuthorityLevel), _pattern(part.texts("names"))) for part in reader.parts("bodies")
    )
    reader.close()
    return _Words(abbreviations, re.compile(rf"\A(?:{offices})(?!\S)\s*"), bodies)


def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return what matches the beginning of a spelled name; "*" stands for any words between."""
    alternatives = (".*".join(re.escape(_plain(piece)) for piece in name.split(" * ")) for name in names)
    # Not \b: a spelled word may end in a combining tone, which is no letter to re.
    return re.compile(rf"(?:{'|'.join(alternatives)})(?!\S)")


def _plain(text: str) -> str:
    """Return the words of a text in one case and one placing of tones, without punctuation."""
    composed = unicodedata.normalize("NFC", text)  # letters that NFC never composes lose their signs at once
    # Signs go first: same_form would move a tone behind a quote. It leaves several tones of a word out of order.
    return unicodedata.normalize("NFD", same_form(_NOT_LETTERS.sub(" ", composed)))
