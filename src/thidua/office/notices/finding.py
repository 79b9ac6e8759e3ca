"""Notices and rounds as a request may reach them: only those who appraise work with them."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from thidua.core import clock
from thidua.core.actors import Role
from thidua.nominations.models import Notice, Round
from thidua.nominations.queries import notices as queries
from thidua.nominations.queries.rounds import rounds
from thidua.web.requests import ActingRequest

KEEPERS = frozenset({Role.OFFICER, Role.APPROVER, Role.LEADER})
"""Those who open and close notices of their own unit's rounds."""


def notice_or_404(request: ActingRequest, uid: UUID) -> Notice:
    """Return a notice of a round of the actor's own unit."""
    return get_object_or_404(queries.notices(request.actor), uid=uid)


def own_round_or_404(request: ActingRequest, uid: UUID) -> Round:
    """Return a round of the actor's own unit."""
    return get_object_or_404(rounds(request.actor, on=clock.today()), uid=uid, unit=request.actor.unit_id)
