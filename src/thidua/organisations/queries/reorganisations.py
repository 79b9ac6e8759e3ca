"""Reorganisations in scope, and the units that one may name."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from thidua.core.actors import Actor
from thidua.organisations.models import Lineage, Placement, Reorganisation, Unit
from thidua.organisations.queries.scope import in_force, units_in_scope


def reorganisations(actor: Actor, *, on: date) -> QuerySet[Reorganisation]:
    """Return the reorganisations of units in scope, the latest first."""
    return Reorganisation.objects.filter(unit__in=units_in_scope(actor, on=on)).select_related("unit")


def units_to_reorganise(reorganisation: Reorganisation) -> QuerySet[Unit]:
    """Return the units that its steps may name: its own and those under it, in any tree, on its day."""
    below = Lineage.objects.filter(in_force(reorganisation.on), ancestor=reorganisation.unit_id)
    return Unit.objects.filter(pk__in=below.values("descendant"))


def units_directly_under(unit: Unit, *, on: date) -> list[Unit]:
    """Return what stands directly under a unit on a day in any tree: what has to go somewhere when it ends."""
    placed = Placement.objects.filter(in_force(on), parent=unit)
    return list(Unit.objects.filter(pk__in=placed.values("unit")))
