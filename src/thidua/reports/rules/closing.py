"""Closed periods: for whom one is closed, and whether it may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Closed:
    """That a period of a form is closed.

    Attributes:
        unit_id: who closed it, for all under it.
        unit: how that unit is called inside a sentence.
        by: the person who did.
    """

    unit_id: int
    unit: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Hindrance:
    """Why a period is not to be closed now.

    Attributes:
        is_running: its days are not over yet.
        waiting: how many filed reports wait for a decision.
    """

    is_running: bool = False
    waiting: int = 0


def closed_for(line: Sequence[int], closings: Iterable[Closed]) -> Closed | None:
    """Return the closing that holds for a unit's report: of the nearest unit above, whom it can ask.

    ``line``: the unit, then all above it, the nearest first. A unit's closing holds for those under it, not for its own
    report, which goes further up; at the top of the tree, where nobody is above, for that one, too.

    >>> from datetime import UTC
    >>> at = datetime(2026, 11, 20, tzinfo=UTC)
    >>> province, country = Closed(5, "tỉnh Hưng Yên", "Hà", at), Closed(1, "cả nước", "An", at)
    >>> [closed_for(line, [country, province]) for line in ([9, 5, 1], [5, 1], [1])] == [province, country, country]
    True
    >>> closed_for([5, 1], [province]), closed_for([8, 6, 1], [province])
    (None, None)
    """
    by_unit = {each.unit_id: each for each in closings}
    above = line[1:] or line
    return next((by_unit[each] for each in above if each in by_unit), None)


def hindrance(*, is_over: bool, waiting: int) -> Hindrance | None:
    """Return what stands in the way of closing a period; ``None`` where it may be closed.

    What was never filed is no hindrance: that is what closing is for.

    >>> hindrance(is_over=True, waiting=0), hindrance(is_over=True, waiting=2)
    (None, Hindrance(is_running=False, waiting=2))
    """
    if not is_over:
        return Hindrance(is_running=True)
    return Hindrance(waiting=waiting) if waiting else None
