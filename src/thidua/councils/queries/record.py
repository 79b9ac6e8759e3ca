"""A session as its minutes tell it: who was there, each item, what was counted. Nothing of a vote that goes on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from thidua.councils.choices import ItemState, Majority
from thidua.councils.models import AgendaItem, Attendance, CouncilMember, Recusal, Session, WrittenOpinion
from thidua.councils.queries.seats import roll_of, seats
from thidua.councils.queries.standards import standards_of
from thidua.councils.rules.attending import Seat, attending
from thidua.councils.rules.quorum import Quorum, quorum_of
from thidua.councils.rules.standard import Standard
from thidua.councils.rules.tally import Tally
from thidua.law.catalogue import NotInForceError, UnknownCodeError
from thidua.local_rules.queries import law_for

_T = TypeVar("_T", Recusal, WrittenOpinion)


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """An item of the agenda.

    Attributes:
        standard, least: what the vote must reach, and how many that are; ``least`` is ``None`` where it depends on how
            many vote.
        recusals: who stepped aside.
        opinions: who wrote, and what: ``None`` until the item is closed.
        tally, share: after closing alone; without a vote, nothing.
    """

    item: AgendaItem
    standard: Standard
    least: int | None
    recusals: tuple[Recusal, ...] = ()
    opinions: tuple[tuple[CouncilMember, str | None], ...] = ()
    tally: Tally | None = None
    share: str = ""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session, its roll with the chair first, and its items in order.

    ``quorum`` and ``least`` are those of the law of its day; ``None`` where nothing sets one.
    """

    session: Session
    roll: tuple[Attendance, ...]
    quorum: Quorum | None
    items: tuple[ItemRecord, ...]

    @property
    def members(self) -> int:
        """How many are on the roll."""
        return len(self.roll)

    @property
    def least(self) -> int | None:
        """How many had to be there."""
        return self.quorum.least(self.members) if self.quorum else None


def session_record(session: Session, *, on: date) -> SessionRecord:
    """Return what is to be told of a session ``on`` a day; it comes with its council, chair and secretary.

    For nobody in particular: whoever may see the session may see this.
    """
    roll = roll_of(session)
    items = list(AgendaItem.objects.filter(session=session).select_related("nomination__unit"))
    for each in items:
        each.session = session
    recusals = _by_item(Recusal.objects.in_force().filter(item__session=session).select_related("member"))
    opinions = _by_item(WrittenOpinion.objects.in_force().filter(item__session=session).select_related("member"))
    standards = _standards(session, items, on)
    found = [
        _record(each, standards[each.pk], seats(roll), recusals.get(each.pk, []), opinions.get(each.pk, []))
        for each in items
    ]
    return SessionRecord(session, tuple(roll), _quorum(session, on), tuple(found))


def _by_item(rows: Iterable[_T]) -> dict[int, list[_T]]:
    found: dict[int, list[_T]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return found


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


def _record(
    item: AgendaItem,
    standard: Standard,
    roll: Sequence[Seat],
    recusals: Sequence[Recusal],
    opinions: Sequence[WrittenOpinion],
) -> ItemRecord:
    is_closed = item.state == ItemState.CLOSED
    tally = Tally.from_json(item.tally) if is_closed and item.tally else None
    return ItemRecord(
        item=item,
        standard=standard,
        least=standard.least(tally) if tally else _least(standard, roll, {each.member_id for each in recusals}),
        recusals=tuple(recusals),
        opinions=tuple((each.member, each.choice if is_closed else None) for each in opinions),
        tally=tally,
        share=standard.share(tally) if tally else "",
    )


def _least(standard: Standard, roll: Sequence[Seat], recused: set[int]) -> int | None:
    """Return how many must be for it before anybody votes; ``None`` where that depends on who does."""
    if standard.majority == Majority.OF_VOTES:
        return None
    there = attending(roll)
    return standard.least(Tally(0, 0, 0, 0, 0, len(roll), len(recused), len(there), len(there - recused)))
