"""A yearly statistical form of the Ministry of Home Affairs as the circular has it over one span of days.

Codes, names, the day and the lists of columns and lines are data; ``verified`` says of each whether it was seen. A line
without ``counts`` is one for which the product holds nothing: it is shown as unknown, never as nought.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.law.entries import AuthorityLevel, Group, Provision, holds_on


class Subject(StrEnum):
    """What a form counts: from the movements, from the ledger of awards, or what an officer types."""

    MOVEMENTS = "movements"
    AWARDS = "awards"
    TYPED = "typed"


class Takes(StrEnum):
    """What a column takes beside what it names: everything, or all that no column before it took."""

    NAMED = "named"
    ALL = "all"
    REST = "rest"


class Counts(StrEnum):
    """What a line counts; the words are those of the movements' and the ledger's own lists."""

    NOTHING_KNOWN = "nothing_known"
    ALL = "all"
    THEMATIC = "thematic"
    REGULAR = "regular"
    COLLECTIVE = "collective"
    ENTERPRISE = "enterprise"
    HOUSEHOLD = "household"
    INDIVIDUAL = "individual"
    MERIT = "merit"
    AD_HOC = "ad_hoc"
    MOVEMENT = "movement"
    SERVICE_HISTORY = "service_history"
    SENIORITY = "seniority"
    EXTERNAL_AFFAIRS = "external_affairs"
    NATIONAL = "national"
    SECTOR = "sector"
    CLUSTER = "cluster"
    UNIT = "unit"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class DueDay:
    """The day of the year by which the form is handed in."""

    month: int
    day: int
    verified: bool

    def of(self, year: int) -> date:
        """Return the day in a year."""
        return date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and what belongs into it.

    ``units`` are kinds of units that launched a movement, ``central_bodies`` adds the bodies at the centre of any other
    kind; ``groups`` and ``awards`` are groups and codes of the award catalogue.
    """

    code: str
    name: str
    verified: bool
    takes: Takes = Takes.NAMED
    units: tuple[str, ...] = ()
    central_bodies: bool = False
    groups: tuple[Group, ...] = ()
    awards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its official code.

    ``least`` and ``below`` are the years that a movement lasts, where the line counts by that; ``None`` is no bound.
    """

    code: str
    name: str
    verified: bool
    counts: Counts = Counts.NOTHING_KNOWN
    least: int | None = None
    below: int | None = None

    def lasts(self, least: int, most: int | None) -> bool | None:
        """Whether what lasts from ``least`` to ``most`` years (no end: ``None``) counts; ``None``: it may or may not.

        >>> three_to_five = Line("09", "", True, Counts.DURATION, least=3, below=5)
        >>> three_to_five.lasts(4, 4), three_to_five.lasts(5, None), three_to_five.lasts(2, None)
        (True, False, None)
        """
        first, last = self.least or 0, None if self.below is None else self.below - 1
        if (last is not None and least > last) or (most is not None and most < first):
            return False
        is_ended = last is None or (most is not None and most <= last)
        return True if first <= least and is_ended else None


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading; the first section has none."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class StatisticForm:
    """One version of a form. ``given_by`` are the levels whose awards it counts, ``typed_on`` the form of report."""

    code: str
    title: str
    subject: Subject
    typed_on: str
    since: date | None
    until: date | None
    provisions: tuple[Provision, ...]
    verified: bool
    sources: tuple[str, ...]
    note: str
    due: DueDay
    measure: str
    given_by: tuple[AuthorityLevel, ...]
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, from top to bottom."""
        return tuple(line for section in self.sections for line in section.lines)

    @property
    def unverified(self) -> int:
        """How many columns and lines were not seen in the circular or an official form."""
        return sum(not column.verified for column in self.columns) + sum(not line.verified for line in self.lines)

    def in_force(self, on: date) -> bool:
        """Tell whether the form was to be handed in that day."""
        return holds_on(self.since, self.until, on)
