"""Reading the trees."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from thidua.core.actors import Actor
from thidua.organisations.models import Lineage, Succession, Unit


def in_force(on: date, prefix: str = "") -> Q:
    """Return the condition that a dated row counts on the day ``on``."""
    since, until = f"{prefix}since", f"{prefix}until"
    return (Q(**{f"{since}__isnull": True}) | Q(**{f"{since}__lte": on})) & (
        Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": on})
    )


def with_predecessors(unit_ids: set[int]) -> set[int]:
    """Return ``unit_ids`` and every unit that became one of them, however long ago."""
    known, fresh = set(unit_ids), set(unit_ids)
    while fresh:
        fresh = set(Succession.objects.filter(successor__in=fresh).values_list("predecessor", flat=True)) - known
        known |= fresh
    return known


def units_in_scope(actor: Actor, *, on: date) -> QuerySet[Unit]:
    """Return the units whose rows ``actor`` may see on the day ``on``.

    They are the unit in whose name the actor works, everything under it that day in any tree, and what came before:
    its predecessors with all that stood under them when they ended.
    """
    if actor.unit_id is None:
        return Unit.objects.none()
    roots = with_predecessors({actor.unit_id})
    below = Lineage.objects.filter(Q(ancestor=actor.unit_id) & in_force(on) | Q(ancestor__in=roots - {actor.unit_id}))
    return Unit.objects.filter(pk__in=below.values("descendant"))
