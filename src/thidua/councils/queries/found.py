"""Which councils, sessions and items somebody may look at: those of units in scope, and those in which they sit."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from thidua.core.actors import Actor
from thidua.councils.choices import ItemState, SessionState
from thidua.councils.models import AgendaItem, Attendance, Council, CouncilMember, Recusal, Session
from thidua.organisations.queries import in_force, units_in_scope


def councils_in_sight(actor: Actor, *, on: date) -> QuerySet[Council]:
    """Return the councils of units in scope and those in which the actor sits that day, also without a role there."""
    seen = Q(unit__in=units_in_scope(actor, on=on))
    if actor.user_id is not None:
        seats = CouncilMember.objects.filter(in_force(on), user=actor.user_id)
        seen |= Q(pk__in=seats.order_by().values("council"))
    return Council.objects.filter(seen).select_related("unit")


def members_in_sight(actor: Actor, *, on: date) -> QuerySet[CouncilMember]:
    """Return the members of councils in sight."""
    rows = CouncilMember.objects.filter(council__in=councils_in_sight(actor, on=on))
    return rows.select_related("council__unit", "user")


def sessions_in_sight(actor: Actor, *, on: date) -> QuerySet[Session]:
    """Return the sessions of councils in sight, the newest first, with who chairs and who writes."""
    rows = Session.objects.filter(council__in=councils_in_sight(actor, on=on))
    return rows.select_related("council__unit", "chair", "secretary", "round")


def items_in_sight(actor: Actor, *, on: date) -> QuerySet[AgendaItem]:
    """Return the items of sessions in sight."""
    rows = AgendaItem.objects.filter(session__council__in=councils_in_sight(actor, on=on))
    return rows.select_related("session__council__unit", "session__chair", "session__secretary", "nomination__round")


def recusals_in_sight(actor: Actor, *, on: date) -> QuerySet[Recusal]:
    """Return the recusals of items in sight."""
    rows = Recusal.objects.filter(item__session__council__in=councils_in_sight(actor, on=on))
    return rows.select_related("item__session", "member")


def sessions_counted(rows: QuerySet[Session], *, at_most: int | None = None) -> list[Session]:
    """Return sessions with ``item_count`` and ``done_count``: those under way, then to come by day, then those over.

    ``at_most`` leaves out the oldest.
    """
    done = Count("items", filter=Q(items__state=ItemState.CLOSED))
    found = list(rows.annotate(item_count=Count("items"), done_count=done)[:at_most])
    to_come = [each for each in found if each.state == SessionState.PLANNED]
    return [
        *(each for each in found if each.state == SessionState.OPEN),
        *sorted(to_come, key=lambda each: each.starts_at),
        *(each for each in found if each.state == SessionState.CLOSED),
    ]


def seats_held(actor: Actor) -> QuerySet[Attendance]:
    """Return where the actor stands on the roll of a session that is not over."""
    rows = Attendance.objects.filter(member__user=actor.user_id) if actor.user_id else Attendance.objects.none()
    return rows.exclude(session__state=SessionState.CLOSED)
