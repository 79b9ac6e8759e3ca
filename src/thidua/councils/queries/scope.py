"""Which councils and sessions somebody may see."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from thidua.core.actors import Actor, Role
from thidua.councils.models import Attendance, Council, CouncilMember, Session
from thidua.organisations.queries import units_in_scope

_ONLY_SEATED = frozenset({Role.COUNCIL_MEMBER})


def councils(actor: Actor, *, on: date) -> QuerySet[Council]:
    """Return the councils of units in scope; who is a council member alone sees those in which they sit."""
    seen = Council.objects.filter(unit__in=units_in_scope(actor, on=on)).select_related("unit")
    if not actor.roles <= _ONLY_SEATED:
        return seen
    return seen.filter(Exists(CouncilMember.objects.filter(council=OuterRef("pk"), user=actor.user_id)))


def sessions(actor: Actor, *, on: date) -> QuerySet[Session]:
    """Return the sessions of councils in scope, the newest first; of a mere council member those of their seats."""
    seen = Session.objects.filter(council__unit__in=units_in_scope(actor, on=on))
    seen = seen.select_related("council__unit", "chair", "secretary", "round")
    if not actor.roles <= _ONLY_SEATED:
        return seen
    seated = Attendance.objects.filter(session=OuterRef("pk"), member__user=actor.user_id)
    return seen.filter(Exists(seated))
