"""Page furniture: counters, lists of other stories, search boxes. Nothing in it is a fact of the story."""

from __future__ import annotations

import re

from thidua.reading.facts import Span
from thidua.reading.lexicon import alternation, lexicon

_WORDS = lexicon("noise")
_BULLET = r"[•·*#»|+\-\s]*"
_COUNTER = re.compile(
    r"\d(?<![\w.,].)[\d.,]*+ *+(?:lượt (?:xem|đọc|truy cập|thích|đánh giá)|views?)\b"
    r"|lượt(?<!\wlượt) (?:xem|đọc|truy cập) *: *\d[\d.,]*"
)
_TAIL = re.compile(
    rf"{_BULLET}(?:{alternation(_WORDS['tail_begins'])}(?!\w)|{alternation(_WORDS['tail_is'])}\s*:?\s*(?:\(\d*\))?\s*$)"
)
_FURNITURE_LINE = re.compile(rf"[•·*|\s]*{alternation(_WORDS['line_begins'])}")
_DATED_ITEM = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}(?: *\| *\d{1,2}:\d{2}(?: *[ap]m)?)?\)?\s*$")
_ITEM = re.compile(r"[-•·*+»>]\s+\S")
_BYLINE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,4}\s*$")
_SENTENCE_END = re.compile(r"[.!?…:;\"')]$")
_HEADLINE_LIMIT = 200
_FEWEST_HEADLINES = 3
_LONGEST_FURNITURE = 600
"""Characters; what begins like a menu and is longer is an article whose line breaks were lost."""


def find_noise(low: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans of ``low`` (matching form) that are furniture, in order, without overlap."""
    spans: list[Span] = []
    tail = _tail(low, paragraphs)
    counts = "lượt" in low or "view" in low
    for start, end in paragraphs:
        if start >= tail:
            break
        if end - start <= _LONGEST_FURNITURE and _FURNITURE_LINE.match(low, start, end):
            spans.append((start, end))
        elif counts:
            spans.extend(found.span() for found in _COUNTER.finditer(low, start, end))
    if tail < len(low) and paragraphs:
        spans.append((tail, paragraphs[-1][1]))
    return tuple(spans)


def _tail(low: str, paragraphs: tuple[Span, ...]) -> int:
    """Return where the furniture behind the story begins; the end of the text where there is none."""
    limit = _story_begins(low, paragraphs)
    for start, end in paragraphs[limit:]:
        if end - start <= _HEADLINE_LIMIT and _TAIL.match(low, start, end):
            return start
    return _headlines_at_the_end(low, paragraphs, limit)


def _story_begins(low: str, paragraphs: tuple[Span, ...]) -> int:
    """Return how many paragraphs go by before furniture may end the story: up to behind the first real sentence."""
    for number, (start, end) in enumerate(paragraphs):
        stopped = low[end - 1] in '.!?…"' or (end - start > _LONGEST_FURNITURE and ". " in low[start:end])
        if end - start > _HEADLINE_LIMIT // 2 and stopped:
            return number + 1
    return len(paragraphs)


def _headlines_at_the_end(low: str, paragraphs: tuple[Span, ...], limit: int) -> int:
    """Return where a list of at least three headlines at the end begins.

    Headlines are list items or dated lines; behind the author's name any lines that are no sentences.
    """
    first = bare = len(paragraphs)
    while first > limit and _is_item(low, *paragraphs[first - 1]):
        first -= 1
    while bare > limit and _is_bare(low, *paragraphs[bare - 1]):
        bare -= 1
    if len(paragraphs) - bare > _FEWEST_HEADLINES and _BYLINE.match(low, *paragraphs[bare]):
        first = min(first, bare + 1)
    return paragraphs[first][0] if len(paragraphs) - first >= _FEWEST_HEADLINES else len(low)


def _is_item(low: str, start: int, end: int) -> bool:
    if end - start > _HEADLINE_LIMIT:
        return False
    if _DATED_ITEM.search(low, max(start, end - 40), end):
        return True
    return bool(_ITEM.match(low, start, end)) and _is_bare(low, start, end)


def _is_bare(low: str, start: int, end: int) -> bool:
    """Return whether the line is short, without the stop of a sentence, and no caption."""
    return (
        end - start <= _HEADLINE_LIMIT and not _SENTENCE_END.search(low, end - 1, end) and "ảnh" not in low[start:end]
    )
