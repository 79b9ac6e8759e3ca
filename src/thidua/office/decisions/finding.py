"""Decisions, their lines, rounds and honours as a request may reach them; who may do what."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404

from thidua.core import clock
from thidua.core.actors import Role
from thidua.decisions.choices import DecisionKind
from thidua.decisions.models import AwardDecision, DecisionLine
from thidua.decisions.queries.decisions import decisions, lines_in_scope
from thidua.decisions.rules.acts import OFFICERS
from thidua.honours.models import Honour
from thidua.nominations.models import Round
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.web.requests import ActingRequest

DRAFTERS = OFFICERS
"""Who works on decisions; what is for heads alone the command says."""
KEEPERS = OFFICERS | {Role.ADMINISTRATOR}
"""Who sees the books of numbers and the fund."""


def decision_or_404(request: ActingRequest, uid: UUID) -> AwardDecision:
    """Return a decision in scope that was not dropped."""
    return get_object_or_404(decisions(request.actor, on=clock.today()), uid=uid)


def line_or_404(request: ActingRequest, uid: UUID) -> DecisionLine:
    """Return a line of a decision in scope."""
    return get_object_or_404(lines_in_scope(request.actor, on=clock.today()), uid=uid)


def round_or_404(request: ActingRequest, uid: UUID) -> Round:
    """Return a round of the actor's own unit: nobody else decides in it."""
    return get_object_or_404(Round.objects.filter(unit=request.actor.unit_id or 0).select_related("unit"), uid=uid)


def honour_or_404(request: ActingRequest, uid: UUID) -> Honour:
    """Return an honour that stands in a ledger in scope, or that a decision in scope gave."""
    scope = units_in_scope(request.actor, on=clock.today())
    given = DecisionLine.objects.filter(does=DecisionKind.AWARD, decision__unit__in=scope).values("honour")
    rows = Honour.objects.in_force().filter(Q(keeper__in=scope) | Q(pk__in=given))
    return get_object_or_404(rows.select_related("holder", "body", "authority"), uid=uid)


def own_unit(request: ActingRequest) -> Unit:
    """Return the unit in whose name the actor works."""
    return get_object_or_404(Unit, pk=request.actor.unit_id or 0)


def ticked(request: ActingRequest, name: str) -> list[UUID]:
    """Return the uids of the boxes that are ticked; what is none is as if it were not there."""
    return uids(request.POST.getlist(name))


def uids(texts: Iterable[str]) -> list[UUID]:
    """Return the uids among texts; what is none is as if it were not there."""
    found = []
    for text in texts:
        with suppress(ValueError):
            found.append(UUID(text))
    return found


def works_on(request: ActingRequest, unit_id: int) -> bool:
    """Tell whether the actor may write to decisions of a unit."""
    return request.actor.unit_id == unit_id and request.actor.has(*DRAFTERS)
