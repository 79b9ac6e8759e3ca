"""One award that stands in the ledger more than once: when that is plain, and which of its rows counts. Pure.

A commune keeps what its people received, and the province's list of the same decision brings it again. Two rows are
plainly one award where the number of the decision is given and equal, form, year and kind of holder are equal, the
names are written alike, and nothing that both say contradicts. In doubt they are two: a table that loses an award is
worse than one that the officer is asked to look at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from thidua.honours.rules.bodies import is_same_body
from thidua.honours.rules.importing.cells import is_written_alike
from thidua.honours.rules.importing.stating import Stated
from thidua.insights.statistics.given import Given

Pairs = Collection[tuple[int, int]]
"""Keys in pairs, each with the smaller one first."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of the ledger, as far as it tells one award from another.

    ``award`` has form, year and folded number of the decision; ``body`` is the form of the name (``body_form``) of
    where the holder was, ``body_unit`` its unit where known; ``batch`` the list that brought it; ``given`` is as what
    it counts.
    """

    key: int
    keeper: int
    holder: int
    name: str
    folded: str
    birth_year: int | None
    gender: str
    award: Stated
    decided_on: date | None
    body: str
    body_unit: int | None
    batch: int | None
    given: Given


@dataclass(frozen=True, slots=True)
class Double:
    """One award with all its rows: the one that counts, and those that say it again."""

    counted: Kept
    others: tuple[Kept, ...]

    @property
    def is_of_several(self) -> bool:
        """Whether more than one unit keeps it."""
        return len({row.keeper for row in self._rows}) > 1

    @property
    def is_within_one(self) -> bool:
        """Whether one unit keeps it twice."""
        return max(Counter(row.keeper for row in self._rows).values()) > 1

    @property
    def _rows(self) -> tuple[Kept, ...]:
        return (self.counted, *self.others)


def is_same_award(one: Kept, other: Kept, *, kin: Pairs = (), apart: Pairs = ()) -> bool:
    """Whether two rows are plainly one award.

    Args:
        one: a row.
        other: another row.
        kin: keepers of which one stands above the other, or became it: they may well keep the same award. Of two that
            have nothing to do with each other only the day of the decision and the year of birth together prove it.
        apart: holders of whom somebody said that they are two.
    """
    if not _is_one_decision(one, other):
        return False
    if one.holder == other.holder:
        return True
    if one.batch is not None and one.batch == other.batch:
        return False  # one list names two persons
    if _pair(one.holder, other.holder) in apart or not _is_alike(one, other):
        return False
    knows_year = one.birth_year is not None and other.birth_year is not None
    if one.keeper == other.keeper or _pair(one.keeper, other.keeper) in kin:
        return (knows_year and one.keeper != other.keeper) or not _is_elsewhere(one, other)
    return knows_year and one.decided_on is not None and other.decided_on is not None


def doubles(rows: Iterable[Kept], *, kin: Pairs = (), apart: Pairs = ()) -> tuple[Double, ...]:
    """Return the awards that stand more than once, by the row that counts.

    Each row goes to the first award whose every row it is plainly the same as, those that tell most first: of three
    namesakes born in 1970, in 1980 and in a year that nobody wrote there are two.
    """
    alike: dict[tuple[object, ...], list[Kept]] = defaultdict(list)
    for row in rows:
        alike[row.award, row.given.holder_kind, row.folded].append(row)
    awards = (award for some in alike.values() for award in _told_apart(some, kin, apart))
    found = (_double(award) for award in awards if len(award) > 1)
    return tuple(sorted(found, key=lambda each: each.counted.key))


def _told_apart(rows: Iterable[Kept], kin: Pairs, apart: Pairs) -> list[list[Kept]]:
    awards: list[list[Kept]] = []
    for row in sorted(rows, key=_telling):
        same = (award for award in awards if all(is_same_award(row, each, kin=kin, apart=apart) for each in award))
        found = next(same, None)
        if found is None:
            awards.append([row])
        else:
            found.append(row)
    return awards


def _telling(row: Kept) -> tuple[bool, bool, bool, int]:
    """Return the place of a row: those that say most of the person come first, the older ones before."""
    return row.birth_year is None, row.decided_on is None, not row.body, row.key


def _double(award: Iterable[Kept]) -> Double:
    """Let that row count which says most of what a table divides by."""
    counted, *others = sorted(award, key=_saying)
    return Double(counted, tuple(others))


def _saying(row: Kept) -> tuple[int, int, int]:
    table, lines = row.given.said
    return -table, -lines, row.key


def _is_one_decision(one: Kept, other: Kept) -> bool:
    """Whether both are of one form and decision, which has a number, and were given to one kind of holder."""
    _form, _year, number = one.award
    levels = one.given.levels, other.given.levels
    return bool(
        number
        and one.award == other.award
        and one.given.holder_kind == other.given.holder_kind
        and not _contradict(one.decided_on, other.decided_on)
        and not (all(levels) and levels[0].isdisjoint(levels[1]))
    )


def _is_alike(one: Kept, other: Kept) -> bool:
    return (
        one.folded == other.folded
        and (one.name == other.name or is_written_alike(one.name, other.name))
        and not _contradict(one.birth_year, other.birth_year)
        and not _contradict(one.gender or None, other.gender or None)
    )


def _is_elsewhere(one: Kept, other: Kept) -> bool:
    """Whether both say where the holder was, and not the same: the unit of one may be the keeper of the other."""
    if not one.body or not other.body or is_same_body(one.body, other.body):
        return False
    places = ((one.body_unit, other.body_unit), (one.body_unit, other.keeper), (other.body_unit, one.keeper))
    return not any(unit is not None and unit == there for unit, there in places)


def _contradict(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
