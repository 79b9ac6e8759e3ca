"""Pure decisions about texts and places in them."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from thidua.reading.normalise import Text
from thidua.reading.sentences import find_paragraphs, find_sentences
from thidua.vietnamese.fold import same_form
from thidua.vietnamese.likeness import Likeness, number_marks, portrait, word_marks

_ALIKE, _COPIED = 0.35, 0.8
_NUMBERS, _NUMBERS_OF_COPY, _NUMBERS_ALONE = 0.5, 0.3, 0.6
_FEW_NUMBERS, _TELLING = 3, 3
_ALIKE_WITH_FEW_NUMBERS = 0.6


def text_digest(text: str) -> str:
    """Return a SHA-256 equal for two copies of one text that differ only in blanks, case and tone placement."""
    return hashlib.sha256(same_form(text).encode()).hexdigest()


def is_span_of(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is a place in the text that holds more than blanks.

    >>> is_span_of("2.087 mô hình", 0, 5), is_span_of("2.087", 3, 99), is_span_of("a  b", 1, 3)
    (True, False, False)
    """
    return 0 <= start < end <= len(text) and not text[start:end].isspace()


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the whole sentence, or run of sentences, that holds ``text[start:end]``, exactly as the text has it.

    >>> sentence_around("Có 3 xã dự. Ông Ba nói về 5 việc. Hết.", 22, 28)
    'Ông Ba nói về 5 việc.'
    """
    sentences = _sentences(text)
    before = bisect_right(sentences, start, key=lambda span: span[1])
    touched = sentences[before : bisect_left(sentences, end, key=lambda span: span[0])]
    first = min([start, *(span[0] for span in touched)])
    last = max([end, *(span[1] for span in touched)])
    return text[first:last].strip()


def around_quote(sentence: str, quote: str, column: int | None = None) -> tuple[str, str]:
    r"""Return what stands in a sentence before and after the cited words, of which there may be more than one.

    ``column``: where the sentence is a row of a table, the column of the cited cell, from 1; cells before the first
    with words in it may be missing from the row.

    >>> around_quote("Có 5 xã, 5 tổ", "5 tổ"), around_quote("1\tXã Đông\t1", "1", 3)
    (('Có 5 xã, ', ''), ('1\tXã Đông\t', ''))
    """
    start = sentence.find(quote)
    if column is not None:
        place, begins = 0, []
        for cell in sentence.split("\t")[:column]:
            begins.append(place + len(cell) - len(cell.lstrip()))
            place += len(cell) + 1
        start = next((begin for begin in reversed(begins) if sentence.startswith(quote, begin)), start)
    return (sentence[:start], sentence[start + len(quote) :]) if start >= 0 else ("", "")


def without(text: str, spans: Iterable[Sequence[int]]) -> str:
    """Return ``text`` with every span in ``spans`` blanked out, so that places stay what they were.

    >>> without("Tin hay. Đọc nhiều", [(9, 18)])
    'Tin hay.          '
    """
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def marks_of(story: str) -> list[int]:
    """Return the marks that a text is found by: even ones for its words, odd ones for its numbers."""
    seen = portrait(story)
    return sorted({key & ~1 for key in word_marks(seen)} | {key | 1 for key in number_marks(seen)})


def is_same_story(found: Likeness) -> bool:
    """Whether two texts that are so alike tell one story.

    Much of the words and half of the numbers; or hardly any words, but most of the numbers and three telling ones.
    Texts on one template with numbers of their own (the reports of two years) are two stories.

    >>> is_same_story(Likeness(0.9, 0.1, 1, 1, 12)), is_same_story(Likeness(0.1, 0.8, 6, 4, 7))
    (False, True)
    """
    if found.fewest_numbers < _FEW_NUMBERS:
        return found.words >= _ALIKE_WITH_FEW_NUMBERS and (found.shared_numbers > 0 or not found.fewest_numbers)
    if found.words >= _COPIED:
        return found.numbers >= _NUMBERS_OF_COPY
    if found.words >= _ALIKE:
        return found.numbers >= _NUMBERS
    return found.telling_numbers >= _TELLING and found.numbers >= _NUMBERS_ALONE


@lru_cache(maxsize=8)  # asked once for every fact of a text, one text after another
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    read = Text.of(text)
    return tuple(read.raw_span(*span) for span in find_sentences(read.norm, find_paragraphs(read.norm)))
