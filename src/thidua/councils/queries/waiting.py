"""What a council has before it: nominations that wait to be put on an agenda, votes that wait for a member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from thidua.core.actors import Actor
from thidua.councils.choices import ItemState, Presence, SessionState, Way
from thidua.councils.models import AgendaItem, Recusal, Session, Turnout
from thidua.councils.queries.found import seats_held
from thidua.councils.queries.standards import standards_of
from thidua.councils.rules.standard import Standard
from thidua.nominations.choices import State
from thidua.nominations.models import Nomination


@dataclass(frozen=True, slots=True)
class WaitingGroup:
    """Nominations for one award and kind of recipient that wait for a council, and how they have to be voted on."""

    award_code: str
    award_name: str
    kind: str
    standard: Standard
    nominations: tuple[Nomination, ...]


@dataclass(frozen=True, slots=True)
class VoteWaiting:
    """A vote that waits for somebody: the item under way in a session in which they may vote and did not yet."""

    item: UUID
    session: UUID
    session_title: str
    order: int
    subject: str


@dataclass(frozen=True, slots=True)
class SessionAhead:
    """A session to come in which somebody sits, and how many items it will look at."""

    session: UUID
    title: str
    place: str
    held_on: date
    items: int


def nominations_waiting(session: Session, *, on: date) -> tuple[WaitingGroup, ...]:
    """Return what may be put on the agenda of a session, by award and kind: of its round, else of all of its unit."""
    elsewhere = AgendaItem.objects.filter(nomination=OuterRef("pk"), outcome="")
    rows = Nomination.objects.filter(round__unit=session.council.unit_id, state=State.COUNCIL)
    if session.round_id is not None:
        rows = rows.filter(round=session.round_id)
    rows = rows.exclude(Exists(elsewhere.exclude(session__state=SessionState.CLOSED))).select_related("round")
    found: dict[tuple[str, str], list[Nomination]] = {}
    for each in rows.order_by("award_name", "kind", "sort_key", "pk"):
        found.setdefault((each.award_code, each.kind), []).append(each)
    standards = standards_of(session, [each for group in found.values() for each in group], on=on)
    groups = [
        WaitingGroup(code, group[0].award_name, kind, standards[group[0].pk], tuple(group))
        for (code, kind), group in found.items()
    ]
    return tuple(sorted(groups, key=lambda group: not group.standard.is_of_law))


def votes_waiting(actor: Actor) -> list[VoteWaiting]:
    """Return the votes that wait for the actor; one query."""
    rows = _votes(actor)
    return [
        VoteWaiting(each.uid, each.session.uid, each.session.title, each.order, str(each))
        for each in rows.select_related("session", "nomination")
    ]


def count_votes_waiting(actor: Actor) -> int:
    """Return how many votes wait for the actor; every page asks for it."""
    return _votes(actor).count() if actor.user_id else 0


def sessions_ahead(actor: Actor) -> list[SessionAhead]:
    """Return the sessions in which the actor sits and that were not opened yet, the next one first; one query."""
    rows = Session.objects.filter(state=SessionState.PLANNED, pk__in=seats_held(actor).values("session"))
    counted = rows.annotate(item_count=Count("items")).order_by("starts_at")
    return [SessionAhead(each.uid, each.title, each.place, each.held_on, each.item_count) for each in counted]


def _votes(actor: Actor) -> QuerySet[AgendaItem]:
    """The ballots that the actor may cast now."""
    if actor.user_id is None:
        return AgendaItem.objects.none()
    of_item = {"item": OuterRef("pk"), "member__user": actor.user_id}
    there = seats_held(actor).filter(presence=Presence.PRESENT, left_at=None)
    rows = AgendaItem.objects.filter(
        state=ItemState.OPEN,
        way=Way.BALLOT,
        is_on_paper=False,
        session__state=SessionState.OPEN,
        session__in=there.values("session"),
    )
    aside = Recusal.objects.in_force().filter(**of_item)
    return rows.exclude(Exists(aside)).exclude(Exists(Turnout.objects.filter(**of_item)))
