"""The item that the page of a session shows, and what a vote on it must reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thidua.councils.choices import ItemState
from thidua.councils.models import AgendaItem
from thidua.councils.queries.sitting import Sitting
from thidua.councils.queries.standards import standards_of
from thidua.councils.rules.outcomes import Proposal, proposal
from thidua.councils.rules.standard import Standard
from thidua.councils.rules.tally import Tally


@dataclass(frozen=True, slots=True)
class Focus:
    """An item as it is looked at.

    Attributes:
        standard: what the vote must reach; of an item that was not opened, by today's rules.
        so_far: members, recused, attending and entitled as they are now, with no vote in it.
        tally: what was counted; ``None`` before closing and where nobody voted.
        is_in_hand: whether it is the item that the session is at; another one may be looked at meanwhile.
        is_asked: whether the reader asked for just this one.
    """

    item: AgendaItem
    standard: Standard
    so_far: Tally
    tally: Tally | None
    is_in_hand: bool
    is_asked: bool

    def proposal(self, tie_rule: str) -> Proposal:
        """Return what follows from the count."""
        return proposal(self.standard, self.tally, tie_rule, is_nomination=self.item.nomination_id is not None)


def focus_of(now: Sitting, asked: UUID | None, *, on: date) -> Focus | None:
    """Return the item that was asked for, else the one in hand, else the last one; ``None`` on an empty agenda."""
    chosen = next((each for each in now.items if each.uid == asked), None) if asked else None
    in_hand = now.in_hand
    item = chosen or in_hand or (now.items[-1] if now.items else None)
    if item is None:
        return None
    tally = Tally.from_json(item.tally) if item.tally else None
    is_asked = chosen is not None
    return Focus(item, _standard(now, item, on), _so_far(now, item), tally, item == in_hand, is_asked)


def _standard(now: Sitting, item: AgendaItem, on: date) -> Standard:
    if item.state != ItemState.WAITING and item.standard:
        return Standard.from_json(item.standard)
    return standards_of(now.session, [item.nomination], on=on)[item.nomination_id]


def _so_far(now: Sitting, item: AgendaItem) -> Tally:
    return Tally(
        favour=0,
        against=0,
        blank=0,
        written_favour=0,
        written_against=0,
        members=len(now.roll),
        recused=len(now.recused(item)),
        attending=len(now.attending()),
        entitled=len(now.entitled(item)),
    )
