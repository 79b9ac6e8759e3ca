"""What a member of a council has before them: items of sessions that are planned or held."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from thidua.core.actors import Actor
from thidua.councils.choices import ItemState, Presence, SessionState, Way
from thidua.councils.models import AgendaItem, Attendance, Recusal, Turnout, WrittenOpinion


@dataclass(frozen=True, slots=True)
class OwnItem:
    """An item, and what there is to do for the reader: vote now, or write where they are away. Else there is to read.

    ``has_voted`` is the receipt; it is told while the vote goes on, and afterwards in the session's page.
    """

    item: AgendaItem
    may_vote: bool
    has_voted: bool
    is_recused: bool
    may_write: bool


def own_items(actor: Actor) -> list[OwnItem]:
    """Return the items of planned and open sessions on whose roll the actor stands: what waits for a vote first.

    Not narrowed by unit: a seat is personal, and an expert may sit in the council of a unit that is not theirs.
    """
    if actor.user_id is None:
        return []
    seats = Attendance.objects.filter(session=OuterRef("session"), member__user=actor.user_id)
    mine = {"item": OuterRef("pk"), "member__user": actor.user_id}
    rows = AgendaItem.objects.filter(
        Exists(seats), session__state__in=(SessionState.PLANNED, SessionState.OPEN)
    ).annotate(
        is_there=Exists(seats.filter(presence=Presence.PRESENT, left_at__isnull=True)),
        is_away=Exists(seats.filter(presence=Presence.ABSENT)),
        is_aside=Exists(Recusal.objects.in_force().filter(**mine)),
        voted=Exists(Turnout.objects.filter(**mine)),
        wrote=Exists(WrittenOpinion.objects.in_force().filter(**mine)),
    )
    rows = rows.select_related("session__council", "nomination").order_by("session__held_on", "session_id", "order")
    found = [_own(row) for row in rows]
    return sorted(found, key=lambda each: not each.may_vote)


def _own(row: AgendaItem) -> OwnItem:
    told = {name: bool(getattr(row, name)) for name in ("is_there", "is_away", "is_aside", "voted", "wrote")}
    votes_here = row.state == ItemState.OPEN and row.way == Way.BALLOT and not row.is_on_paper
    is_free = not told["is_aside"] and not told["voted"]
    return OwnItem(
        item=row,
        may_vote=votes_here and told["is_there"] and is_free,
        has_voted=told["voted"],
        is_recused=told["is_aside"],
        may_write=row.state != ItemState.CLOSED and told["is_away"] and is_free and not told["wrote"],
    )
