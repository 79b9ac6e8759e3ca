"""Whom a row speaks of among those that are known, and whether its award stands there already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.honours.choices import HolderKind
from thidua.honours.rules.bodies import body_form, is_same_body
from thidua.honours.rules.importing.cells import is_written_alike
from thidua.honours.rules.importing.erased import Erasures
from thidua.honours.rules.importing.one_row import Row
from thidua.honours.rules.importing.stating import Stated, stated


class Outcome(StrEnum):
    """What becomes of a row that is sound."""

    NEW = "new"
    KNOWN = "known"
    TWICE = "twice"
    ERASED = "erased"


@dataclass(slots=True)
class Known:
    """Somebody known: ``key`` is that of the record, below nought where it would be new.

    ``bodies`` are forms of names (``body_form``); ``honours`` what stands, each with the form of the body; ``unit``
    is the one that a collective is; ``from_articles`` those honours that a text states.
    """

    key: int
    kind: str
    folded: str
    name: str
    birth_year: int | None
    bodies: tuple[str, ...] = ()
    honours: tuple[tuple[Stated, str], ...] = ()
    unit: int | None = None
    from_articles: tuple[Stated, ...] = ()


UnitsMeant = Mapping[tuple[str, date], int]
"""The units that names of collectives mean on a day."""


def day_of(row: Row) -> date:
    """Return the day of a row's award: that of the decision, else the last of its year."""
    return row.decided_on or date(row.year, 12, 31)


class Ledger:
    """Those known so far: of the ledger, and of the rows before; and who was erased from it."""

    def __init__(self, erasures: Erasures | None = None) -> None:
        self._erasures = erasures or Erasures()
        self._known: dict[tuple[str, str], list[Known]] = {}
        self._units: dict[tuple[str, date], int] = {}
        self._new = 0

    def has(self, folded: str) -> bool:
        """Whether the records of a name were looked up."""
        return ("", folded) in self._known

    def add(self, names: Iterable[str], known: Iterable[Known], units: UnitsMeant) -> None:
        """Take in the records of some folded names, and the units that collectives are."""
        self._units |= units
        for name in names:
            self._known[("", name)] = []
        for each in known:
            self._known.setdefault((each.kind, each.folded), []).append(each)

    def may_be_from_article(self, row: Row) -> bool:
        """Whether an article may have brought the award of a row: to the same person, or the only one of that name.

        Articles hardly give the number of a decision; with a number on both sides it tells by itself.
        """
        known = self._known.get((row.kind, row.folded), ())
        there = [
            each
            for each in _of_unit(known, self._units.get((row.name, day_of(row))))
            if each.key > 0 and is_written_alike(row.name, each.name)
        ]
        is_only = len({each.key for each in there}) == 1
        form, year, number = stated(row.form_code, row.form_name, row.year, row.decision_number)
        return any(
            (its_form, its_year) == (form, year) and not (number and its_number)
            for each in there
            if _may_be(row.birth_year, each.birth_year, is_only=is_only)
            for its_form, its_year, its_number in each.from_articles
        )

    def place(self, row: Row) -> tuple[Outcome, Known | None]:
        """Return what becomes of a row and whose it is, nobody's where it is of somebody erased.

        What it says is known from now on.
        """
        if self._erasures.have_award(row):
            return Outcome.ERASED, None
        known = self._known.setdefault((row.kind, row.folded), [])
        honour, body = stated(row.form_code, row.form_name, row.year, row.decision_number), body_form(row.body)
        unit = self._units.get((row.name, day_of(row)))
        among = _of_unit(known, unit)
        found = _meant(row, body, among)
        if found is not None and any(each == honour for each, _body in found.honours):
            return Outcome.TWICE, found
        same_row = _same_row(row, body, honour, among)
        if same_row is not None:
            return Outcome.TWICE, same_row
        if found is None and self._erasures.have_person(row):
            return Outcome.ERASED, None
        outcome = Outcome.KNOWN if found is not None else Outcome.NEW
        if found is None:
            self._new -= 1
            found = Known(self._new, row.kind, row.folded, row.name, row.birth_year, unit=unit)
            known.append(found)
        elif found.key < 0:
            found.unit = found.unit or unit
        for each in [found, *(other for other in known if other.key == found.key and other is not found)]:
            if body and not _among(body, each.bodies):
                each.bodies = (*each.bodies, body)
            each.honours = (*each.honours, (honour, body))
        return outcome, found


def _of_unit(known: Sequence[Known], unit: int | None) -> Sequence[Known]:
    """Return those that may be meant where a collective is a unit: that unit, else those of which none is known."""
    if unit is None:
        return known
    return [each for each in known if each.unit == unit] or [each for each in known if each.unit is None]


def _meant(row: Row, body: str, among: Sequence[Known]) -> Known | None:
    """Return the one that a row means: of several only the one with a body in common."""
    equal = [each for each in among if is_same(row, body, each)]
    if len({each.key for each in equal}) > 1:
        equal = [each for each in equal if body and _among(body, each.bodies)]
    return equal[0] if len({each.key for each in equal}) == 1 else None


def is_same(row: Row, body: str, known: Known) -> bool:
    """Whether a row speaks of somebody known: the same name and year of birth, and no other body.

    In a province thousands share name and year of birth, so where both name bodies, one must be common. Without a
    body on one side a known year is enough; a collective or a household has none, its name is enough then.
    """
    if row.birth_year != known.birth_year or not is_written_alike(row.name, known.name):
        return False
    if body and known.bodies:
        return _among(body, known.bodies)
    if row.birth_year is not None:
        return True
    return row.kind != HolderKind.INDIVIDUAL and not body and not known.bodies


def _may_be(one: int | None, other: int | None, *, is_only: bool) -> bool:
    """Whether two of one name may be one by their years of birth; where one is not known, only where nobody else is."""
    return is_only if one is None or other is None else one == other


def _among(body: str, bodies: Iterable[str]) -> bool:
    return any(is_same_body(body, each) for each in bodies)


def _same_row(row: Row, body: str, honour: Stated, among: Sequence[Known]) -> Known | None:
    """Return whose the same award is that a row like this one brought: also where it tells too little of a person."""
    for each in among:
        if (
            each.birth_year == row.birth_year
            and is_written_alike(row.name, each.name)
            and any(given == honour and is_same_body(body, there) for given, there in each.honours)
        ):
            return each
    return None
