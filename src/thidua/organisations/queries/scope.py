"""The units whose rows an actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import F, Q, QuerySet

from thidua.core.actors import Actor
from thidua.core.prepared import Keys, prepared, prepared_with_plan
from thidua.organisations.choices import Tree
from thidua.organisations.models import ForestState, Lineage, Succession, Unit
from thidua.organisations.names import plain
from thidua.vietnamese.fold import fold

LISTED = 2_000
"""Up to how many units a scope is handed to the database as a list of keys; a longer one goes as a subquery."""


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
        fresh = set(_predecessors(fresh)) - known
        known |= fresh
    return known


@prepared
def _predecessors(successors: Keys) -> QuerySet[Succession, int]:
    return Succession.objects.filter(successor__in=successors).values_list("predecessor", flat=True)


def forest_state() -> UUID | None:
    """Return the state of the trees, which every command that changes them renews; ``None`` before the first."""
    return next(iter(_forest_states()), None)


@prepared_with_plan
def _forest_states() -> QuerySet[ForestState, UUID]:
    return ForestState.objects.values_list("state", flat=True)


def units_in_scope(actor: Actor, *, on: date) -> QuerySet[Unit]:
    """Return the units whose rows ``actor`` may see on the day ``on``.

    They are the unit in whose name the actor works, everything under it that day in any tree, the bodies of the
    administrative units under it, and what came before: its predecessors, and all that ended while it stood under the
    unit or one of them. What stood under a predecessor and lives on elsewhere is another's.
    """
    return units_seen_from(actor.unit_id, on=on)


def units_seen_from(unit_id: int | None, *, on: date) -> QuerySet[Unit]:
    """Return the units whose rows are seen by whoever works for a unit."""
    if unit_id is None:
        return Unit.objects.none()
    state = forest_state()
    if state is None:
        return _under(unit_id, on)
    keys = _keys(unit_id, on, state)
    if keys is None:
        return Unit.objects.all()
    return Unit.objects.filter(pk__among=keys) if len(keys) <= LISTED else _under(unit_id, on)


@lru_cache(maxsize=256)
def _keys(unit_id: int, on: date, _state: UUID) -> Sequence[int] | None:
    """Return the keys of the units under one, ``None`` for every unit that there is.

    A page asks a dozen times, and for a country the answer takes longer to find than everything else on the page. It
    holds for a day and for one state of the trees, which every command that changes them renews (``ForestState``).
    """
    keys = tuple(_under(unit_id, on).order_by().values_list("pk", flat=True))
    return None if len(keys) == Unit.objects.count() else keys


def _under(unit_id: int, on: date) -> QuerySet[Unit]:
    roots = with_predecessors({unit_id})
    seen = Q(pk__in=roots)
    for time, above in (
        (in_force(on), {unit_id}),
        (Q(descendant__until=F("until"), until__lte=on), roots),
    ):
        below = Lineage.objects.filter(time, ancestor__in=above, depth__gt=0)
        territory = below.filter(tree=Tree.TERRITORY).values("descendant")
        bodies = Lineage.objects.filter(time, ancestor__in=territory, tree=Tree.STATE, depth__gt=0)
        seen |= Q(pk__in=below.values("descendant")) | Q(pk__in=bodies.values("descendant"))
    return Unit.objects.filter(seen)


def unit_options(actor: Actor, text: str, *, on: date, limit: int = 20) -> list[Unit]:
    """Return units in scope that exist on the day ``on`` and are called or coded ``text``, for a field that completes.

    A name that begins with the text (after the kind of unit) comes before one that has it inside, then by level.
    """
    wanted = fold(plain(text))
    units = units_in_scope(actor, on=on).filter(in_force(on))
    if not wanted:
        return list(units[:limit])
    found = units.filter(Q(folded__contains=wanted) | Q(code=wanted)).order_by("level", "sort_key", "id")
    begins = [unit for unit in found[: limit * 10] if fold(unit.name).startswith(wanted) or unit.code == wanted]
    rest = found.exclude(pk__in=[unit.pk for unit in begins])[:limit]
    return [*begins, *rest][:limit]
