"""Pure decisions about dated trees: spans, closure, and what is wrong with a placing or a succession."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
WHOLE_PERMILLE = 1000


class Fault(StrEnum):
    """What is wrong; ``commands.refusals`` has the sentence for each."""

    SPAN_REVERSED = "span_reversed"
    TWO_PARENTS = "two_parents"
    UNDER_ITSELF = "under_itself"
    BEFORE_UNIT = "before_unit"
    BEFORE_PARENT = "before_parent"
    AFTER_UNIT = "after_unit"
    AFTER_PARENT = "after_parent"
    SUCCEEDS_ITSELF = "succeeds_itself"
    SUCCESSOR_ENDED = "successor_ended"
    SUCCESSOR_NOT_BEGUN = "successor_not_begun"
    PREDECESSOR_NOT_BEGUN = "predecessor_not_begun"
    PREDECESSOR_GONE = "predecessor_gone"
    PREDECESSOR_GOES_ON = "predecessor_goes_on"
    SHARES_EXCEED = "shares_exceed"
    WHOLE_AND_MORE = "whole_and_more"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``since`` (``None``: unknown, long ago) until ``until`` (exclusive; ``None``: still)."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether ``day`` is in the span."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def meets(self, other: Span) -> Span | None:
        """Return the days that both have, ``None`` where there is none."""
        since = max((day for day in (self.since, other.since) if day is not None), default=None)
        until = min((day for day in (self.until, other.until) if day is not None), default=None)
        if since is not None and until is not None and since >= until:
            return None
        return Span(since, until)

    @property
    def is_reversed(self) -> bool:
        """Whether it ends on or before the day on which it begins."""
        return self.since is not None and self.until is not None and self.since >= self.until


ALWAYS = Span()


@dataclass(frozen=True, slots=True)
class Place(Generic[K]):
    """A parent for a span of days."""

    parent: K
    span: Span


@dataclass(frozen=True, slots=True)
class Ancestry(Generic[K]):
    """A closure row of one unit: ``ancestor`` stands ``depth`` steps above it for a span (0: itself)."""

    ancestor: K
    depth: int
    span: Span


def first_overlap(spans: Sequence[Span]) -> tuple[int, int] | None:
    """Return the places of two spans that share a day, if there are any.

    >>> first_overlap([Span(None, date(2025, 7, 1)), Span(date(2025, 7, 1))])
    """
    for i, one in enumerate(spans):
        for j in range(i + 1, len(spans)):
            if one.meets(spans[j]) is not None:
                return i, j
    return None


def placement_fault(unit: Span, parent: Span, place: Span) -> Fault | None:
    """Say why a unit living ``unit`` cannot stand under a parent living ``parent`` for ``place``."""
    if place.is_reversed:
        return Fault.SPAN_REVERSED
    for life, early, late in (
        (unit, Fault.BEFORE_UNIT, Fault.AFTER_UNIT),
        (parent, Fault.BEFORE_PARENT, Fault.AFTER_PARENT),
    ):
        if life.since is not None and (place.since is None or place.since < life.since):
            return early
        if life.until is not None and (place.until is None or place.until > life.until):
            return late
    return None


def succession_fault(predecessor: Span, successor: Span, *, on: date, whole: bool) -> Fault | None:
    """Say why a unit living ``predecessor`` cannot have become, on a day, one living ``successor``.

    Whole: the predecessor ends that day. In part: it may live on with the rest.
    """
    if successor.until is not None and successor.until <= on:
        return Fault.SUCCESSOR_ENDED
    if successor.since is not None and successor.since > on:
        return Fault.SUCCESSOR_NOT_BEGUN
    if predecessor.since is not None and predecessor.since >= on:
        return Fault.PREDECESSOR_NOT_BEGUN
    if predecessor.until is not None and predecessor.until < on:
        return Fault.PREDECESSOR_GONE
    if whole and predecessor.until != on:
        return Fault.PREDECESSOR_GOES_ON
    return None


def shares_exceed_whole(shares: Iterable[int | None]) -> bool:
    """Whether the shares that are known (in thousandths) come to more than the whole."""
    return sum(share for share in shares if share is not None) > WHOLE_PERMILLE


class RingError(Exception):
    """The placements lead from a unit back to itself within one span of days. ``unit`` is on the ring."""

    def __init__(self, unit: Hashable) -> None:
        super().__init__(unit)
        self.unit = unit


class Closure(Generic[K]):
    """All ancestors of each unit through time, from the placements of one tree.

    ``known`` are ancestries that are already right and need not be computed (those of units outside the part of the
    tree that changed). Lines are walked in span, so that two units may stand one above the other in turn.
    """

    def __init__(
        self,
        lives: Mapping[K, Span],
        places: Mapping[K, Sequence[Place[K]]],
        known: Mapping[K, Sequence[Ancestry[K]]] | None = None,
    ) -> None:
        self._lives = lives
        self._places = places
        self._done: dict[K, Sequence[Ancestry[K]]] = dict(known or {})

    def of(self, unit: K) -> Sequence[Ancestry[K]]:
        """Return the ancestries of ``unit``, itself first.

        Raises:
            RingError: the line leads back to ``unit``.
        """
        if unit not in self._done:
            life = self._lives.get(unit, ALWAYS)
            self._done[unit] = [Ancestry(unit, 0, life), *self._above(unit, life)]
        return self._done[unit]

    def _above(self, unit: K, life: Span) -> Iterator[Ancestry[K]]:
        open_lines = [(place, 1, life, frozenset({unit})) for place in self._places.get(unit, ())]
        while open_lines:
            place, depth, span, below = open_lines.pop()
            shared = place.span.meets(span)
            if shared is None:
                continue
            if place.parent in below:
                raise RingError(unit)
            if place.parent in self._done:
                yield from self._lifted(self._done[place.parent], depth, shared)
                continue
            yield Ancestry(place.parent, depth, shared)
            line = below | {place.parent}
            open_lines.extend((upper, depth + 1, shared, line) for upper in self._places.get(place.parent, ()))

    @staticmethod
    def _lifted(rows: Iterable[Ancestry[K]], depth: int, span: Span) -> Iterator[Ancestry[K]]:
        for row in rows:
            shared = row.span.meets(span)
            if shared is not None:
                yield Ancestry(row.ancestor, row.depth + depth, shared)
