"""Who sits where: the roll of a session, who stepped aside, and what the actor is."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from thidua.core.actors import Actor, Role
from thidua.councils.choices import CouncilRole
from thidua.councils.models import AgendaItem, Attendance, Council, CouncilMember, Recusal, Session, Turnout
from thidua.councils.rules.attending import Seat
from thidua.councils.rules.outcomes import is_still_here
from thidua.councils.rules.parts import Part
from thidua.organisations.queries import in_force

_CLERKS = (Role.OFFICER, Role.APPROVER, Role.LEADER)


def members_on(council: Council, day: date) -> QuerySet[CouncilMember]:
    """Return the members that a council has on a day."""
    return CouncilMember.objects.filter(in_force(day), council=council)


def roll_of(session: Session) -> list[Attendance]:
    """Return the roll with its members, the chair first, as minutes name them."""
    rows = list(Attendance.objects.filter(session=session).select_related("member"))
    order = list(CouncilRole)
    return sorted(rows, key=lambda row: (order.index(CouncilRole(row.member.role)), row.pk))


def seats(roll: list[Attendance]) -> list[Seat]:
    """Return a roll as the rules take it."""
    return [Seat(row.member_id, row.presence, row.left_at is not None) for row in roll]


def recused_from(item: AgendaItem) -> frozenset[int]:
    """Return the members who stepped aside from an item."""
    return frozenset(Recusal.objects.in_force().filter(item=item).values_list("member_id", flat=True))


def voted_on(item: AgendaItem) -> frozenset[int]:
    """Return the members who cast a ballot on an item."""
    return frozenset(Turnout.objects.filter(item=item).values_list("member_id", flat=True))


def has_left(item: AgendaItem) -> bool:
    """Tell whether the nomination of an item, read with it, left the council since the item was opened."""
    one = item.nomination
    return one is not None and not is_still_here(one.state, moved_at=one.moved_at, opened_at=item.opened_at)


def seat_of(session: Session, actor: Actor) -> CouncilMember | None:
    """Return the member on the roll that the actor is."""
    if actor.user_id is None:
        return None
    rows = CouncilMember.objects.filter(user=actor.user_id, council=session.council_id)
    return rows.filter(pk__in=Attendance.objects.filter(session=session).values("member")).first()


def is_clerk(council: Council, actor: Actor) -> bool:
    """Whether the actor keeps the council's papers: works for its unit as officer, approver or leader, or a process."""
    if actor.unit_id is None or actor.unit_id != council.unit_id:
        return False
    return actor.uid is None or actor.has(*_CLERKS)


def parts_of(session: Session, actor: Actor, seat: CouncilMember | None) -> frozenset[Part]:
    """Return what the actor, who sits on ``seat``, is at a session whose council is read with it."""
    parts = {Part.CLERK} if is_clerk(session.council, actor) else set()
    if seat is not None:
        parts.add(Part.MEMBER)
        if seat.role == CouncilRole.VICE_CHAIR:
            parts.add(Part.VICE_CHAIR)
        if seat.pk == session.chair_id:
            parts.add(Part.CHAIR)
        if seat.pk == session.secretary_id:
            parts.add(Part.SECRETARY)
    return frozenset(parts)


def overlapping_seats(council: Council, user_id: int, since: date, until: date | None) -> QuerySet[CouncilMember]:
    """Return the seats that a user has in a council at any time of a span."""
    rows = CouncilMember.objects.filter(Q(until__isnull=True) | Q(until__gt=since), council=council, user=user_id)
    return rows.filter(since__lt=until) if until else rows
