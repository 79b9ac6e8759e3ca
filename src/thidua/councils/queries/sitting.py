"""A session as everybody in the room may see it at one moment: roll, agenda, who stepped aside, how many voted.

Nothing here tells how anybody voted; before an item is closed nothing tells what was voted at all. The number of
statements does not depend on how many members or items there are: fifteen people ask for it every few seconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Q

from thidua.core.actors import Actor
from thidua.councils.choices import ItemState
from thidua.councils.models import (
    AgendaItem,
    Attendance,
    CouncilMember,
    Recusal,
    Session,
    Turnout,
    WrittenOpinion,
)
from thidua.councils.queries.seats import has_left, parts_of, roll_of, seats
from thidua.councils.rules.attending import Seat, attending, entitled, may_write
from thidua.councils.rules.parts import Part, may_conclude, may_run

_T = TypeVar("_T", Recusal, WrittenOpinion)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session at one moment, and what the actor is in it.

    Attributes:
        roll: the chair first; ``items`` in the order of the agenda.
        recusals, opinions: what stands, by the item's key.
        in_box: how many ballots lie in the box of an item, by its key.
        seat: the member that the actor is; ``voted`` the items on which that member cast a ballot.
    """

    session: Session
    roll: tuple[Attendance, ...]
    items: tuple[AgendaItem, ...]
    recusals: dict[int, tuple[Recusal, ...]]
    opinions: dict[int, tuple[WrittenOpinion, ...]]
    in_box: dict[int, int]
    seat: CouncilMember | None
    parts: frozenset[Part]
    voted: frozenset[int]

    @property
    def seats(self) -> list[Seat]:
        """The roll as the rules take it."""
        return seats(list(self.roll))

    @property
    def is_running(self) -> bool:
        """Whether the actor runs the session."""
        return may_run(self.parts)

    def recused(self, item: AgendaItem) -> frozenset[int]:
        """Return the members who stepped aside from an item."""
        return frozenset(each.member_id for each in self.recusals.get(item.pk, ()))

    def entitled(self, item: AgendaItem) -> frozenset[int]:
        """Return the members who may vote on an item."""
        return entitled(self.seats, self.recused(item))

    def attending(self) -> frozenset[int]:
        """Return the members who are there."""
        return attending(self.seats)

    def may_write(self, item: AgendaItem) -> frozenset[int]:
        """Return the members who are away and may write; that one voted and left is told by the command alone."""
        return may_write(self.seats, self.recused(item), ())

    def may_vote(self, item: AgendaItem) -> bool:
        """Whether the actor has a ballot to cast on an item."""
        return self.seat is not None and self.seat.pk in self.entitled(item) and item.pk not in self.voted

    def may_conclude(self, item: AgendaItem) -> bool:
        """Whether the actor confirms what an item came to."""
        aside = self.recused(item)
        if self.seat is not None and self.seat.pk in aside:
            return False
        chair = self.session.chair
        return may_conclude(self.parts, chair_can=chair.user_id is not None and chair.pk not in aside)

    @property
    def open_item(self) -> AgendaItem | None:
        """The item that is being dealt with."""
        return next((each for each in self.items if each.state == ItemState.OPEN), None)

    @property
    def in_hand(self) -> AgendaItem | None:
        """The item that needs somebody now: the open one, else one that waits for its outcome, else the next one."""
        closed = (each for each in self.items if each.state == ItemState.CLOSED)
        pending = (each for each in closed if not each.outcome and not has_left(each))
        waiting = (each for each in self.items if each.state == ItemState.WAITING)
        return self.open_item or next(pending, None) or next(waiting, None)


def sitting(session: Session, actor: Actor) -> Sitting:
    """Return a session, read with its council, chair and secretary, as it is now; six statements or fewer."""
    roll = tuple(roll_of(session))
    seat = next((row.member for row in roll if actor.user_id and row.member.user_id == actor.user_id), None)
    items = tuple(AgendaItem.objects.filter(session=session).select_related("nomination"))
    in_box, voted = _turnout(session, seat)
    return Sitting(
        session=session,
        roll=roll,
        items=items,
        recusals=_by_item(Recusal.objects.in_force().filter(item__session=session).select_related("member")),
        opinions=_by_item(WrittenOpinion.objects.in_force().filter(item__session=session).select_related("member")),
        in_box=in_box,
        seat=seat,
        parts=parts_of(session, actor, seat),
        voted=voted,
    )


def _by_item(rows: Iterable[_T]) -> dict[int, tuple[_T, ...]]:
    found: dict[int, list[_T]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return {key: tuple(of_item) for key, of_item in found.items()}


def _turnout(session: Session, seat: CouncilMember | None) -> tuple[dict[int, int], frozenset[int]]:
    rows = Turnout.objects.filter(item__session=session).order_by()
    mine = Count("key", filter=Q(member=seat.pk if seat else 0))
    told = list(rows.values_list("item_id").annotate(count=Count("key"), mine=mine))
    return {item: count for item, count, _mine in told}, frozenset(item for item, _count, own in told if own)
