"""What a standard finds: met, not met, or for a person to judge, always with its reason and the provision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from thidua.law.entries import Provision


class Outcome(StrEnum):
    """The three things that a standard can find."""

    MET = "met"
    NOT_MET = "not_met"
    TO_JUDGE = "to_judge"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return _LABELS[self]


_LABELS = {Outcome.MET: "đạt", Outcome.NOT_MET: "không đạt", Outcome.TO_JUDGE: "cần người có thẩm quyền xem xét"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One standard applied to one case.

    ``reason`` is a Vietnamese sentence for the official, ``observed`` what the standard looked at. ``verified`` is
    false when a provision used is not checked against its text; ``caution`` then says what to look up.
    """

    outcome: Outcome
    reason: str
    provisions: tuple[Provision, ...]
    observed: str
    verified: bool = True
    caution: str = ""

    @property
    def provision(self) -> str:
        """The provisions in words: "06/2022/QH15, Điều 26"."""
        return "; ".join(map(str, self.provisions))
