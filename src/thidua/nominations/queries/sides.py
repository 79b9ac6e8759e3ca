"""On which side of a nomination somebody works: for the unit that proposes, or for the one whose round it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.core.actors import Actor
from thidua.nominations.choices import State
from thidua.nominations.models import Nomination, Round
from thidua.nominations.rules.path import Side
from thidua.organisations.models import Lineage
from thidua.organisations.queries import in_force, units_in_scope
from thidua.organisations.queries.heirs import living_heirs


def sides_of(nomination: Nomination, actor: Actor, *, on: date) -> frozenset[Side]:
    """Return the sides on which the unit in whose name somebody works stands; one unit may be on both.

    The nominating side is the unit itself, or one above it below the round's: a predecessor's dossier is its
    successor's. Whoever only sees it from above is on neither side.
    """
    found = set()
    if actor.unit_id is None:
        return frozenset()
    if nomination.round.unit_id == actor.unit_id:
        found.add(Side.DECIDING)
    if nomination.unit_id == actor.unit_id or _is_heir(nomination, actor, on):
        found.add(Side.NOMINATING)
    return frozenset(found)


def sides_of_all(nominations: Iterable[Nomination], actor: Actor, *, on: date) -> dict[int, frozenset[Side]]:
    """Return the sides of many nominations by their keys: each pair of units is asked about once."""
    found: dict[tuple[int, int], frozenset[Side]] = {}
    by_key = {}
    for each in nominations:
        pair = (each.unit_id, each.round.unit_id)
        if pair not in found:
            found[pair] = sides_of(each, actor, on=on)
        by_key[each.pk] = found[pair]
    return by_key


def nominations_in_scope(actor: Actor, *, on: date) -> QuerySet[Nomination]:
    """Return the nominations that somebody may see: of units in scope, and of rounds of the actor's own unit.

    The deciding unit sees a dossier only once it was submitted to it, unless the proposing unit stands under it.
    """
    scope = units_in_scope(actor, on=on)
    sent = Q(round__unit=actor.unit_id) & ~Q(state__in=(State.DRAFT, State.UNIT_REVIEW))
    return Nomination.objects.filter(Q(unit__in=scope) | sent)


def rounds_in_reach(actor: Actor, *, on: date) -> QuerySet[Round]:
    """Return the rounds that somebody works with: of units in scope, and of those above, who take nominations."""
    scope = units_in_scope(actor, on=on)
    above = Lineage.objects.filter(in_force(on), ancestor=OuterRef("unit"), descendant=actor.unit_id)
    return Round.objects.filter(Q(unit__in=scope) | Exists(above))


def _is_heir(nomination: Nomination, actor: Actor, on: date) -> bool:
    """Tell whether the proposing unit ended and the actor's unit took its place; a unit above it did not."""
    until = nomination.unit.until
    if until is None or until > on:
        return False
    return any(each.pk == actor.unit_id for each in living_heirs(nomination.unit, on=on))
