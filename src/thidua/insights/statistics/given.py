"""Awards that are alike: which form they belong to, by the giver's level, and who received them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from functools import lru_cache

from thidua.honours.choices import HolderKind
from thidua.law.catalogue import AwardForm, UnknownCodeError, award_form
from thidua.law.entries import AuthorityLevel
from thidua.law.statistic_forms import Column, Counts, Line, StatisticForm
from thidua.law.wording import authority_levels
from thidua.organisations.choices import UnitKind

KINDS = {
    Counts.COLLECTIVE: HolderKind.COLLECTIVE,
    Counts.HOUSEHOLD: HolderKind.HOUSEHOLD,
    Counts.INDIVIDUAL: HolderKind.INDIVIDUAL,
}


class Aside(StrEnum):
    """Why an award stands on no statistical form."""

    NO_FORM = auto()
    NO_LEVEL = auto()
    OTHER_LEVEL = auto()


@dataclass(frozen=True, slots=True)
class Given:
    """Awards alike in form, giver, kind of holder and type of commendation."""

    code: str
    authority: str
    holder_kind: str
    body_kind: str
    type: str
    times: int = 1

    @property
    def award(self) -> AwardForm | None:
        """The form of the law, ``None`` where the code is none."""
        try:
            return award_form(self.code) if self.code else None
        except UnknownCodeError:
            return None

    @property
    def levels(self) -> frozenset[AuthorityLevel]:
        """The levels of the giver, none where it is not named or its name does not show them."""
        return _levels(self.authority)

    @property
    def said(self) -> tuple[int, int]:
        """Whether it says who gave it, and how much of what the lines ask."""
        return bool(self.levels), bool(self.type) + bool(self.body_kind)

    def fits(self, column: Column) -> bool:
        """Whether the column names the form."""
        award = self.award
        if award is None:
            return False
        return award.group in column.groups or not {award.code, award.family}.isdisjoint(column.awards)

    def answers(self, line: Line) -> bool | None:
        """Whether the line counts them; ``None`` where the ledger does not say."""
        counts = line.counts
        if counts is Counts.ALL:
            return True
        if counts in KINDS:
            return self.holder_kind == KINDS[counts]
        if counts is Counts.ENTERPRISE:
            return self._is_to_enterprise
        return self.type == counts.value if self.type else None

    @property
    def _is_to_enterprise(self) -> bool | None:
        if self.holder_kind != HolderKind.COLLECTIVE:
            return False
        return self.body_kind == UnitKind.ENTERPRISE if self.body_kind else None


def without(given: Iterable[Given], repeated: Iterable[Given]) -> tuple[Given, ...]:
    """Return the groups without rows that say an award again; a group of which none is left is gone."""
    gone = Counter(replace(each, times=1) for each in repeated)
    left = (replace(each, times=each.times - gone[replace(each, times=1)]) for each in given)
    return tuple(each for each in left if each.times)


def placed(given: Given, forms: Iterable[StatisticForm]) -> StatisticForm | Aside:
    """Return the statistical form on which awards count, or why on none.

    A form of award that only bodies of the levels of a statistical form give needs no more; one that others give too
    is told by the level of its giver.
    """
    award = given.award
    if award is None:
        return Aside.NO_FORM
    givers = set(award.given_by)
    near = [form for form in forms if givers.intersection(form.given_by)]
    sure = next((form for form in near if givers.issubset(form.given_by)), None)
    if sure or not near:
        return sure or Aside.OTHER_LEVEL
    levels = given.levels
    told = next((form for form in near if levels and levels.issubset(form.given_by)), None)
    if told:
        return told
    is_other = levels and all(levels.isdisjoint(form.given_by) for form in near)
    return Aside.OTHER_LEVEL if is_other else Aside.NO_LEVEL


@lru_cache(maxsize=4096)
def _levels(authority: str) -> frozenset[AuthorityLevel]:
    return authority_levels(authority)
