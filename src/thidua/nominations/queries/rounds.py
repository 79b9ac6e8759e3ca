"""Rounds in scope with how many nominations stand where; rounds that a unit may nominate in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from thidua.core.actors import Actor
from thidua.nominations.choices import State
from thidua.nominations.models import Round
from thidua.nominations.queries.sides import nominations_in_scope, rounds_in_reach
from thidua.organisations.models import Lineage
from thidua.organisations.queries import in_force


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in a list: its nominations that the actor may see, counted by state."""

    round: Round
    counts: Mapping[State, int]
    late: int

    @property
    def total(self) -> int:
        """All nominations counted."""
        return sum(self.counts.values())


def rounds(actor: Actor, *, on: date) -> QuerySet[Round]:
    """Return the rounds that an actor may see: of units in scope, and of those above in which it nominates."""
    return rounds_in_reach(actor, on=on).select_related("unit", "movement")


def rounds_open_to(actor: Actor, *, on: date) -> QuerySet[Round]:
    """Return the rounds in which the unit of an actor may nominate on a day: its own and those of units above it."""
    begun = Round.objects.filter(unit__in=_above(actor, on), closed_at=None, opens_on__lte=on)
    return begun.filter(Q(closes_on=None) | Q(closes_on__gte=on)).select_related("unit", "movement")


def round_lines(actor: Actor, *, on: date, year: int | None = None) -> tuple[RoundLine, ...]:
    """Return the rounds that an actor may see with their counts, those of one year where it is given; two queries."""
    rows = rounds(actor, on=on)
    late = Count("dates", filter=Q(dates__due_on__lt=on, closed_at=None))
    found = list((rows if year is None else rows.filter(year=year)).annotate(late=late))
    counts = _counts([each.pk for each in found], actor, on)
    return tuple(RoundLine(each, counts.get(each.pk, {}), each.late) for each in found)


def _above(actor: Actor, on: date) -> QuerySet[Lineage, int]:
    return Lineage.objects.filter(in_force(on), descendant=actor.unit_id).values_list("ancestor", flat=True)


def _counts(keys: list[int], actor: Actor, on: date) -> dict[int, dict[State, int]]:
    seen = nominations_in_scope(actor, on=on).filter(round__in=keys)
    found: dict[int, dict[State, int]] = {}
    for key, state, count in seen.order_by().values_list("round", "state").annotate(count=Count("pk")):
        found.setdefault(key, {})[State(state)] = count
    return found
