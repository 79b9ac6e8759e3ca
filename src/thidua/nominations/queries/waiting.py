"""Which nominations wait for somebody, and on which somebody may act."""

from __future__ import annotations

from datetime import date

from django.db.models import CharField, Count, Q, QuerySet, Value

from thidua.core.actors import Actor
from thidua.nominations.choices import Act, State
from thidua.nominations.models import Nomination, Round
from thidua.nominations.queries.opinions import late_in_own_rounds
from thidua.nominations.queries.sides import nominations_in_scope
from thidua.nominations.rules.path import WAYS, Side, waiting_states
from thidua.organisations.queries import units_in_scope

_NONE = Q(pk__in=())
_LATE = "late"
"""Stands where a state stands, in rows that count late opinions; no state is called so."""
_NEEDS_OPEN_ROUND = (State.DRAFT, State.RETURNED, State.UNIT_REVIEW)


def on_side(side: Side, actor: Actor, *, on: date) -> Q:
    """Return the condition that the actor's unit is on a side of a nomination, as ``sides.sides_of`` tells of one."""
    if actor.unit_id is None:
        return _NONE
    if side is Side.DECIDING:
        return Q(round__unit=actor.unit_id)
    return Q(unit=actor.unit_id) | Q(unit__until__lte=on, unit__in=units_in_scope(actor, on=on))


def waiting(actor: Actor, *, on: date) -> Q:
    """Return the condition that a nomination waits for the actor: an act onward is theirs, and it is not on hold."""
    found = _NONE
    for side in Side:
        if states := waiting_states(actor.roles, side):
            found |= on_side(side, actor, on=on) & Q(state__in=states)
    open_round = ~Q(state__in=_NEEDS_OPEN_ROUND) | Q(round__closed_at=None)
    return found & open_round & ~_held(on)


def doable(act: Act, actor: Actor, *, on: date) -> Q:
    """Return the condition that nothing known stops an act: it is the actor's and the state's, no hold, no obstacle."""
    way = WAYS[act]
    if way.roles.isdisjoint(actor.roles):
        return _NONE
    clear = Q(not_met=0, to_judge=0) if way.needs_clear else Q()
    is_open = Q(round__closed_at=None) if way.side is Side.NOMINATING else Q()
    return on_side(way.side, actor, on=on) & Q(state__in=way.sources) & ~_held(on) & clear & is_open


def waiting_counts(actor: Actor, *, on: date) -> list[tuple[int, State, int]]:
    """Return how many nominations wait for the actor by the key of their round and by state; one query."""
    return [(key, State(state), count) for key, state, count in _counts(actor, on)]


def waiting_and_late(actor: Actor, *, on: date) -> tuple[list[int], int]:
    """Return how many nominations wait by round and state, and in how many rounds bodies are late with opinions.

    Every page of the office asks for it: both in one statement.
    """
    by_round = late_in_own_rounds(actor, on=on).values("nomination__round")
    late = by_round.annotate(step=Value(_LATE, CharField()), count=Count("pk"))
    told = list(_counts(actor, on).union(late.values_list("nomination__round", "step", "count"), all=True))
    return [count for _key, step, count in told if step != _LATE], sum(step == _LATE for _key, step, _count in told)


def _counts(actor: Actor, on: date) -> QuerySet[Nomination, tuple[int, str, int]]:
    rows = nominations_in_scope(actor, on=on).filter(waiting(actor, on=on)).order_by()
    return rows.values("round", "state").annotate(count=Count("pk")).values_list("round", "state", "count")


def waiting_by_round(actor: Actor, *, on: date) -> list[tuple[Round, State, int]]:
    """Return the same with the rounds, the one that closes first before, then by step."""
    counts = waiting_counts(actor, on=on)
    rounds = Round.objects.in_bulk({key for key, _state, _count in counts})
    order = list(State)
    found = [(rounds[key], state, count) for key, state, count in counts]
    return sorted(found, key=lambda each: (each[0].closes_on or date.max, each[0].pk, order.index(each[1])))


def _held(on: date) -> Q:
    return Q(held_until__isnull=False, held_until__gt=on)
