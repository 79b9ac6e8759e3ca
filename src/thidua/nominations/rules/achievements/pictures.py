"""What an achievement is compared by: words of its citation that tell it from others, its numbers, names and days."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from thidua.nominations.rules.achievements.lexicon import Phrase, lexicon, phrase_at
from thidua.nominations.rules.achievements.periods import Span, spans_in
from thidua.nominations.rules.achievements.slips import without_slips
from thidua.vietnamese.numbers import find_numbers

COMMON, PLAIN, PROPER = 5, 10, 15
"""What a word weighs, in tenths: one that the whole field uses, another, one that is part of a name."""
_TELLING, _TWO_DIGITS, _ONE_DIGIT = 25, 15, 7
_MANY_DIGITS, _FEW = 3, 10
_LONGEST = 1000
_LONGEST_NAME = 8
_TOKEN = re.compile(r"[^\W\d_]+|[.;:!?\n]|[,(“”\"]")
_GLUED = re.compile(r"\s?(?:luot )?([a-z]+2?)")
_EDITION = re.compile(r"(?:lan thu|lan|khoa) (?P<roman>[ivx]{1,5})(?!\w)|(?:lan thu|khoa) (?P<digits>\d{1,2})(?!\d)")
_ROMANS = {"i": 1, "v": 5, "x": 10}
_STOPS, _BREAKS = frozenset(".;:!?\n"), frozenset(',("“”')


@dataclass(frozen=True, slots=True)
class Achievement:
    """An achievement as a nomination or an honour states it.

    Attributes:
        text: the citation.
        year: the counted year, or that of the decision where a deed has no other.
        since, until: the first and the last day that it spans, where they are stated.
    """

    text: str
    year: int
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a citation: its value, what is counted, and as it is written."""

    value: str
    unit: str
    said: str
    weight: int


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a model, a movement, an innovation …: its words, and as it is written."""

    kind: str
    words: frozenset[str]
    said: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What an achievement is compared by.

    Attributes:
        words: without marks, formulas and weak words left out, with their weight in tenths.
        pairs: those that follow each other: most words have two syllables, and one syllable is many words.
        deeds: those of them outside a field or a campaign that many are praised for together.
        proper: those of them that stand in a name.
        ranks: «giai nhat»: words of prizes, by the word before them.
        editions: «lần thứ IX», «khóa XV» as numbers.
        span: its days.
        weight: how much there is to compare, in tenths of a word.
    """

    words: Mapping[str, int]
    pairs: frozenset[tuple[str, str]]
    deeds: frozenset[str]
    proper: frozenset[str]
    numbers: tuple[Number, ...]
    names: tuple[Name, ...]
    ranks: Mapping[str, str]
    editions: frozenset[int]
    span: Span
    weight: int

    @property
    def places(self) -> frozenset[str]:
        """Words of names that are not those of a model, a movement and the like."""
        return self.proper.difference(*(name.words for name in self.names))

    @property
    def is_formula(self) -> bool:
        """Whether the citation says no more than that somebody did well."""
        return self.weight <= PLAIN


@dataclass(frozen=True, slots=True)
class _Token:
    """A word without marks, or a sign, as it stands in the text."""

    word: str
    raw: str
    is_capital: bool
    is_weak: bool = False


@lru_cache(maxsize=1 << 13)
def picture(achievement: Achievement) -> Picture:
    """Return what an achievement is compared by.

    >>> picture(Achievement("Đã vận động 58 hộ thôn Đồng Tâm hiến 2.316 m2 đất", 2025)).numbers[1].value
    '2316'
    """
    text = " ".join(unicodedata.normalize("NFC", achievement.text[:_LONGEST]).split())
    bare = bare_letters(text)
    spans, places = spans_in(bare, achievement.year)
    editions, edition_places = _editions(bare)
    left = _blank(text, [*places, *edition_places])
    numbers, number_places = _numbers(left, bare)
    tokens = _tokens(_blank(left, number_places))
    read = _Reading(tokens)
    return Picture(
        words=read.words,
        pairs=frozenset(read.pairs),
        deeds=frozenset(read.deeds),
        proper=frozenset(read.proper),
        numbers=numbers,
        names=tuple(read.names),
        ranks=read.ranks,
        editions=editions,
        span=_span(achievement, spans),
        weight=sum(read.words.values()) + sum(number.weight for number in numbers),
    )


def bare_letters(text: str) -> str:
    """Return ``text`` (in NFC) in small letters without marks, character for character."""
    return "".join(map(_bare, text))


@lru_cache(maxsize=1024)
def _bare(letter: str) -> str:
    if letter in "đĐ":
        return "d"
    first = unicodedata.normalize("NFD", letter)[0].lower()
    return first if len(first) == 1 else letter


def _span(achievement: Achievement, spans: Sequence[Span]) -> Span:
    if achievement.since or achievement.until:
        first = achievement.since or achievement.until
        last = achievement.until or achievement.since
        if first and last and first <= last:
            return Span(first, last)
    if days := [span for span in spans if span.days == 1]:
        return days[0]
    if spans:
        return Span(min(span.first for span in spans), max(span.last for span in spans))
    return Span(date(achievement.year, 1, 1), date(achievement.year, 12, 31), is_stated=False)


def _editions(bare: str) -> tuple[frozenset[int], list[tuple[int, int]]]:
    found = list(_EDITION.finditer(bare))
    numbers = (int(each["digits"]) if each["digits"] else _roman(each["roman"]) for each in found)
    return frozenset(numbers), [each.span() for each in found]


def _roman(word: str) -> int:
    values = [_ROMANS[letter] for letter in word]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _numbers(text: str, bare: str) -> tuple[tuple[Number, ...], list[tuple[int, int]]]:
    found, places = [], []
    for number in find_numbers(text):
        if number.in_words and number.value < _FEW:
            continue
        unit = _GLUED.match(bare, number.end)
        value = f"{number.value}/{number.of}" if number.of is not None else str(number.value)
        places.append((number.start, number.end))
        said = text[number.start : unit.end() if unit else number.end]
        found.append(Number(value, unit[1] if unit else "", said, _weight_of(value)))
    return tuple(found), places


def _weight_of(value: str) -> int:
    digits = value.replace("/", "").replace(".", "")
    telling = digits.rstrip("0") or digits
    if "." in value or len(digits) >= _MANY_DIGITS:
        return _TELLING if len(telling) > 1 or len(digits) > _MANY_DIGITS else _TWO_DIGITS
    return _TWO_DIGITS if len(digits) > 1 else _ONE_DIGIT


def _blank(text: str, places: Sequence[tuple[int, int]]) -> str:
    for start, end in places:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    is_shouted, is_bare = text.isupper(), text.isascii()
    begins = True
    for each in _TOKEN.finditer(text):
        raw = each[0]
        is_capital = raw[0].isupper() and not begins and not is_shouted and not raw.isupper()
        word = bare_letters(raw)
        is_weak = word in lexicon().weak_bare if is_bare else raw.lower() in lexicon().weak
        found.append(_Token(word, raw, is_capital, is_weak))
        begins = raw in _STOPS or raw in _BREAKS
    return list(_written_out(found))


def _written_out(tokens: Sequence[_Token]) -> Iterator[_Token]:
    """Yield the words with short forms written out and words that say the same as one."""
    words = without_slips(tuple(token.word for token in tokens))
    place = 0
    while place < len(words):
        phrase = phrase_at(words, place, lexicon().replaced)
        if not phrase:
            token = tokens[place]
            yield token if token.word == words[place] else replace(token, word=words[place])
            place += 1
            continue
        instead = lexicon().instead[phrase]
        raw = " ".join(token.raw for token in tokens[place : place + len(phrase)])
        for number, word in enumerate(instead):
            yield _Token(word, "" if number else raw, is_capital=False)
        place += len(phrase)


class _Reading:
    """One pass over the words of a citation."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self.words: dict[str, int] = {}
        self.pairs: set[tuple[str, str]] = set()
        self.deeds: set[str] = set()
        self.proper: set[str] = set()
        self.names: list[Name] = []
        self.ranks: dict[str, str] = {}
        self._tokens = tokens
        self._all: Phrase = tuple(token.word for token in tokens)
        self._named = range(0)
        self._leads = range(0)
        self._prize = range(0)
        self._before = ""
        self._is_scope = False
        place = 0
        while place < len(tokens):
            place = self._take(place)

    def _take(self, place: int) -> int:
        """Take what stands at a place; return where it goes on."""
        word, known = self._all[place], lexicon()
        if word in _STOPS:
            self._is_scope = False
        if word in _STOPS or word in _BREAKS:
            return place + 1
        if phrase_at(self._all, place, known.scopes):
            self._is_scope = True
        if lead := phrase_at(self._all, place, known.leads):
            self._name(known.named[lead], place, place + len(lead))
        if lead := phrase_at(self._all, place, known.ranked):
            self._rank(lead, place + len(lead))
        if phrase_at(self._all, place, known.tails) and place:
            return self._past_clause(place)
        if formula := phrase_at(self._all, place, known.formulas):
            return place + len(formula)
        self._count(place)
        return place + 1

    def _past_clause(self, place: int) -> int:
        while place < len(self._all) and self._all[place] not in _STOPS and self._all[place] != ",":
            place += 1
        return place

    def _count(self, place: int) -> None:
        token = self._tokens[place]
        is_name = place in self._named or (token.is_capital and place not in self._leads and place not in self._prize)
        if len(token.word) < 2 or (token.is_weak and not is_name):  # noqa: PLR2004
            return
        is_common = token.word in lexicon().common or place in self._leads
        weight = PROPER if is_name else COMMON if is_common else PLAIN
        if is_name and not token.is_capital and (token.is_weak or token.word in lexicon().common):
            weight = COMMON
        self.pairs.add((self._before, token.word))
        self._before = token.word
        self.words[token.word] = max(weight, self.words.get(token.word, 0))
        if is_name:
            self.proper.add(token.word)
        if not self._is_scope:
            self.deeds.add(token.word)

    def _name(self, kind: str, lead: int, place: int) -> None:
        """Read the name behind a lead: in quotes as far as they go, else as far as words have meaning."""
        if self._tokens[lead].raw.lower() == "bão" and not self._tokens[place : place + 1]:
            return
        end, is_quoted = place, self._all[place : place + 1] in {("“",), ('"',)}
        if is_quoted:
            end = place = place + 1
        while end < len(self._all) and end - place < _LONGEST_NAME:
            word = self._all[end]
            if word in _STOPS or word in _BREAKS or (not is_quoted and self._tokens[end].is_weak):
                break
            end += 1
        words = frozenset(token.word for token in self._tokens[place:end] if not token.is_weak)
        if words and (kind != "storm" or self._tokens[place].is_capital):
            said = " ".join(token.raw for token in self._tokens[place:end] if token.raw)
            self.names.append(Name(kind, words, said))
            self._named, self._leads = range(place, end), range(lead, place)

    def _rank(self, lead: Phrase, place: int) -> None:
        for length in (2, 1):
            word = " ".join(self._all[place : place + length])
            if word in lexicon().ranks[lead]:
                self.ranks.setdefault(" ".join(lead), word)
                self._prize = range(place, place + length)
                return
