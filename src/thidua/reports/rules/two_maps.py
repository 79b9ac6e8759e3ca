"""A figure on today's map: how much of what units reported then belongs to a unit now. Pure; units are numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.reports.rules.adding import Part

WHOLE = 1000
"""Thousandths."""


@dataclass(frozen=True)
class Step:
    """A unit became another one. ``permille``: how much of it went there, ``None`` where nobody knows."""

    heir: int
    on: date
    permille: int | None = None


@dataclass(frozen=True)
class Share:
    """Between which bounds a unit's share in another one lies, in thousandths."""

    low: int
    high: int

    @property
    def is_whole(self) -> bool:
        """Whether all of it belongs there for certain."""
        return self.low == WHOLE

    @property
    def is_none(self) -> bool:
        """Whether nothing of it does."""
        return self.high == 0

    @property
    def is_known(self) -> bool:
        """Whether it is known how much."""
        return self.low == self.high


@dataclass(frozen=True)
class Became:
    """Who came from whom, and when each unit ended."""

    steps: Mapping[int, Sequence[Step]]
    ends: Mapping[int, date]

    def share(self, unit: int, day: date, is_inside: Callable[[int], bool]) -> Share:
        """Return how much of a unit belongs on a day to those that are inside.

        A unit that lives belongs where it stands, though it may have ceded a part. One that ended without anybody
        after it, as the districts did, belongs nowhere.

        >>> july = date(2025, 7, 1)
        >>> split = Became({1: [Step(2, july), Step(3, july)]}, {1: july})
        >>> split.share(1, july, {2}.__contains__), split.share(1, july, {2, 3}.__contains__)
        (Share(low=0, high=1000), Share(low=1000, high=1000))
        >>> known = Became({1: [Step(2, july, 600), Step(3, july, 400)]}, {1: july})
        >>> known.share(1, july, {2}.__contains__)
        Share(low=600, high=600)
        """
        return self._share(unit, day, is_inside, frozenset({unit}))

    def _share(self, unit: int, day: date, is_inside: Callable[[int], bool], line: frozenset[int]) -> Share:
        if unit not in self.ends or self.ends[unit] > day:
            return Share(WHOLE, WHOLE) if is_inside(unit) else Share(0, 0)
        steps = [each for each in self.steps.get(unit, ()) if each.on <= day and each.heir not in line]
        shares = [(each.permille, self._share(each.heir, day, is_inside, line | {each.heir})) for each in steps]
        known = [(permille, share) for permille, share in shares if permille is not None]
        unknown = [share for permille, share in shares if permille is None]
        low = sum(permille * share.low for permille, share in known) // WHOLE
        high = -(-sum(permille * share.high for permille, share in known) // WHOLE)
        if unknown:
            rest = max(0, WHOLE - sum(permille for permille, _share in known))
            low += rest * min(share.low for share in unknown) // WHOLE
            high += rest * max(share.high for share in unknown) // WHOLE
        return Share(low, min(high, WHOLE))

    def living(self, unit: int, day: date) -> set[int]:
        """Return what a unit is on a day: itself while it lives, then all that came from it and live."""
        found, known, fresh = set(), {unit}, {unit}
        while fresh:
            gone = {each for each in fresh if each in self.ends and self.ends[each] <= day}
            found |= fresh - gone
            heirs = {step.heir for each in gone for step in self.steps.get(each, ()) if step.on <= day}
            fresh = heirs - known
            known |= fresh
        return found


@dataclass(frozen=True)
class Reckoned:
    """What units reported then, reckoned for one unit of today.

    Attributes:
        low: what certainly belongs to it; ``high`` what can belong to it at most.
        split: of how many values only a part does, nobody knows how much.
        by_share: of how many a known share was taken.
    """

    low: Part
    high: Part
    split: int = 0
    by_share: int = 0

    @property
    def is_certain(self) -> bool:
        """Whether there is one number."""
        return self.low == self.high


def reckoned(values: Iterable[tuple[Part, Share]], *, is_ratio: bool = False) -> Reckoned | None:
    """Add what units reported then, each by its share; ``None`` where nothing of it belongs there.

    Ratios of units that were divided are left out, since a part's ratio is not that of the whole.

    >>> whole, part = Share(1000, 1000), Share(0, 1000)
    >>> found = reckoned([(Part(10, 0, 1), whole), (Part(4, 0, 1), part)])
    >>> found.low.value, found.high.value, found.split
    (10, 14, 1)
    """
    low, high, split, by_share, is_there = Part(), Part(), 0, 0, False
    for part, share in values:
        if share.is_none:
            continue
        is_there = True
        split += not share.is_known
        by_share += share.is_known and not share.is_whole
        if share.is_whole:
            low, high = low + part, high + part
        elif not is_ratio:
            low, high = low + _shared(part, share.low), high + _shared(part, share.high)
    return Reckoned(low, high, split, by_share) if is_there else None


def _shared(part: Part, permille: int) -> Part:
    """Return a share of a number, rounded half up; it counts as a value where some of it does."""
    value = (part.value * permille + WHOLE // 2) // WHOLE
    return Part(value, 0, part.figures if permille else 0, part.qualifier if permille else 0)
