"""Whether enough members are there for a session to be held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from thidua.law.day import Law

_PART, _WHOLE = "council_quorum_numerator", "council_quorum_denominator"


@dataclass(frozen=True, slots=True)
class Quorum:
    """How large a part of all members must be there, by the law of a day or a local rule; opinions in writing do not.

    ``verified`` says whether the provision was seen in its text.
    """

    part: int
    whole: int
    provision: str = ""
    verified: bool = True
    caution: str = ""

    def least(self, members: int) -> int:
        """Return how many of so many members must be there.

        >>> Quorum(2, 3).least(15), Quorum(80, 100).least(13)
        (10, 11)
        """
        return -(-self.part * members // self.whole)

    def is_reached(self, present: int, members: int) -> bool:
        """Tell whether enough are there; a council without members never meets."""
        return members > 0 and present >= self.least(members)

    def as_json(self) -> dict[str, Any]:
        """Return what is kept with the session."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Quorum:
        """Return what was kept."""
        return cls(**kept)


def quorum_of(law: Law) -> Quorum:
    """Return the quorum of a law.

    Raises:
        NotInForceError: nothing sets one for that day.
    """
    part, whole = law.parameter(_PART), law.parameter(_WHOLE)
    provisions = tuple(dict.fromkeys((*part.provisions, *whole.provisions)))
    verified = part.verified and whole.verified
    caution = law.caution(provisions, verified=verified)
    return Quorum(part.value, whole.value, "; ".join(map(str, provisions)), verified, caution)
