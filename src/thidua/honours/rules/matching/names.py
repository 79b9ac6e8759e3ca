"""A personal name as offices write it, taken apart: titles off, short forms known, the family name first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import permutations
from math import prod

from thidua.honours.rules.matching.shares import Slot, is_in_use, is_surname, lists, share_of, share_of_folded
from thidua.honours.rules.matching.spelling import folded_form, marked_form, typed_out
from thidua.reading.lexicon import lexicon
from thidua.vietnamese.letters import CAPITALS

_CACHED = 1 << 16
_LONGEST_TITLE = 6
_MOST_WORDS = 8
_MOST_IN_ANY_ORDER = 5
_WITH_A_MARK = 4
_WITHOUT_SURNAME = 2
_FAR_MORE = 50
_COMMON = 0.01

_TOKEN = re.compile(r"([^\W\d_]+)(\.?)")
_NUMBERED = re.compile(r"^\s*\d+\s*[.)/-]?\s*")
_APART = re.compile(rf"(?<=[^\W\d_{CAPITALS}])(?=[{CAPITALS}])")
_ASIDE = re.compile(r"[(\[]([^)\]]*)[)\]]")
_MARK = re.compile(r"[A-Da-d]\.?")
_APOSTROPHE = re.compile(r"(?<=\w)['’`ʼ](?=\w)")
_COMRADE = re.compile(r"(?<!\w)[đĐ]\s?/\s?[cC](?!\w)")
_VOWEL = re.compile("[aeiouy]")
_CAPITALS_AT_ONCE = re.compile("[B-DĐF-HJ-NP-TV-XZ]{2,3}")
_ENDS = frozenset(("ng", "nh", "ch", "n", "m", "t", "c", "p"))
_BEGINNINGS = frozenset(("ng", "tr", "ph", "th", "ch", "kh", "nh", "ngh"))


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One word of a name; made once for each way of writing, so that two are compared by identity.

    Attributes:
        shown: as written, in small letters (NFC).
        marked: in marked form, see ``spelling.marked_form``.
        folded: without marks.
        is_short: whether only its first letters stand there («Ng.», «V.»).
    """

    shown: str
    marked: str
    folded: str
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart.

    Attributes:
        words: family name (where there is one), middle names, given name.
        has_surname: whether the first word is the family name.
        is_turned: whether the last word seems to be the family name: then it is put first, and the order of the others
            is not known.
        is_bare: whether no letter of it has a mark.
        mark: the letter by which an office tells namesakes apart («Nguyễn Thị Hương A»), a small one; mostly empty.
    """

    words: tuple[Word, ...]
    has_surname: bool = True
    is_turned: bool = False
    is_bare: bool = False
    mark: str = ""

    def readings(self) -> Iterator[tuple[Word, ...]]:
        """Yield the words in each order that they may stand for; one that is not turned has one."""
        yield self.words
        if self.is_turned:
            yield (*self.words[1:], self.words[0])
            if len(self.words) <= _MOST_IN_ANY_ORDER:
                yield from ((self.words[0], *rest) for rest in permutations(self.words[1:]) if rest != self.words[1:])

    @property
    def joined(self) -> str:
        """The folded words without blanks."""
        return "".join(word.folded for word in self.words)


@lru_cache(maxsize=_CACHED)
def read_name(text: str) -> Name:
    """Return the name that ``text`` gives; any text, also one without words.

    >>> [word.folded for word in read_name("Đ/c Thượng tá Ng.V. HOÀ (tức Ba Hòa)").words]
    ['ng', 'v', 'hoa']
    >>> read_name("An, Nguyễn Văn").words == read_name("Nguyễn Văn An").words
    True
    """
    first, behind, mark = _asides_off(unicodedata.normalize("NFC", text).replace("ð", "đ").replace("Ð", "Đ"))
    before = _words(_without_titles(_tokens(first)))
    after = _words(_tokens(behind))
    words = _ordered_by_comma(before, after) if before and after else before or after
    if not mark and len(words) >= _WITH_A_MARK and _MARK.fullmatch(words[-1].shown):
        mark, words = words[-1].shown, words[:-1]
    words = _given_in_full(words if len(words) <= _MOST_WORDS else (*words[: _MOST_WORDS - 1], words[-1]))
    is_turned = not after and _is_turned(words)
    if is_turned:
        words = (words[-1], *words[:-1])
    return Name(
        words=words,
        has_surname=len(words) > _WITHOUT_SURNAME or (len(words) > 1 and _may_be_surname(words)),
        is_turned=is_turned,
        is_bare=_are_bare(words),
        mark=mark,
    )


def _asides_off(text: str) -> tuple[str, str, str]:
    """Return what stands before a comma, what behind it, and a telling letter; without brackets and other names."""
    aside = _ASIDE.search(text)
    mark = aside[1].strip() if aside else ""
    text = _other_name().split(_NUMBERED.sub("", _ASIDE.sub(" ", text)), maxsplit=1)[0]
    first, _, behind = text.partition(",")
    return first, behind, mark[0].casefold() if _MARK.fullmatch(mark) else ""


@cache
def _other_name() -> re.Pattern[str]:
    words = sorted(lists()["other_name"], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?=[\s:]+\w)", re.IGNORECASE)


def _tokens(text: str) -> list[tuple[str, bool]]:
    """Return the runs of letters, and whether a dot follows each; words typed without a blank are parted."""
    text = _COMRADE.sub("đồng chí", _APOSTROPHE.sub("", text))
    if not text.isupper():
        text = _APART.sub(" ", text)
    return [(found[1], bool(found[2])) for found in _TOKEN.finditer(text)]


def _without_titles(tokens: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Return the tokens behind all titles; the last one stays, and so does what «Thị» follows: «Ông Thị Bích»."""
    small = [token.casefold() for token, _ in tokens]
    at = 0
    while at < len(small) - 1:
        length = min(_LONGEST_TITLE, len(small) - 1 - at)
        found = next((size for size in range(length, 0, -1) if tuple(small[at : at + size]) in _titles()), 0)
        if not found or small[at + found] == "thị" or _may_be_turned(tokens[at + found :]):
            break
        at += found
    return tokens[at:]


def _may_be_turned(left: list[tuple[str, bool]]) -> bool:
    """Tell whether only a family name without marks is left: «Anh Vu» is no «anh Vũ»."""
    marked = marked_form(left[0][0])
    return len(left) == 1 and marked.isascii() and share_of_folded(Slot.SURNAME, marked) > _COMMON


@cache
def _titles() -> frozenset[tuple[str, ...]]:
    lexicon_of = lexicon("names")
    words = [*(word for kind in ("honorifics", "titles", "ranks") for word in lexicon_of[kind]), *lists()["titles"]]
    return frozenset(tuple(token.casefold() for token, _ in _tokens(str(word))) for word in words)


def _words(tokens: list[tuple[str, bool]]) -> tuple[Word, ...]:
    return tuple(word for token, dotted in tokens for word in _as_words(token, dotted))


@lru_cache(maxsize=_CACHED)
def _as_words(token: str, dotted: bool) -> tuple[Word, ...]:  # noqa: FBT001
    """Return the word of a token, or several where capitals stand for words («NV»)."""
    small = unicodedata.normalize("NFC", token.casefold())
    folded = folded_form(marked_form(typed_out(small)))
    if _VOWEL.search(folded):
        return (_word(small, is_short=dotted and len(folded) <= 1),)
    if _CAPITALS_AT_ONCE.fullmatch(token) and folded not in _BEGINNINGS:
        return tuple(_word(letter, is_short=True) for letter in small)
    return (_word(small, is_short=dotted or len(folded) == 1 or folded in _BEGINNINGS),)


@lru_cache(maxsize=_CACHED)
def _word(shown: str, *, is_short: bool) -> Word:
    marked = marked_form(typed_out(shown))
    return Word(shown, marked, folded_form(marked), is_short)


def _given_in_full(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words with the last one whole: a vowel is one («Văn A.»), an end that a blank cut off is put back."""
    if len(words) > 1 and words[-1].folded in _ENDS and _VOWEL.search(words[-2].folded[-1]):
        return (*words[:-2], _word(words[-2].shown + words[-1].shown, is_short=False))  # «Phươ ng»
    if words and words[-1].is_short and _VOWEL.search(words[-1].folded):
        return (*words[:-1], _word(words[-1].shown, is_short=False))
    return words


def _ordered_by_comma(before: tuple[Word, ...], after: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words of «An, Nguyễn Văn» and of «NGUYEN, Van An» family name first, as is the likelier name."""
    is_bare = _are_bare((*before, *after))
    if len(before) > 1:
        straight = _surname_share(before[0], is_bare=is_bare) >= _surname_share(after[0], is_bare=is_bare)
        return before if straight else (*after, *before)  # what follows a whole name is no name
    ways = ((*after, *before), (*before, *after))
    return max(ways, key=lambda words: _likelihood(words, is_bare=is_bare))


def _likelihood(words: tuple[Word, ...], *, is_bare: bool) -> float:
    """Return how likely the words are family, middle and given name in this order."""
    slots = (*(Slot.MIDDLE for _ in words[2:]), Slot.GIVEN)
    known = (share_of_folded(slot, word.folded) for word, slot in zip(words[1:], slots, strict=True))
    return _surname_share(words[0], is_bare=is_bare) * prod(known)


def _may_be_surname(words: tuple[Word, ...]) -> bool:
    """Tell whether the first word is a family name, or an unknown word, and no middle name."""
    first = words[0]
    known = is_surname(first.marked, is_bare=_are_bare(words))
    return first.is_short or known or not is_in_use(Slot.MIDDLE, first.folded, is_folded=True)


def _is_turned(words: tuple[Word, ...]) -> bool:
    """Tell whether the family name stands last, as in English lists: «Tuan Minh Le»."""
    if len(words) < _WITHOUT_SURNAME or words[0].is_short or words[-1].is_short:
        return False
    is_bare = _are_bare(words)
    last = _surname_share(words[-1], is_bare=is_bare)
    return last > max(_COMMON, _FAR_MORE * _surname_share(words[0], is_bare=is_bare))


def _are_bare(words: tuple[Word, ...]) -> bool:
    return all(word.marked.isascii() for word in words)


def _surname_share(word: Word, *, is_bare: bool) -> float:
    """Return the share of persons with this family name; of one without marks only where the whole name has none."""
    if word.is_short or not is_surname(word.marked, is_bare=is_bare):
        return 0.0
    return share_of_folded(Slot.SURNAME, word.folded) if is_bare else share_of(Slot.SURNAME, word.marked)
