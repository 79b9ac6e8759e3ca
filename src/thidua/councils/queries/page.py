"""What the page of a session shows: to who runs it, to who chairs, to a member. Nothing of a vote that goes on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from thidua.core.actors import Actor
from thidua.councils.choices import ItemState, Majority, SessionState, Way
from thidua.councils.models import (
    AgendaItem,
    Attendance,
    CouncilMember,
    Recusal,
    Session,
    Turnout,
    WrittenOpinion,
)
from thidua.councils.queries.seats import parts_of, roll_of, seat_of, seats
from thidua.councils.queries.standards import standards_of
from thidua.councils.rules.attending import Seat, attending, entitled, may_write
from thidua.councils.rules.outcomes import Proposal, proposal
from thidua.councils.rules.parts import Part, may_conclude, may_run
from thidua.councils.rules.quorum import Quorum, quorum_of
from thidua.councils.rules.standard import Standard
from thidua.councils.rules.tally import Tally
from thidua.law.catalogue import NotInForceError, UnknownCodeError
from thidua.local_rules.queries import law_for


@dataclass(frozen=True, slots=True)
class Mine:
    """How the reader stands to an item. ``has_voted`` is the receipt: the ballot was taken, never how it was cast."""

    may_vote: bool = False
    has_voted: bool = False
    is_recused: bool = False
    may_recuse: bool = False
    may_write: bool = False
    has_written: bool = False
    may_conclude: bool = False


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item of the agenda.

    Attributes:
        standard, least: what the vote must reach, and how many that are; ``least`` is ``None`` where it depends on how
            many vote.
        in_box: ballots that lie in the box; ``None`` where nobody votes here or the vote is over.
        entitled: how many may vote on it.
        waiting_for: who has not voted yet, for whoever runs the session; empty for everybody else.
        recusals, opinions: who stepped aside; who wrote. What they wrote is ``None`` until the item is closed.
        tally, share, proposal: after closing alone.
        mine: how the reader stands to it.
    """

    item: AgendaItem
    standard: Standard
    least: int | None
    entitled: int
    in_box: int | None = None
    waiting_for: tuple[CouncilMember, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    opinions: tuple[tuple[CouncilMember, str | None], ...] = ()
    tally: Tally | None = None
    share: str = ""
    proposal: Proposal | None = None
    mine: Mine = field(default_factory=Mine)


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A session as somebody may see it.

    Attributes:
        quorum, least: by the law of the session's day; ``None`` where nothing sets one.
        is_quorate: whether enough are there now.
        may_run: whether the reader keeps roll and agenda and opens and closes items.
    """

    session: Session
    roll: tuple[Attendance, ...]
    members: int
    attending: int
    quorum: Quorum | None
    least: int | None
    is_quorate: bool
    items: tuple[ItemView, ...]
    seat: CouncilMember | None
    parts: frozenset[Part]
    may_run: bool

    @property
    def current(self) -> ItemView | None:
        """The item that is open."""
        return next((each for each in self.items if each.item.state == ItemState.OPEN), None)

    @property
    def done(self) -> int:
        """How many items are closed."""
        return sum(each.item.state == ItemState.CLOSED for each in self.items)


@dataclass(frozen=True, slots=True)
class _Around:
    """What is read once for all items of a session."""

    session: Session
    seats: list[Seat]
    members: Mapping[int, CouncilMember]
    recusals: Mapping[int, list[Recusal]]
    opinions: Mapping[int, list[WrittenOpinion]]
    turnout: Mapping[int, set[int]]
    seat: CouncilMember | None
    parts: frozenset[Part]


def session_page(session: Session, actor: Actor, *, on: date) -> SessionPage:
    """Return what ``actor`` may see of a session ``on`` a day; whether they may see it at all, ``scope`` says.

    The session comes with its council, chair and secretary (``scope.sessions``).
    """
    seat = seat_of(session, actor)
    roll = roll_of(session)
    items = list(AgendaItem.objects.filter(session=session).select_related("nomination__unit"))
    for each in items:
        each.session = session
    around = _around(session, items, roll, seat, parts_of(session, actor, seat))
    standards = _standards(session, items, on)
    there, quorum = len(attending(around.seats)), _quorum(session, on)
    return SessionPage(
        session=session,
        roll=tuple(roll),
        members=len(roll),
        attending=there,
        quorum=quorum,
        least=quorum.least(len(roll)) if quorum else None,
        is_quorate=quorum is not None and quorum.is_reached(there, len(roll)),
        items=tuple(_view(each, standards[each.pk], around) for each in items),
        seat=seat,
        parts=around.parts,
        may_run=may_run(around.parts) and session.state != SessionState.CLOSED,
    )


def _around(
    session: Session,
    items: Sequence[AgendaItem],
    roll: Sequence[Attendance],
    seat: CouncilMember | None,
    parts: frozenset[Part],
) -> _Around:
    recusals: dict[int, list[Recusal]] = defaultdict(list)
    for recusal in Recusal.objects.in_force().filter(item__session=session).select_related("member"):
        recusals[recusal.item_id].append(recusal)
    opinions: dict[int, list[WrittenOpinion]] = defaultdict(list)
    for opinion in WrittenOpinion.objects.in_force().filter(item__session=session).select_related("member"):
        opinions[opinion.item_id].append(opinion)
    turnout: dict[int, set[int]] = defaultdict(set)
    open_items = [each.pk for each in items if each.state == ItemState.OPEN]
    seen = Turnout.objects.filter(Q(item__in=open_items) | Q(item__session=session, member=seat))  # others' ends there
    for item, member in seen.values_list("item_id", "member_id"):
        turnout[item].add(member)
    members = {row.member_id: row.member for row in roll}
    return _Around(session, seats(list(roll)), members, recusals, opinions, turnout, seat, parts)


def _standards(session: Session, items: Sequence[AgendaItem], on: date) -> dict[int, Standard]:
    """Return what each vote must reach: as it was fixed, or as the law has it for what was not taken up yet."""
    waiting = [each.nomination for each in items if not each.standard]
    found = standards_of(session, waiting, on=on) if waiting else {}
    return {
        each.pk: Standard.from_json(each.standard) if each.standard else found[each.nomination_id] for each in items
    }


def _quorum(session: Session, on: date) -> Quorum | None:
    if session.quorum:
        return Quorum.from_json(session.quorum)
    try:
        return quorum_of(law_for(session.council.unit_id, session.law_day, on=on))
    except (NotInForceError, UnknownCodeError):
        return None


def _view(item: AgendaItem, standard: Standard, around: _Around) -> ItemView:
    recused = frozenset(each.member_id for each in around.recusals[item.pk])
    allowed = entitled(around.seats, recused) | around.turnout[item.pk]
    is_closed = item.state == ItemState.CLOSED
    tally = Tally.from_json(item.tally) if is_closed and item.tally else None
    is_in_words = item.nomination_id is None
    told = proposal(standard, tally, around.session.tie_rule, is_nomination=not is_in_words) if is_closed else None
    votes_here = item.state == ItemState.OPEN and item.way == Way.BALLOT and not item.is_on_paper
    voted = around.turnout[item.pk]
    missing = sorted(allowed - voted) if votes_here and may_run(around.parts) else []
    return ItemView(
        item=item,
        standard=standard,
        least=standard.least(tally) if tally else _least(standard, around, recused),
        entitled=tally.entitled if tally else len(allowed),
        in_box=len(voted) if votes_here else None,
        waiting_for=tuple(around.members[each] for each in missing),
        recusals=tuple(around.recusals[item.pk]),
        opinions=tuple((each.member, each.choice if is_closed else None) for each in around.opinions[item.pk]),
        tally=tally,
        share=standard.share(tally) if tally else "",
        proposal=told if not item.outcome else None,
        mine=_mine(item, around, recused, votes_here=votes_here),
    )


def _least(standard: Standard, around: _Around, recused: frozenset[int]) -> int | None:
    """Return how many must be for it before anybody votes; ``None`` where that depends on who does."""
    if standard.majority == Majority.OF_VOTES:
        return None
    there = attending(around.seats)
    nobody = Tally(0, 0, 0, 0, 0, len(around.seats), len(recused), len(there), len(there - recused))
    return standard.least(nobody)


def _mine(item: AgendaItem, around: _Around, recused: frozenset[int], *, votes_here: bool) -> Mine:
    session, chair = around.session, around.session.chair
    own = around.seat.pk if around.seat else 0
    is_closed = item.state == ItemState.CLOSED or session.state == SessionState.CLOSED
    voted = around.turnout[item.pk]
    concluding = may_conclude(around.parts, chair_can=chair.user_id is not None and chair.pk not in recused)
    is_pending = item.state == ItemState.CLOSED and not item.outcome and session.state == SessionState.OPEN
    return Mine(
        may_vote=votes_here and own in entitled(around.seats, recused) and own not in voted,
        has_voted=own in voted,
        is_recused=own in recused,
        may_recuse=own > 0 and not is_closed and own not in recused and own not in voted,
        may_write=not is_closed and own in may_write(around.seats, recused, voted),
        has_written=any(each.member_id == own for each in around.opinions[item.pk]),
        may_conclude=is_pending and concluding and own not in recused,
    )
