"""Whether an act on many nominations at once can be done on one of them, and if not, what stops it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.core.actors import Role
from thidua.nominations.choices import State
from thidua.nominations.rules.gates import is_held
from thidua.nominations.rules.path import Side, Way, may


class Stop(StrEnum):
    """What stops an act."""

    OTHERS = "others"
    STATE = "state"
    CLOSED = "closed"
    HELD = "held"
    NOT_CLEAR = "not_clear"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is asked of a nomination before an act: as its row says it, the newest check included."""

    state: State
    sides: frozenset[Side]
    held_until: date | None
    in_way: int
    is_round_closed: bool


def stop_of(way: Way, one: Candidate, roles: Collection[Role], on: date) -> Stop | None:
    """Return the first thing that stops an act, in the order in which the command asks; nothing where none does.

    The command asks the law again: a row that changed since its last check may still be refused then.
    """
    if not may(way, roles, one.sides):
        return Stop.OTHERS
    if way.side is Side.NOMINATING and one.is_round_closed:
        return Stop.CLOSED
    if one.state not in way.sources:
        return Stop.STATE
    if is_held(one.held_until, on):
        return Stop.HELD
    return Stop.NOT_CLEAR if way.needs_clear and one.in_way else None
