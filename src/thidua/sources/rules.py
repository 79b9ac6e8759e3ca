"""Pure decisions about texts and places in them."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from thidua.reading.normalise import Text
from thidua.reading.sentences import find_paragraphs, find_sentences
from thidua.vietnamese.fold import same_form


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


def without(text: str, spans: Iterable[Sequence[int]]) -> str:
    """Return ``text`` with every span in ``spans`` blanked out, so that places stay what they were.

    >>> without("Tin hay. Đọc nhiều", [(9, 18)])
    'Tin hay.          '
    """
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


@lru_cache(maxsize=8)  # asked once for every fact of a text, one text after another
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    read = Text.of(text)
    return tuple(read.raw_span(*span) for span in find_sentences(read.norm, find_paragraphs(read.norm)))
