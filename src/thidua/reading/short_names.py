"""Persons named again by less than their whole name: «Minh Khuê», «Khuê»."""

from __future__ import annotations

import re
from collections import defaultdict

from thidua.reading.names import NameSpan
from thidua.reading.organisations import Page
from thidua.reading.places import touched_by
from thidua.reading.remembered import once_for_each
from thidua.vietnamese.letters import CAPITALS

_WORD = rf"[{CAPITALS}][^\W\d_]*"
_ALONE = re.compile(rf"(?<![\w/.-])({_WORD}(?: {_WORD})?)(?! {_WORD})(?![\w/-])")
_PART_OF_NAME = re.compile(rf"(?<!\w)(?!(?:Anh|Chị|Ông|Bà|Em|Cô|Thầy|Bác|Cụ) ){_WORD}[ -]$")
# At the beginning of a sentence any word has a capital: there a verb has to follow.
_DOES = re.compile(
    r" (?:được|đã|là|kể|nói|chia sẻ|cho|nhớ|cũng|vẫn|đạt|từng|về|đang|sẽ|không|bảo|cười|tâm sự|vừa|nhận|tham gia"
    r"|học)(?!\w)"
)
_BEGINS = re.compile(r"(?:^|[.!?…\n\"])[ ]*$")


@once_for_each
def find_short_names(page: Page) -> tuple[tuple[NameSpan, str], ...]:
    """Return the places of short names with the whole name that each stands for, where it can be only one."""
    whole: dict[str, set[str]] = defaultdict(set)
    for name in page.names:
        if name.weak and not name.cued:
            continue
        told = page.norm[name.start : name.end]
        words = told.split()
        for short in (words[-1], " ".join(words[-2:])):
            if short != told:
                whole[short].add(told)
    if not whole:
        return ()
    named = [(name.start, name.end) for name in page.names]
    found: list[tuple[NameSpan, str]] = []
    for place in _ALONE.finditer(page.norm):
        full = whole.get(place[1], set())
        if len(full) == 1 and not touched_by(place.span(1), named) and _is_meant(page, place):
            found.append((NameSpan(*place.span(1), cued=False, weak=True), next(iter(full))))
    return tuple(found)


@once_for_each
def short_name_places(page: Page) -> tuple[NameSpan, ...]:
    """Return the places of short names alone, in order."""
    return tuple(place for place, _ in find_short_names(page))


def _is_meant(page: Page, place: re.Match[str]) -> bool:
    if _PART_OF_NAME.search(page.norm, max(0, place.start(1) - 12), place.start(1)):
        return False
    begins = _BEGINS.search(page.norm, max(0, place.start(1) - 3), place.start(1)) is not None
    return not begins or _DOES.match(page.low, place.end(1)) is not None
