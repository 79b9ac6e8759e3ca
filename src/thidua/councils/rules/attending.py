"""Who is there, who may vote on an item, and who may still write."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from thidua.councils.choices import Presence


@dataclass(frozen=True, slots=True)
class Seat:
    """A member on the roll: whether they are there now. ``has_left`` says that they were there and went."""

    member: int
    presence: str
    has_left: bool = False

    @property
    def is_there(self) -> bool:
        """Whether the member is in the room."""
        return self.presence == Presence.PRESENT and not self.has_left


def attending(roll: Iterable[Seat]) -> frozenset[int]:
    """Return the members who are there."""
    return frozenset(seat.member for seat in roll if seat.is_there)


def entitled(roll: Iterable[Seat], recused: Collection[int]) -> frozenset[int]:
    """Return the members who may vote on an item: there, and not stepped aside."""
    return attending(roll).difference(recused)


def may_write(roll: Iterable[Seat], recused: Collection[int], voted: Collection[int]) -> frozenset[int]:
    """Return the members whose opinion in writing counts: not there, not stepped aside, and without a ballot."""
    away = frozenset(seat.member for seat in roll if not seat.is_there)
    return away.difference(recused).difference(voted)
