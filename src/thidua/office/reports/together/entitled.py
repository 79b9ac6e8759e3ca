"""For which units somebody may fill in reports: those at which they hold a role that types, and no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from thidua.core.actors import Actor
from thidua.organisations.queries import units_in_scope
from thidua.web.permissions import WORKERS


def acting_for(actor: Actor, unit_id: int) -> Actor | None:
    """Return the actor working for a unit, as they might after choosing it; ``None`` where they may not type there."""
    there = replace(actor, unit_id=unit_id)
    return there if there.has(*WORKERS) else None


def units_to_fill(actor: Actor, *, on: date) -> set[int]:
    """Return the units in scope, the own one too, whose reports the actor may type on the day ``on``."""
    held = {grant.unit_id for grant in actor.grants if grant.role in WORKERS}
    return set(units_in_scope(actor, on=on).filter(pk__in=held).values_list("pk", flat=True))


def has_units_below(actor: Actor, *, on: date) -> bool:
    """Tell whether there is any unit under the one that the actor works for."""
    return units_in_scope(actor, on=on).exclude(pk=actor.unit_id or 0).exists()
