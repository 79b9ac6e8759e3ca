"""The way from a unit up to the one in whose name the reader works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from thidua.core.actors import Actor
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.reports.queries.filing.plan import Names
from thidua.reports.queries.ladder import units_above
from thidua.reports.rules import Span


@dataclass(frozen=True)
class UnitAbove:
    """A unit above, as it was called then."""

    uid: UUID
    name: str


def line_above(actor: Actor, unit: Unit, tree: str, span: Span, *, on: date) -> tuple[UnitAbove, ...]:
    """Return the units above one at the end of a period that the reader may see, the highest first; four queries."""
    if span.until is None:
        return ()
    day = span.until - timedelta(days=1)
    above = units_above(unit.pk, tree, day)
    seen = {each.pk: each for each in units_in_scope(actor, on=on).filter(pk__in=above)}
    names = Names(list(seen))
    return tuple(UnitAbove(seen[pk].uid, names.on(pk, day)) for pk in reversed(above) if pk in seen)
