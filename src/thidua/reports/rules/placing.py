"""Under which units figures are shown through time: at most one at each level on a day. Pure; units are numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True)
class Place:
    """A unit at or above another one, for a span of days (half-open; ``None``: unknown or open).

    Attributes:
        upper: the unit at or above.
        level: its height (``organisations.choices.Level``).
        depth: how many steps it stands above, 0 for the unit itself.
    """

    upper: int
    level: int
    depth: int
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether ``day`` is in the span."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Succeeded:
    """Who came from whom, since when, and when each unit ended."""

    became: Mapping[int, Sequence[tuple[int, date]]]
    ends: Mapping[int, date]

    def living(self, unit: int, day: date) -> set[int]:
        """Return what a unit is on a day: itself while it lives, then all that came from it and live.

        >>> trees = Succeeded({1: [(3, date(2025, 7, 1))]}, {1: date(2025, 7, 1)})
        >>> trees.living(1, date(2025, 6, 30)), trees.living(1, date(2025, 7, 1))
        ({1}, {3})
        """
        found, known, fresh = set(), {unit}, {unit}
        while fresh:
            gone = {each for each in fresh if each in self.ends and self.ends[each] <= day}
            found |= fresh - gone
            heirs = {heir for each in gone for heir, since in self.became.get(each, ()) if since <= day}
            fresh = heirs - known
            known |= fresh
        return found

    def itself(self, unit: int, levels: Mapping[int, int]) -> Iterator[Place]:
        """Yield the unit itself and, after its end, the one unit that it became.

        On days on which it is several there is none: nobody knows whose its figures are.
        """
        if unit not in self.ends:
            yield Place(unit, levels[unit], 0)
            return
        yield Place(unit, levels[unit], 0, None, self.ends[unit])
        for since, until in pairwise([*self._days(unit), None]):
            living = self.living(unit, since) if since else set()
            if len(living) == 1:
                heir = living.pop()
                yield Place(heir, levels[heir], 0, since, until)

    def _days(self, unit: int) -> list[date]:
        """Return the end of a unit and the later days on which something changes among those that came from it."""
        known, fresh = {unit}, {unit}
        days = {self.ends[unit]}
        while fresh:
            steps = [step for each in fresh for step in self.became.get(each, ())]
            days |= {day for _heir, day in steps} | {self.ends[heir] for heir, _day in steps if heir in self.ends}
            fresh = {heir for heir, _day in steps} - known
            known |= fresh
        return sorted(day for day in days if day >= self.ends[unit])


def meet(place: Place, since: date | None, until: date | None, steps: int = 0) -> Place | None:
    """Return a place for the days that are also in a span, so many steps further up; ``None`` where none are."""
    begins = max(filter(None, (place.since, since)), default=None)
    ends = min(filter(None, (place.until, until)), default=None)
    if begins and ends and begins >= ends:
        return None
    return Place(place.upper, place.level, place.depth + steps, begins, ends)


def one_a_level(places: Iterable[Place]) -> list[Place]:
    """Return of the places of a unit the highest at each level, day by day.

    >>> day = date(2025, 7, 1)
    >>> [(each.upper, each.until) for each in one_a_level([Place(7, 1, 0), Place(8, 1, 1, None, day)])]
    [(8, datetime.date(2025, 7, 1)), (7, None)]
    """
    by_level: dict[int, list[Place]] = {}
    for place in places:
        by_level.setdefault(place.level, []).append(place)
    return [each for level in sorted(by_level) for each in _highest(by_level[level])]


def _highest(places: Sequence[Place]) -> list[Place]:
    if len(places) == 1:
        return list(places)
    days = sorted({day for each in places for day in (each.since, each.until) if day})
    found: list[Place] = []
    for since, until in pairwise([None, *days, None]):
        held = [each for each in places if each.holds(since or date.min)]
        if not held:
            continue
        best = max(held, key=lambda each: (each.depth, each.upper))
        if found and found[-1].until == since and found[-1].upper == best.upper:
            found[-1] = Place(best.upper, best.level, best.depth, found[-1].since, until)
        else:
            found.append(Place(best.upper, best.level, best.depth, since, until))
    return found
