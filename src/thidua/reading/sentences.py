"""Paragraphs and sentences of an article, also where line breaks are missing or stand in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from thidua.reading.facts import Span
from thidua.reading.lost_breaks import lost_breaks
from thidua.vietnamese.letters import CAPITALS

_LINE = re.compile(r"[^\n]+")
# A line that breaks off after an abbreviation goes on in the next one («Cục thuế TP.» / «Hà Nội tổ chức …»).
_BROKEN_OFF = re.compile(r"(?<!\w)(?:TP|Tp|TX|Tx|TT|Th\.?S|ThS|TS|PGS|GS|BS|ĐH|ĐB)\.[ ]*$")
# The end of a sentence: a stop before a blank and a capital, or one glued between a small and a capital letter.
# The sign comes first and what stands before it is asked behind it: so the search leaps from sign to sign.
_STOP = re.compile(
    rf"[.!?…](?:(?<![.!?…].)[.!?…]*+[\"')\]]*+(?=\s++[\"'(\[]?\s*+[{CAPITALS}\d+•*-])"
    rf"|(?<=[^\W\d_{CAPITALS}]{{2}}[.!?])(?=[{CAPITALS}][^\W\d_{CAPITALS}]))"
)
_NO_STOP = re.compile(
    rf"(?<!\w)(?:TP|Tp|TX|Tx|TT|Th\.?S|ThS|Ths|TS|PGS|GS|BS|CN|KS|NSND|NSƯT|St|Mr|Mrs|vv"
    rf"|(?<!giải )(?<!hạng )(?<!loại )(?<!nhóm )(?<!bảng )[{CAPITALS}])\.$"  # an initial, but no grade: «4 giải B.»
)
_LONGEST = 3000


def find_paragraphs(norm: str) -> tuple[Span, ...]:
    """Return the spans of the lines of ``norm`` that hold text.

    A line that broke off after «TP.» goes on; one that lost a break at the head of the article is two.
    """
    spans: list[Span] = []
    for start, end in _lines(norm):
        previous = spans[-1] if spans else None
        if previous and _goes_on(norm, previous[1], start):
            spans[-1] = (previous[0], end)
        else:
            spans.append((start, end))
    return tuple(spans)


def find_sentences(norm: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans of the sentences; none crosses a paragraph.

    >>> text = "Sáng 5-6, UBND TP. Huế họp. Có 3 xã dự.Ông Ba nói."
    >>> [text[a:b] for a, b in find_sentences(text, find_paragraphs(text))]
    ['Sáng 5-6, UBND TP. Huế họp.', 'Có 3 xã dự.', 'Ông Ba nói.']
    """
    return tuple(span for start, end in paragraphs for span in _sentences_of(norm, start, end))


def _lines(norm: str) -> Iterator[Span]:
    for line in _LINE.finditer(norm):
        stripped = line[0].strip()
        if stripped:
            start = line.start() + line[0].index(stripped[0])
            yield from _parted(norm, start, start + len(stripped))


def _parted(norm: str, start: int, end: int) -> Iterator[Span]:
    places = sorted({start, *lost_breaks(norm, start, end), end})
    for begin, stop in pairwise(places):
        part = norm[begin:stop]
        if part.strip():
            yield begin + len(part) - len(part.lstrip()), begin + len(part.rstrip())


def _goes_on(norm: str, end: int, start: int) -> bool:
    return norm.count("\n", end, start) == 1 and _BROKEN_OFF.search(norm, max(0, end - 8), end) is not None


def _sentences_of(norm: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for stop in _ends(norm, start, end):
        if norm[stop - 1] == "." and _NO_STOP.search(norm, max(begin, stop - 8), stop):
            continue
        yield from _bounded(norm, begin, stop)
        begin = stop
        while begin < end and norm[begin].isspace():
            begin += 1
    if begin < end:
        yield from _bounded(norm, begin, end)


def _ends(norm: str, start: int, end: int) -> list[int]:
    """Return where sentences may end in a paragraph, in order."""
    return [stop.end() for stop in _STOP.finditer(norm, start, end)]


def _bounded(norm: str, start: int, end: int) -> Iterator[Span]:
    """Cut a sentence that is too long to be one, so that no rule works through megabytes at a time."""
    while end - start > _LONGEST:
        cut = max(norm.rfind(sign, start, start + _LONGEST) for sign in ("; ", ", ", " ")) + 1
        cut = cut if cut > start else start + _LONGEST
        yield start, cut
        start = cut
        while start < end and norm[start].isspace():
            start += 1
    if start < end:
        yield start, end
