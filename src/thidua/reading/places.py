"""Looking things up by where they stand, among things in order of their beginning."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

from thidua.reading.facts import Span


class Placed(Protocol):
    """Anything that begins somewhere."""

    @property
    def start(self) -> int: ...  # noqa: D102 - named by its protocol


Place = TypeVar("Place", bound=Placed)


def begun_in(places: Sequence[Place], start: int, end: int) -> Sequence[Place]:
    """Return those of ``places`` (in order of ``start``) that begin at ``start`` or behind it and before ``end``."""
    first = bisect_left(places, start, key=_start)
    return places[first : bisect_left(places, end, lo=first, key=_start)]


def touched_by(span: Span, spans: Sequence[Span]) -> bool:
    """Return whether ``span`` overlaps one of ``spans``, which are in order and do not overlap each other."""
    place = bisect_left(spans, (span[1],)) - 1
    return place >= 0 and spans[place][1] > span[0]


def _start(place: Placed) -> int:
    return place.start
