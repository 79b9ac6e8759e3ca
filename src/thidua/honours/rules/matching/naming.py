"""What two names prove: their words put side by side, the best way where there are several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from thidua.honours.rules.matching.names import Name, Word, read_name
from thidua.honours.rules.matching.shares import Slot
from thidua.honours.rules.matching.words import Kinship, word_evidence

_CACHED = 1 << 17
_THI_DROPPED, _MIDDLE_DROPPED, _SURNAME_DROPPED = -50, -150, -150
_TURNED = -100
_PARTED = -200
_PARTLY_BARE = -200
_MARK_EQUAL, _MARK_OTHER = 200, -2500
_NOTHING_BUT_DIFFERENT = frozenset((Kinship.DIFFERENT,))
_ALIKE = frozenset((Kinship.SAME, Kinship.SPELT))
_THI = frozenset(("thi", "th", "t"))

_Pair = tuple[Word, Word, Slot]


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """What two names prove.

    Attributes:
        bits: evidence for one person, in hundredths of a bit; below nought: against.
        kinships: how their words are alike; empty where one name has no words.
        is_dropped: whether one has a word that the other lacks.
        is_turned: whether one has the family name last.
        is_parted: whether they differ by blanks.
        marks: the letters by which the office tells namesakes apart, where both have one.
        differing: words that are not the same: how they are alike, and the pair in the order of the alphabet.
    """

    bits: int
    kinships: frozenset[Kinship] = frozenset()
    is_dropped: bool = False
    is_turned: bool = False
    is_parted: bool = False
    marks: tuple[str, str] | None = None
    differing: tuple[tuple[Kinship, str, str], ...] = ()

    @property
    def is_different(self) -> bool:
        """Whether a word of one is another word in the other."""
        return Kinship.DIFFERENT in self.kinships

    @property
    def is_same(self) -> bool:
        """Whether every word is the same, however it is spelt, and no letter tells two namesakes apart."""
        is_marked_apart = self.marks is not None and self.marks[0] != self.marks[1]
        return self.kinships <= _ALIKE and bool(self.kinships) and not self.is_dropped and not is_marked_apart


@lru_cache(maxsize=_CACHED)
def name_evidence(one: str, other: str) -> NameEvidence:
    """Return what two names as written prove; the same both ways round."""
    first, second = read_name(one), read_name(other)
    if not first.words or not second.words:
        return NameEvidence(0)
    if first.is_turned or second.is_turned:
        found = max((_weighed(left, right) for left in _orders(first) for right in _orders(second)), key=_rank)
    else:
        found = _weighed(first, second)
    if found.is_different and len(first.words) != len(second.words) and first.joined == second.joined:
        found = _parted(first, second)
    return _with_marks(found, first, second)


@lru_cache(maxsize=_CACHED)
def most_of_name(name: str) -> int:
    """Return the most that this name proves beside any other: what its words prove beside themselves."""
    read = read_name(name)
    slots = [Slot.MIDDLE] * len(read.words)
    slots[-1:] = [Slot.GIVEN]
    if read.has_surname:
        slots[:1] = [Slot.SURNAME]
    ways = (zip(words, words, slots, strict=False) for words in read.readings())
    proven = max(sum(word_evidence(*pair, read.is_bare)[0] for pair in way) for way in ways)
    return proven + (_MARK_EQUAL if read.mark else 0)


def _orders(name: Name) -> Iterator[Name]:
    """Yield the name with its words in each order that it may stand for, the straight one as not turned."""
    for place, words in enumerate(name.readings()):
        yield Name(words, is_turned=place != 1, is_bare=name.is_bare, mark=name.mark) if name.is_turned else name


def _rank(found: NameEvidence) -> tuple[int, list[Kinship], tuple[tuple[Kinship, str, str], ...]]:
    return found.bits, sorted(found.kinships), found.differing


def _weighed(one: Name, other: Name) -> NameEvidence:
    """Return the evidence of two names word by word, middle names put side by side in the best way."""
    is_bare = one.is_bare or other.is_bare
    pairs: list[_Pair] = [(one.words[-1], other.words[-1], Slot.GIVEN)]
    dropped = 0
    if one.has_surname and other.has_surname:
        pairs.append((one.words[0], other.words[0], Slot.SURNAME))
    elif one.has_surname or other.has_surname:
        dropped = _SURNAME_DROPPED
    weighed = [word_evidence(*pair, is_bare) for pair in pairs]
    if any(kinship is Kinship.DIFFERENT for _, kinship in weighed):  # most candidates end here
        return NameEvidence(sum(found for found, _ in weighed), _NOTHING_BUT_DIFFERENT)
    fewer, more = sorted((_middles(one), _middles(other)), key=len)
    middles, left_over = _best(fewer, more, is_bare=is_bare)
    pairs += middles
    weighed += [word_evidence(*pair, is_bare) for pair in middles]
    dropped += sum(_THI_DROPPED if word.folded in _THI else _MIDDLE_DROPPED for word in left_over)
    bits = sum(found for found, _ in weighed)
    if sum(kinship is Kinship.LEFT_OUT for _, kinship in weighed) > 1:  # who forgets one mark forgets the next
        bits = max(bits, sum(word_evidence(*pair, is_bare=True)[0] for pair in pairs) + _PARTLY_BARE)
    is_turned = one.is_turned != other.is_turned
    return NameEvidence(
        bits=bits + dropped + (_TURNED if is_turned else 0),
        kinships=frozenset(kinship for _, kinship in weighed),
        is_dropped=dropped < 0,
        is_turned=is_turned,
        differing=_differing(pairs, weighed),
    )


def _middles(name: Name) -> tuple[Word, ...]:
    return name.words[1:-1] if name.has_surname else name.words[:-1]


def _best(fewer: Sequence[Word], more: Sequence[Word], *, is_bare: bool) -> tuple[list[_Pair], list[Word]]:
    """Return the pairs of middle names that prove most, in their order, and the words that have no partner."""
    if len(fewer) == len(more):
        return [(a, b, Slot.MIDDLE) for a, b in zip(fewer, more, strict=True)], []

    def worth(places: tuple[int, ...]) -> int:
        pairs = zip(fewer, places, strict=True)
        return sum(word_evidence(a, more[place], Slot.MIDDLE, is_bare)[0] for a, place in pairs)

    places = max(combinations(range(len(more)), len(fewer)), key=worth)
    pairs = [(a, more[place], Slot.MIDDLE) for a, place in zip(fewer, places, strict=True)]
    return pairs, [word for place, word in enumerate(more) if place not in places]


def _differing(pairs: list[_Pair], weighed: list[tuple[int, Kinship]]) -> tuple[tuple[Kinship, str, str], ...]:
    found = [
        (kinship, min(a.shown, b.shown), max(a.shown, b.shown))
        for (a, b, _), (_, kinship) in zip(pairs, weighed, strict=True)
        if kinship > Kinship.BARE
    ]
    return tuple(sorted(found)) if found else ()


def _parted(one: Name, other: Name) -> NameEvidence:
    """Return the evidence of names that are the same but for blanks: that of the one better taken apart with itself."""
    whole = max((_weighed(name, name) for name in (one, other)), key=lambda evidence: evidence.bits)
    return NameEvidence(whole.bits + _PARTED, frozenset((Kinship.SPELT,)), is_parted=True)


def _with_marks(found: NameEvidence, one: Name, other: Name) -> NameEvidence:
    if not one.mark or not other.mark:
        return found
    bits = found.bits + (_MARK_EQUAL if one.mark == other.mark else _MARK_OTHER)
    marks = (min(one.mark, other.mark), max(one.mark, other.mark))
    return NameEvidence(
        bits, found.kinships, found.is_dropped, found.is_turned, found.is_parted, marks, found.differing
    )
