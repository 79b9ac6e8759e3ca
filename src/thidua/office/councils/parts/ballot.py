"""The ballot of whoever looks, the box before it is opened, and what is counted by hand.

Nothing here knows how anybody voted: the choice goes from the form into the box and is shown nowhere again.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from thidua.councils.choices import ItemState, SessionState, Way
from thidua.councils.queries.sitting import Sitting
from thidua.office.councils.parts.focus import Focus
from thidua.office.councils.words import heading_of


@dataclass(frozen=True, slots=True)
class BallotView:
    """What stands where a ballot would stand.

    ``mode``: ``cast`` (the two cards), ``receipt`` (the ballot was counted), ``aside``, ``away``, or ``count`` for
    whoever enters what was counted by hand. ``in_box`` is told on a receipt alone, ``entitled`` where it is counted by
    hand: a ballot that is being filled in is not drawn anew when somebody else votes or goes.
    """

    uid: UUID
    order: int
    heading: str
    mode: str
    in_box: int
    entitled: int
    is_on_paper: bool


@dataclass(frozen=True, slots=True)
class BoxView:
    """The box of an item under way: how many ballots lie in it, of how many."""

    in_box: int
    entitled: int

    @property
    def share(self) -> int:
        """How full the bar is, in per cent."""
        return round(100 * self.in_box / self.entitled) if self.entitled else 0


def ballot_view(now: Sitting, focus: Focus | None) -> BallotView | None:
    """Return what whoever looks does with an item under way; nothing where there is nothing to do."""
    if focus is None or not _is_under_way(now, focus):
        return None
    item = focus.item
    mode = _mode(now, focus)
    if not mode:
        return None
    in_box = now.in_box.get(item.pk, 0) if mode == "receipt" else 0
    entitled = focus.so_far.entitled if mode == "count" else 0
    return BallotView(item.uid, item.order, heading_of(item), mode, in_box, entitled, item.is_on_paper)


def box_view(now: Sitting, focus: Focus | None) -> BoxView | None:
    """Return the box of an item under way, on which members vote here."""
    if focus is None or not _is_under_way(now, focus) or not _votes_here(focus):
        return None
    in_box = now.in_box.get(focus.item.pk, 0)
    return BoxView(in_box, max(focus.so_far.entitled, in_box))


def _is_under_way(now: Sitting, focus: Focus) -> bool:
    return now.session.state == SessionState.OPEN and focus.item.state == ItemState.OPEN


def _votes_here(focus: Focus) -> bool:
    return focus.item.way == Way.BALLOT and not focus.item.is_on_paper


def _mode(now: Sitting, focus: Focus) -> str:
    item = focus.item
    if now.seat is not None and now.seat.pk in now.recused(item):
        return "aside"
    if item.way == Way.NONE:
        return ""
    if not _votes_here(focus):
        return "count" if now.is_running else ""
    if item.pk in now.voted:
        return "receipt"
    if now.may_vote(item):
        return "cast"
    return "away" if now.seat is not None else ""
