"""What a vote must reach: the share that the law of the day asks for, or the office's own majority."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from thidua.councils.choices import Majority
from thidua.councils.rules.tally import Tally
from thidua.law.catalogue import NotInForceError, UnknownCodeError
from thidua.law.conditions import Condition, with_parts
from thidua.law.day import Law
from thidua.law.entries import Provision, RecipientKind
from thidua.law.standards.council import base_of
from thidua.vietnamese.writing import number as written

_VOTED = "voted"
_HUNDRED = 100  # per cent


@dataclass(frozen=True, slots=True)
class Standard:
    """What a vote must reach.

    Attributes:
        percent: the share that the law asks for; 0 where it asks for none and ``majority`` stands in its place.
        denominator: of whom, as the law's data says (``all_members`` or ``not_recused``); empty where percent is 0.
        words: «đồng ý từ 90% tổng số thành viên Hội đồng», Vietnamese, as minutes say it.
        provision: where that stands; the office's own rule has none.
        verified: whether the provision was seen in its text; ``caution`` says what is to be looked up.
        law_day: the day whose law it is, ISO.
        is_above: whether a higher level decides on the award: what is agreed here is passed up.
    """

    words: str
    percent: int = 0
    denominator: str = ""
    majority: str = ""
    provision: str = ""
    verified: bool = True
    caution: str = ""
    law_day: str = ""
    is_above: bool = False

    @property
    def is_of_law(self) -> bool:
        """Whether the law asks for a share; then the ballot is compulsory and a tie decides nothing."""
        return self.percent > 0

    def base(self, tally: Tally) -> int:
        """Return the number of which the share is taken."""
        if self.is_of_law:
            return base_of(tally.votes(), self.denominator)
        return {
            Majority.OF_MEMBERS: tally.members,
            Majority.OF_ATTENDING: tally.attending,
            Majority.OF_VOTES: tally.in_favour + tally.opposed,
        }[Majority(self.majority)]

    def least(self, tally: Tally) -> int:
        """Return how many must be for it."""
        base = self.base(tally)
        if self.is_of_law:
            return -(-self.percent * base // _HUNDRED)
        if self.majority == Majority.OF_VOTES:
            return tally.opposed + 1
        return base // 2 + 1

    def is_met(self, tally: Tally) -> bool:
        """Tell whether enough are for it; never where nobody is left of whom a share could be taken."""
        return self.base(tally) > 0 and tally.in_favour >= self.least(tally)

    def is_tie(self, tally: Tally) -> bool:
        """Tell whether as many are for as against, where the law asks for no share."""
        return not self.is_of_law and tally.in_favour == tally.opposed and tally.in_favour > 0

    def share(self, tally: Tally) -> str:
        """Return the share of those for it in words: «86,7%»; empty where it cannot be taken."""
        base = self.base(tally)
        return f"{written(Decimal(tally.in_favour) * _HUNDRED / base, 1)}%" if base > 0 else ""

    def as_json(self) -> dict[str, Any]:
        """Return what is kept with the item."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Standard:
        """Return what was kept."""
        return cls(**kept)


def standard_of(law: Law, award: str, kind: str, *, majority: str, majority_words: str) -> Standard:
    """Return what a vote on an award must reach by a law; the majority where the law asks for no vote.

    ``award`` and ``kind`` are blank for what is no nomination. An award without a standard that day has the majority.
    """
    condition = _voted(law, award, kind) if award else None
    if condition is None:
        return Standard(words=majority_words, majority=majority, law_day=law.day.isoformat())
    share = law.parameter(str(condition.arguments["number"]))
    of_whom = law.parameter(str(condition.arguments["denominator"]))
    provisions = tuple(dict.fromkeys((*condition.provisions, *share.provisions, *of_whom.provisions)))
    verified = condition.verified and share.verified and of_whom.verified
    return Standard(
        words=f"đồng ý từ {share.value}% {of_whom.words}",
        percent=share.value,
        denominator=law.choice(of_whom.code),
        provision=_told(provisions),
        verified=verified,
        caution=law.caution(provisions, verified=verified),
        law_day=law.day.isoformat(),
    )


def _voted(law: Law, award: str, kind: str) -> Condition | None:
    try:
        conditions = law.conditions(award, RecipientKind(kind))
    except (NotInForceError, UnknownCodeError):
        return None
    return next((part for each in conditions for part in with_parts(each) if part.test == _VOTED), None)


def _told(provisions: tuple[Provision, ...]) -> str:
    """Return provisions in words; one without its article says nothing beside one of the same instrument with it."""
    exact = {each.number for each in provisions if each.article}
    return "; ".join(str(each) for each in provisions if each.article or each.number not in exact)
