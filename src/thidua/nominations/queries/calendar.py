"""The calendar of rounds: what the law and local rules say is due, what is late, which terms run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.core.actors import Actor
from thidua.law.catalogue import UnknownCodeError
from thidua.law.day import Law
from thidua.law.papers import Deadline
from thidua.local_rules.queries import packs_for
from thidua.nominations.models import Round, RoundDate
from thidua.organisations.queries import units_in_scope


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A line of a round's calendar; ``verified`` says that the provision was seen in its text."""

    text: str
    due_on: date
    provision: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A term without a day of its own: what is to be done, within how many days, by which provision."""

    text: str
    when: str
    provision: str
    verified: bool


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day in the calendar of an open round; ``days_late`` is nought while it is still to come."""

    round: Round
    text: str
    due_on: date
    provision: str
    verified: bool
    days_late: int

    @property
    def is_late(self) -> bool:
        """Whether the day is over."""
        return self.days_late > 0


def calendar_by_law(*, unit_id: int, codes: Sequence[str], year: int, on: date) -> tuple[StatedDate, ...]:
    """Return the days that the law of a day sets for some awards of a year, a thing once, the earliest first."""
    found = {
        StatedDate(each.text, due, _provision(each), _is_verified(each, codes))
        for each in _deadlines(unit_id, codes, on)
        if (due := each.due_on(year)) is not None
    }
    return tuple(sorted(found, key=lambda each: (each.due_on, each.text)))


def terms_by_law(*, unit_id: int, codes: Sequence[str], on: date) -> tuple[Term, ...]:
    """Return the terms in days that run from an act, such as the receipt of a dossier."""
    found = [each for each in _deadlines(unit_id, codes, on) if each.due is None]
    return tuple(Term(each.text, each.when, _provision(each), _is_verified(each, codes)) for each in found)


def calendar(actor: Actor, *, on: date) -> tuple[DueDay, ...]:
    """Return the days of all open rounds in scope, the earliest first, with what is late; one query."""
    rows = RoundDate.objects.filter(round__unit__in=units_in_scope(actor, on=on), round__closed_at=None)
    return tuple(_due(each, on) for each in rows.select_related("round__unit").order_by("due_on", "pk"))


def days_of(found: Round, *, on: date) -> tuple[DueDay, ...]:
    """Return the calendar of one round; in a closed one nothing is late."""
    return tuple(_due(each, on) for each in found.dates.select_related("round__unit"))


def _due(row: RoundDate, on: date) -> DueDay:
    late = 0 if row.round.closed_at else max((on - row.due_on).days, 0)
    return DueDay(row.round, row.text, row.due_on, row.provision, row.verified, late)


def _deadlines(unit_id: int, codes: Sequence[str], on: date) -> list[Deadline]:
    law = Law.on(on, packs_for(unit_id, on=on))
    found: dict[str, Deadline] = {}
    for code in codes:
        try:
            of_award = law.deadlines(code)
        except UnknownCodeError:
            continue
        found |= {each.code: each for each in of_award}
    return list(found.values())


def _is_verified(deadline: Deadline, codes: Sequence[str]) -> bool:
    return deadline.verified and not set(codes).intersection(deadline.unverified_for)


def _provision(deadline: Deadline) -> str:
    return "; ".join(map(str, deadline.provisions))[:300]
