"""What somebody is at a session, and which acts that lets them do."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Part(StrEnum):
    """What somebody is at a session: keeps its papers for the unit, chairs it, writes it down, or sits in it."""

    CLERK = "clerk"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    MEMBER = "member"


_RUNNING = frozenset({Part.CLERK, Part.CHAIR, Part.SECRETARY})


def may_run(parts: Collection[Part]) -> bool:
    """Tell whether somebody may keep roll and agenda, open and close items, and enter what was counted by hand."""
    return not _RUNNING.isdisjoint(parts)


def may_conclude(parts: Collection[Part], *, chair_can: bool) -> bool:
    """Tell whether somebody may confirm what an item came to.

    ``chair_can``: the one who chairs has an account and did not step aside. Else whoever writes it down does it in
    their name, or the vice chair.
    """
    stand_ins = {Part.SECRETARY, Part.CLERK, Part.VICE_CHAIR}
    return Part.CHAIR in parts if chair_can else not stand_ins.isdisjoint(parts)
