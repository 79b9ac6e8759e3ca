"""Rounds in scope with how many nominations stand where; rounds that a unit may nominate in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Q, QuerySet, When

from thidua.core.actors import Actor
from thidua.nominations.choices import State
from thidua.nominations.models import Round
from thidua.nominations.queries.sides import nominations_in_scope, rounds_in_reach
from thidua.organisations.models import Lineage
from thidua.organisations.queries import in_force
from thidua.vietnamese.fold import fold


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


@dataclass(frozen=True, slots=True)
class RoundFilter:
    """Which rounds a list shows; empty values show all. ``text`` is part of the name, with or without marks."""

    year: int | None = None
    is_open: bool | None = None
    text: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether it shows all."""
        return self == RoundFilter()


def rounds_found(actor: Actor, asked: RoundFilter, *, on: date) -> QuerySet[Round]:
    """Return the rounds in sight that are asked for, the open ones first, then the newest.

    Names are compared here and not by the database, which knows neither marks nor capitals of Vietnamese: a unit sees
    some hundred rounds, and only a search by name reads their titles.
    """
    rows = rounds(actor, on=on)
    if asked.year is not None:
        rows = rows.filter(year=asked.year)
    if asked.is_open is not None:
        rows = rows.filter(closed_at__isnull=asked.is_open)
    if words := fold(asked.text):
        titles = rows.order_by().values_list("pk", "title")
        rows = rows.filter(pk__among=[key for key, title in titles if words in fold(title)])
    is_closed = Case(When(closed_at=None, then=0), default=1)
    return rows.order_by(is_closed, "-opens_on", "-pk")


def round_lines(rows: Iterable[Round], actor: Actor, *, on: date) -> tuple[RoundLine, ...]:
    """Return rounds of ``rounds_found`` with their counts, in the same order; two queries."""
    found = list(rows)
    keys = [each.pk for each in found]
    late = dict(_late(keys, on).annotate(count=Count("dates")).values_list("pk", "count"))
    counts = _counts(keys, actor, on)
    return tuple(RoundLine(each, counts.get(each.pk, {}), late.get(each.pk, 0)) for each in found)


def late_count(rows: QuerySet[Round], *, on: date) -> int:
    """Return how many rounds are open and have a day of their calendar that is past."""
    return rows.filter(dates__due_on__lt=on, closed_at=None).order_by().values("pk").distinct().count()


def _late(keys: list[int], on: date) -> QuerySet[Round]:
    return Round.objects.filter(pk__among=keys, dates__due_on__lt=on, closed_at=None).order_by()


def _above(actor: Actor, on: date) -> QuerySet[Lineage, int]:
    return Lineage.objects.filter(in_force(on), descendant=actor.unit_id).values_list("ancestor", flat=True)


def _counts(keys: list[int], actor: Actor, on: date) -> dict[int, dict[State, int]]:
    seen = nominations_in_scope(actor, on=on).filter(round__in=keys)
    found: dict[int, dict[State, int]] = {}
    for key, state, count in seen.order_by().values_list("round", "state").annotate(count=Count("pk")):
        found.setdefault(key, {})[State(state)] = count
    return found
