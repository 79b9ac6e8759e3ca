"""Who has filed: the state of one unit for one period, what a row or a column of them adds up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from thidua.reports.choices import ReportState


class CellState(StrEnum):
    """How far a unit is with its report for a period; the values are the modifiers of ``.matrix-cell``."""

    RECEIVED = "received"
    """Accepted, first filed in time."""
    LATE = "late"
    """Accepted, first filed after the last day."""
    WAITING = "waiting"
    """Filed; the level above has to decide."""
    RETURNED = "returned"
    """Sent back to be mended, and not filed again."""
    MISSING = "missing"
    """Never filed, and the last day is over."""
    ENTERING = "entering"
    """Being typed, there is still time."""
    NOT_DUE = "not_reached"
    """Not begun, there is still time."""
    NOT_ASKED = "not_asked"
    """Nothing is asked: the unit did not stand then, or no edition of the form was in force."""


SENT = frozenset({CellState.RECEIVED, CellState.LATE, CellState.WAITING, CellState.RETURNED})
"""The states of a report that has reached the level above."""


@dataclass(frozen=True)
class Told:
    """What is known of a report, reduced to what its state is decided on.

    Attributes:
        state: of the newest revision.
        filed_on: the day on which it was first filed.
        is_accepted: whether some revision counts already.
        reason: why the newest revision was sent back; it stays while the revision is mended.
    """

    state: str
    filed_on: date | None = None
    is_accepted: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell of the matrix.

    Attributes:
        days: how many days after the last day it was filed, or, of a missing one, how many have gone by.
        due_on: the last day on which filing is in time, ``None`` where nothing is asked.
        filed_on: the day on which it was first filed.
        is_begun: whether somebody has typed, though nothing was filed.
        reason: why it was sent back.
    """

    state: CellState
    days: int = 0
    due_on: date | None = None
    filed_on: date | None = None
    is_begun: bool = False
    reason: str = ""


def cell_of(told: Told | None, due_on: date | None, today: date) -> Cell:
    """Return the cell of a unit for a period: of its report, ``None`` where it has none.

    While an accepted report is amended, it stays accepted. One that was sent back stays so until it is filed again;
    one that was taken back by its own unit is as if never filed.

    >>> due = date(2026, 11, 5)
    >>> cell_of(None, due, date(2026, 11, 20)).days, str(cell_of(None, due, due).state)
    (15, 'not_reached')
    >>> str(cell_of(Told("accepted", date(2026, 11, 7), is_accepted=True), due, due).state)
    'late'
    """
    if due_on is None:
        return Cell(CellState.NOT_ASKED)
    state = _state(told, due_on, today)
    is_sent = state in SENT
    filed_on = told.filed_on if told and is_sent else None
    until = today if state == CellState.MISSING else filed_on or due_on
    return Cell(
        state,
        days=max(0, (until - due_on).days),
        due_on=due_on,
        filed_on=filed_on,
        is_begun=told is not None and not is_sent,
        reason=told.reason if told and state == CellState.RETURNED else "",
    )


def _state(told: Told | None, due_on: date, today: date) -> CellState:
    if told is None:
        return CellState.MISSING if today > due_on else CellState.NOT_DUE
    if told.state == ReportState.FILED:
        return CellState.WAITING
    if told.state == ReportState.RETURNED or (told.state == ReportState.DRAFT and told.reason):
        return CellState.RETURNED
    if told.is_accepted:
        return CellState.LATE if told.filed_on and told.filed_on > due_on else CellState.RECEIVED
    return CellState.MISSING if today > due_on else CellState.ENTERING


@dataclass(frozen=True)
class Tally:
    """How many cells of a column there are in each state; those of which nothing is asked do not count."""

    counts: Mapping[CellState, int]

    @property
    def asked(self) -> int:
        """How many units are to report."""
        return sum(self.counts.values())

    @property
    def sent(self) -> int:
        """How many reports have reached the level above."""
        return sum(count for state, count in self.counts.items() if state in SENT)

    @property
    def accepted(self) -> int:
        """How many were accepted, in time or late."""
        return self.of(CellState.RECEIVED) + self.of(CellState.LATE)

    def of(self, state: CellState) -> int:
        """Return how many there are in a state."""
        return self.counts.get(state, 0)


def tally(cells: Iterable[Cell]) -> Tally:
    """Count the cells of a column by their state.

    >>> due = date(2026, 11, 5)
    >>> counted = tally([cell_of(None, due, date(2026, 11, 20)), cell_of(Told("filed", due), due, due)])
    >>> counted.asked, counted.sent, counted.of(CellState.MISSING)
    (2, 1, 1)
    """
    return Tally(Counter(cell.state for cell in cells if cell.state != CellState.NOT_ASKED))


def missed_in_a_row(cells: Sequence[Cell]) -> int:
    """Return how many periods up to the last of ``cells`` were missed without a gap.

    >>> due, today = date(2026, 11, 5), date(2026, 11, 20)
    >>> missing, there = cell_of(None, due, today), cell_of(Told("filed", due), due, today)
    >>> missed_in_a_row([missing, there, missing, missing]), missed_in_a_row([missing, there])
    (2, 0)
    """
    run = 0
    for cell in reversed(cells):
        if cell.state != CellState.MISSING:
            break
        run += 1
    return run


def opens_on(due_on: date, days_to_file: int) -> date:
    """Return the day after the last one that a report covers, from which it can be filed.

    >>> opens_on(date(2026, 11, 5), 5)
    datetime.date(2026, 11, 1)
    """
    return due_on - timedelta(days=days_to_file - 1)


def current_place(opens: Sequence[date | None], today: date) -> int:
    """Return the place of the period that is looked at: the last that is over, else the first that is asked.

    ``opens``: for each period the day from which it can be filed, ``None`` where nothing is asked.

    >>> current_place([date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)], date(2026, 11, 20))
    1
    """
    over = [place for place, day in enumerate(opens) if day is not None and day <= today]
    asked = [place for place, day in enumerate(opens) if day is not None]
    return over[-1] if over else next(iter(asked), 0)
