"""Under which unit figures count, day by day: also those of a unit that is no more. Pure; units are numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Home:
    """Under which node a unit's figures count, for a span of days (half-open; ``None``: unknown or open).

    Attributes:
        heirs: of a unit that ended: who came from it and from whom, and when («5>7@2025-07-01,7>9@2026-01-01»);
            blank while it lives.
    """

    node: int
    since: date | None = None
    until: date | None = None
    heirs: str = ""

    def holds(self, day: date) -> bool:
        """Whether ``day`` is in the span."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Forest:
    """One tree of units through time.

    Attributes:
        places: under which unit each stood, the earliest first.
        became: what came from each unit that ended, and since when.
    """

    places: Mapping[int, Sequence[Home]]
    became: Mapping[int, Sequence[tuple[int, date]]]

    @cached_property
    def days(self) -> list[date]:
        """Every day on which something changes, in order."""
        ends = (day for spans in self.places.values() for each in spans for day in (each.since, each.until))
        successions = (day for heirs in self.became.values() for _heir, day in heirs)
        return sorted({day for day in (*ends, *successions) if day is not None})

    def place(self, unit: int, day: date) -> int | None:
        """Return the unit directly above one on a day."""
        return next((each.node for each in self.places.get(unit, ()) if each.holds(day)), None)

    def homes(self, unit: int) -> tuple[Home, ...]:
        """Return where the figures of a unit count: where it stood, and after its end where its heirs stand.

        What stood on after a split among several counts at the nearest unit above all of them, as nobody knows whose it
        is. A unit that ended without heirs counts nowhere after its end.
        """
        placed = self.places.get(unit, ())
        if not placed or placed[-1].until is None or unit not in self.became:
            return tuple(placed)
        heirs = ",".join(f"{before}>{after}@{day}" for before, after, day in sorted(self._came_from(unit)))
        return (*placed, *_joined(self._after(unit, placed[-1].until, heirs)))

    def _after(self, unit: int, end: date, heirs: str) -> Iterator[Home]:
        days = [end, *(day for day in self.days if day > end)]
        for since, until in zip(days, [*days[1:], None], strict=True):
            node = self._nearest_above(self._living(unit, since), since)
            if node is not None:
                yield Home(node, since, until, heirs)

    def _came_from(self, unit: int) -> set[tuple[int, int, date]]:
        """Return who became whom and when, from ``unit`` on."""
        found: set[tuple[int, int, date]] = set()
        fresh = {unit}
        while fresh:
            steps = {(each, heir, day) for each in fresh for heir, day in self.became.get(each, ())} - found
            found |= steps
            fresh = {heir for _each, heir, _day in steps}
        return found

    def _living(self, unit: int, day: date) -> set[int]:
        """Return what has become of a unit by a day: those of its heirs that stand somewhere then."""
        living: set[int] = set()
        known, fresh = {unit}, {unit}
        while fresh:
            heirs = {heir for each in fresh for heir, since in self.became.get(each, ()) if since <= day} - known
            known |= heirs
            living |= {heir for heir in heirs if self.place(heir, day) is not None}
            fresh = heirs - living
        return living

    def _nearest_above(self, units: Iterable[int], day: date) -> int | None:
        paths = [self._above(unit, day) for unit in units]
        if not paths:
            return None
        shared = set(paths[0]).intersection(*paths[1:])
        return next((node for node in paths[0] if node in shared), None)

    def _above(self, unit: int, day: date) -> list[int]:
        """Return the units above one on a day, the nearest first; a ring ends it."""
        path: list[int] = []
        node = self.place(unit, day)
        while node is not None and node not in path:
            path.append(node)
            node = self.place(node, day)
        return path


@dataclass(frozen=True)
class Shift:
    """Days on which a unit's figures count elsewhere than was thought, or beside other heirs."""

    nodes: frozenset[int]
    since: date | None
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether ``day`` is one of them."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def shifts(before: Sequence[Home], after: Sequence[Home]) -> tuple[Shift, ...]:
    """Return where two accounts of a unit's homes differ.

    >>> old, new = [Home(1)], [Home(1, None, date(2025, 7, 1)), Home(2, date(2025, 7, 1))]
    >>> shifts(old, new)
    (Shift(nodes=frozenset({1, 2}), since=datetime.date(2025, 7, 1), until=None),)
    """
    days = sorted({day for each in (*before, *after) for day in (each.since, each.until) if day is not None})
    found = []
    for since, until in zip([None, *days], [*days, None], strict=True):
        day = since or date.min
        old, new = _on(before, day), _on(after, day)
        if old != new:
            found.append(Shift(frozenset(each[0] for each in (old, new) if each), since, until))
    return tuple(found)


def is_succeeded(unit: int, heirs: Mapping[int, Iterable[tuple[int, date]]], reported: Mapping[int, date]) -> bool:
    """Whether all that came from a unit have reported since, or were succeeded themselves: its own stock is then past.

    ``heirs``: what came from each unit, and on which day; ``reported``: the end of the last period that each reported.

    >>> july, august = date(2025, 7, 1), date(2025, 8, 1)
    >>> heirs = {1: [(2, july), (3, july)], 3: [(4, july)]}
    >>> is_succeeded(1, heirs, {2: august}), is_succeeded(1, heirs, {2: august, 4: august})
    (False, True)
    >>> is_succeeded(1, heirs, {2: july, 3: august})  # what 2 reported before says nothing of what came to it
    False
    """
    came = list(heirs.get(unit, ()))
    return bool(came) and all(
        (heir in reported and reported[heir] > since) or is_succeeded(heir, heirs, reported) for heir, since in came
    )


def heirs_of(text: str) -> dict[int, list[tuple[int, date]]]:
    """Read back who became whom, and when.

    >>> heirs_of("5>7@2025-07-01,5>8@2025-07-01")
    {5: [(7, datetime.date(2025, 7, 1)), (8, datetime.date(2025, 7, 1))]}
    """
    found: dict[int, list[tuple[int, date]]] = {}
    for step in filter(None, text.split(",")):
        before, _mark, came = step.partition(">")
        after, _mark, day = came.partition("@")
        # homes worked out by an earlier version know no day, until the trees change again
        found.setdefault(int(before), []).append((int(after), date.fromisoformat(day) if day else date.min))
    return found


def _on(homes: Sequence[Home], day: date) -> tuple[int, str] | None:
    return next(((each.node, each.heirs) for each in homes if each.holds(day)), None)


def _joined(homes: Iterable[Home]) -> Iterator[Home]:
    """Put spans that follow one another at the same node together."""
    last: Home | None = None
    for each in homes:
        if last and last.until == each.since and (last.node, last.heirs) == (each.node, each.heirs):
            last = Home(last.node, last.since, each.until, last.heirs)
            continue
        if last:
            yield last
        last = each
    if last:
        yield last
