"""Which of several awards that one recipient gets at once carry money (Decree 152/2025/NĐ-CP, Art. 49 clauses 5-7).

Titles of different counted periods: each; of the same period: only the highest. Forms that differ in period and in
achievement: each. A title and a form: both. Of forms that differ in only one of the two the decree says nothing, and
nothing of an award that was paid before a higher one came: there a person states the amount.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Ruling(StrEnum):
    """What becomes of the money of one award."""

    DUE = "due"
    HIGHER = "higher"
    ASKS = "asks"


@dataclass(frozen=True, slots=True)
class Claim:
    """The money of one award before others are looked at.

    Attributes:
        key: what the ruling is told by.
        holder: whose it is, by key.
        period: the counted time, first and last day.
        achievement: in a form that tells one from another; empty where it is not stated.
        amount: in đồng, or the most that it may be.
        is_settled: it was decided before and stays as it is.
    """

    key: int
    holder: int
    is_title: bool
    period: tuple[date, date]
    achievement: str
    amount: int
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class Ruled:
    """The ruling on one award, and the key of the other award that it follows from."""

    ruling: Ruling
    because_of: int | None = None


def rule(claims: Iterable[Claim]) -> dict[int, Ruled]:
    """Return the ruling on each award that is not settled, by its key.

    >>> year = (date(2026, 1, 1), date(2026, 12, 31))
    >>> rule([Claim(1, 7, True, year, "", 760_000), Claim(2, 7, True, year, "", 2_530_000)])[1]
    Ruled(ruling=<Ruling.HIGHER: 'higher'>, because_of=2)
    """
    groups: dict[tuple[int, bool], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.holder, claim.is_title].append(claim)
    found: dict[int, Ruled] = {}
    for (_holder, is_title), mine in groups.items():
        ordered = sorted(mine, key=lambda each: (not each.is_settled, -each.amount, each.key))
        for place, claim in enumerate(ordered):
            if not claim.is_settled:
                found[claim.key] = _ruled(claim, ordered[:place], is_title=is_title)
    return found


def _ruled(claim: Claim, before: Sequence[Claim], *, is_title: bool) -> Ruled:
    """Return the ruling on an award after those that go before it: settled ones, then higher ones."""
    same = [each for each in before if each.period == claim.period and (is_title or _is_same_deed(each, claim))]
    higher = next((each for each in same if each.amount >= claim.amount), None)
    if higher is not None:
        return Ruled(Ruling.HIGHER, higher.key)
    if same:
        return Ruled(Ruling.ASKS, same[0].key)
    half = [] if is_title else [each for each in before if each.period == claim.period or _is_same_deed(each, claim)]
    return Ruled(Ruling.ASKS, half[0].key) if half else Ruled(Ruling.DUE)


def _is_same_deed(one: Claim, other: Claim) -> bool:
    return bool(one.achievement) and one.achievement == other.achievement
