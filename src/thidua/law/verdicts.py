"""What a standard finds: met, not met, or for a person to judge, always with its reason and the provision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.law.entries import Provision


class Outcome(StrEnum):
    """What a standard can find. ``NOT_YET`` is only for steps that come later, such as the council's vote."""

    MET = "met"
    NOT_MET = "not_met"
    TO_JUDGE = "to_judge"
    NOT_YET = "not_yet"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return _LABELS[self]


_LABELS = {
    Outcome.MET: "đạt",
    Outcome.NOT_MET: "không đạt",
    Outcome.TO_JUDGE: "cần người có thẩm quyền xem xét",
    Outcome.NOT_YET: "chưa tới bước",
}
# The order in which the rows of a dossier are read: what stands in the way first.
_URGENCY = (Outcome.NOT_MET, Outcome.TO_JUDGE, Outcome.NOT_YET, Outcome.MET)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a test saw in a record, before it is tied to its provision.

    ``reason`` is a Vietnamese sentence, ``observed`` what was looked at, ``missing`` what would still be needed,
    ``possible_from`` the first day on which it could be met if nothing else goes wrong, ``caution`` a warning that
    does not change the outcome. ``sure`` is false where it rests on provisions that do not agree.
    """

    outcome: Outcome
    reason: str
    observed: str = ""
    missing: str = ""
    possible_from: date | None = None
    caution: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """One standard applied to one case.

    ``reason`` is a Vietnamese sentence for the official, ``observed`` what the standard looked at. ``verified`` is
    false when a provision used is not checked against its text; ``caution`` then says what to look up. ``code`` and
    ``requirement`` name the condition; ``local`` the pack that it comes from, if it is not national law.
    """

    outcome: Outcome
    reason: str
    provisions: tuple[Provision, ...]
    observed: str
    verified: bool = True
    caution: str = ""
    code: str = ""
    requirement: str = ""
    missing: str = ""
    possible_from: date | None = None
    local: str = ""

    @property
    def provision(self) -> str:
        """The provisions in words: "06/2022/QH15, Điều 26"."""
        return "; ".join(map(str, self.provisions))


def overall(outcomes: Iterable[Outcome]) -> Outcome:
    """Return what several conditions that all must be met come to; steps still to come say nothing.

    >>> overall([Outcome.MET, Outcome.TO_JUDGE, Outcome.NOT_YET])
    <Outcome.TO_JUDGE: 'to_judge'>
    """
    found = set(outcomes)
    return next((each for each in (Outcome.NOT_MET, Outcome.TO_JUDGE) if each in found), Outcome.MET)


def either(outcomes: Iterable[Outcome]) -> Outcome:
    """Return what several conditions come to of which one is enough.

    >>> either([Outcome.NOT_MET, Outcome.TO_JUDGE])
    <Outcome.TO_JUDGE: 'to_judge'>
    """
    found = set(outcomes)
    return next((each for each in (Outcome.MET, Outcome.TO_JUDGE, Outcome.NOT_YET) if each in found), Outcome.NOT_MET)


def most_urgent_first(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Return verdicts in the order of a dossier: not met, to judge, still to come, met."""
    return tuple(sorted(verdicts, key=lambda verdict: _URGENCY.index(verdict.outcome)))
