"""Rows of councils that the actor may look at; anything else is not there."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from thidua.core import clock
from thidua.core.actors import Role
from thidua.councils.models import AgendaItem, Council, CouncilMember, Recusal, Session
from thidua.councils.queries import found
from thidua.web.requests import ActingRequest

CLERKS = frozenset({Role.OFFICER, Role.APPROVER, Role.LEADER})
"""Who may keep the papers of the council of their own unit."""


def council_or_404(request: ActingRequest, uid: UUID) -> Council:
    """Return a council."""
    return get_object_or_404(found.councils_in_sight(request.actor, on=clock.today()), uid=uid)


def member_or_404(request: ActingRequest, uid: UUID) -> CouncilMember:
    """Return a member of a council."""
    return get_object_or_404(found.members_in_sight(request.actor, on=clock.today()), uid=uid)


def session_or_404(request: ActingRequest, uid: UUID) -> Session:
    """Return a session."""
    return get_object_or_404(found.sessions_in_sight(request.actor, on=clock.today()), uid=uid)


def item_or_404(request: ActingRequest, uid: UUID) -> AgendaItem:
    """Return an item of an agenda."""
    return get_object_or_404(found.items_in_sight(request.actor, on=clock.today()), uid=uid)


def recusal_or_404(request: ActingRequest, uid: UUID) -> Recusal:
    """Return a recusal."""
    return get_object_or_404(found.recusals_in_sight(request.actor, on=clock.today()), uid=uid)
