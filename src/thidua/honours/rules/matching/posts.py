"""What the posts of two descriptions prove: evidence in hundredths of a bit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import cache, lru_cache
from operator import itemgetter

from thidua.reading.lexicon import lexicon
from thidua.vietnamese.fold import fold

_HANDING_OVER = timedelta(days=366)
"""So long may two posts overlap when an officer moves: offices are often known only by the year."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post that somebody held.

    Attributes:
        title: as written, «Chủ tịch UBND»; may be empty.
        unit: name of the unit as it is shown.
        units: keys of the unit itself, its predecessors and its successors.
        above: keys of what it stands under, up to the province; not the whole country, which proves nothing.
        since: first day; ``None``: not known.
        until: day after the last; ``None``: still, or not known where ``since`` is not known either.
    """

    title: str
    unit: str
    units: frozenset[str]
    above: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None


class PostKinship(IntEnum):
    """How near two posts are, the nearest last."""

    ELSEWHERE_AT_ONCE = 0
    NEAR_AT_ONCE = 1
    ELSEWHERE = 2
    UNKNOWN = 3
    NEAR = 4
    ABOVE = 5
    OTHER_POST_AT_ONCE = 6
    SAME_UNIT = 7
    SAME_POST = 8


_BITS = {
    PostKinship.ELSEWHERE_AT_ONCE: -600,
    PostKinship.NEAR_AT_ONCE: -300,
    PostKinship.ELSEWHERE: -150,
    PostKinship.UNKNOWN: 0,
    PostKinship.NEAR: 150,
    PostKinship.ABOVE: 350,
    PostKinship.OTHER_POST_AT_ONCE: 600,
    PostKinship.SAME_UNIT: 750,
    PostKinship.SAME_POST: 1000,
}


MOST_OF_POSTS = max(_BITS.values())
"""The most that posts prove, for those who look at candidates before their posts are known."""
_first = itemgetter(0)


def posts_evidence(one: tuple[Post, ...], other: tuple[Post, ...]) -> tuple[int, PostKinship, tuple[str, ...]]:
    """Return the evidence of the nearest two posts, how near they are, and the names of their units in order."""
    if not one or not other:
        return 0, PostKinship.UNKNOWN, ()
    pairs = [(_kinship(a, b), a, b) for a in one for b in other]
    nearest = max(pairs, key=_first)[0]
    units = max(tuple(sorted({a.unit, b.unit})) for kinship, a, b in pairs if kinship is nearest)
    return _BITS[nearest], nearest, units


def _kinship(one: Post, other: Post) -> PostKinship:
    if not one.units.isdisjoint(other.units):
        return _in_one_unit(one, other)
    if not one.units.isdisjoint(other.above) or not other.units.isdisjoint(one.above):
        return PostKinship.ABOVE
    near = not one.above.isdisjoint(other.above)
    if _at_once(one, other):
        return PostKinship.NEAR_AT_ONCE if near else PostKinship.ELSEWHERE_AT_ONCE
    return PostKinship.NEAR if near else PostKinship.ELSEWHERE


def _in_one_unit(one: Post, other: Post) -> PostKinship:
    if _same_title(one.title, other.title):
        many = _is_calling(one.title) or _is_calling(other.title)
        return PostKinship.SAME_UNIT if many else PostKinship.SAME_POST
    return PostKinship.OTHER_POST_AT_ONCE if _at_once(one, other) else PostKinship.SAME_UNIT


@lru_cache(maxsize=1 << 14)
def _is_calling(title: str) -> bool:
    """Tell whether many at one unit may have the title: a teacher, not the head of the school."""
    return fold(title) in _callings()


@cache
def _callings() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon("posts")["callings"])


@lru_cache(maxsize=1 << 14)
def _same_title(one: str, other: str) -> bool:
    """Tell whether two titles are the same, or one says more of the same: «Trưởng Công an» and «Trưởng Công an xã»."""
    first, second = fold(one), fold(other)
    return bool(first and second) and (f"{first} ".startswith(f"{second} ") or f"{second} ".startswith(f"{first} "))


def _at_once(one: Post, other: Post) -> bool:
    """Tell whether both posts were held at one time for longer than it takes to hand one over."""
    if one.since is None or other.since is None:
        return False
    begun = max(one.since, other.since)
    ended = min(one.until or date.max, other.until or date.max)
    return ended - begun > _HANDING_OVER
