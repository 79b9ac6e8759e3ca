"""Who decides on the awards of a round, seen from the unit whose round it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.law.catalogue import NotInForceError, UnknownCodeError
from thidua.law.day import Law
from thidua.law.entries import AuthorityLevel
from thidua.local_rules.queries import packs_for
from thidua.nominations.rules.authorities import authority_levels
from thidua.nominations.rules.authority import Place, place_of
from thidua.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class RoundAward:
    """An award that a round collects nominations for.

    Attributes:
        is_known: whether the law of the day has it; where not, the rest is blank.
        who: who decides, in the words of the law, or of a local rule.
        place: where that is, seen from the unit: what is ``ABOVE`` is looked at here and passed up.
        verified: whether the text that says who decides was seen.
    """

    code: str
    name: str = ""
    place: Place = Place.UNKNOWN
    who: str = ""
    provision: str = ""
    verified: bool = False
    is_known: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody should look up who decides."""
        return self.place in {Place.ELSEWHERE, Place.UNKNOWN}


def awards_decided(unit: Unit, codes: Sequence[str], *, on: date) -> tuple[RoundAward, ...]:
    """Return of each code who decides on it on a day, by national law and the rules that the unit follows."""
    law = Law.on(on, packs_for(unit.pk, on=on))
    mine = authority_levels(unit.kind, unit.level)
    return tuple(_award(law, code, mine) for code in codes)


def place_under(law: Law, code: str, mine: Collection[AuthorityLevel]) -> Place:
    """Return where a law has an award decided on, seen from a unit of the levels ``mine``."""
    try:
        levels = law.award(code).deciding_levels
    except (UnknownCodeError, NotInForceError):
        return Place.UNKNOWN
    return place_of(mine, levels, is_local=bool(law.pack_that_decides(code)))


def _award(law: Law, code: str, mine: Collection[AuthorityLevel]) -> RoundAward:
    try:
        form = law.award(code)
    except (UnknownCodeError, NotInForceError):
        return RoundAward(code)
    return RoundAward(
        code=code,
        name=form.name,
        place=place_under(law, code, mine),
        who=form.decided_by.who,
        provision="; ".join(map(str, form.decided_by.provisions)),
        verified=form.decided_by.verified,
        is_known=True,
    )
