"""Awards of a year in the ledger: which form each belongs to, by the giver's level, and who received it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from django.db.models import Count

from thidua.core.actors import Actor
from thidua.honours.choices import HolderKind
from thidua.honours.models import Honour
from thidua.law.catalogue import AwardForm, UnknownCodeError, award_form
from thidua.law.statistic_forms import Column, Counts, StatisticForm
from thidua.law.wording import authority_levels
from thidua.organisations.choices import UnitKind
from thidua.organisations.queries import units_in_scope

_KINDS = {
    Counts.COLLECTIVE: HolderKind.COLLECTIVE,
    Counts.HOUSEHOLD: HolderKind.HOUSEHOLD,
    Counts.INDIVIDUAL: HolderKind.INDIVIDUAL,
}


class Aside(Enum):
    """Why an award stands on no statistical form."""

    NO_FORM = auto()
    NO_LEVEL = auto()
    OTHER_LEVEL = auto()


@dataclass(frozen=True, slots=True)
class Given:
    """Awards alike in form, giver, kind of holder and type of commendation. ``award`` ``None``: no form of the law."""

    award: AwardForm | None
    authority: str
    holder_kind: str
    body_kind: str
    type: str
    times: int

    def fits(self, column: Column) -> bool:
        """Whether the column names the form."""
        if self.award is None:
            return False
        return self.award.group in column.groups or not {self.award.code, self.award.family}.isdisjoint(column.awards)

    def answers(self, counts: Counts) -> bool | None:
        """Whether the line counts them; ``None`` where the ledger does not say."""
        if counts is Counts.ALL:
            return True
        if counts in _KINDS:
            return self.holder_kind == _KINDS[counts]
        if counts is Counts.ENTERPRISE:
            return self._is_to_enterprise
        return self.type == counts.value if self.type else None

    @property
    def _is_to_enterprise(self) -> bool | None:
        if self.holder_kind != HolderKind.COLLECTIVE:
            return False
        return self.body_kind == UnitKind.ENTERPRISE if self.body_kind else None


def awards_of_year(actor: Actor, year: int, *, on: date) -> tuple[Given, ...]:
    """Count the awards in force in the ledger of the unit of ``actor`` and of all under it."""
    kept = Honour.objects.in_force().filter(keeper__in=units_in_scope(actor, on=on), year=year)
    names = ("form_code", "authority__name", "holder__kind", "holder__body_unit__kind", "type")
    groups = kept.order_by().values_list(*names).annotate(times=Count("pk"))
    return tuple(
        Given(_form(code), authority or "", kind, body_kind or "", type_of, times)
        for code, authority, kind, body_kind, type_of, times in groups
    )


def placed(given: Given, forms: Iterable[StatisticForm]) -> StatisticForm | Aside:
    """Return the statistical form on which awards count, or why on none.

    A form of award that only bodies of the levels of a statistical form give needs no more; one that others give too
    is told by the level of its giver.
    """
    if given.award is None:
        return Aside.NO_FORM
    givers = set(given.award.given_by)
    near = [form for form in forms if givers.intersection(form.given_by)]
    sure = next((form for form in near if givers.issubset(form.given_by)), None)
    if sure or not near:
        return sure or Aside.OTHER_LEVEL
    levels = authority_levels(given.authority)
    told = next((form for form in near if levels and levels.issubset(form.given_by)), None)
    if told:
        return told
    is_other = levels and all(levels.isdisjoint(form.given_by) for form in near)
    return Aside.OTHER_LEVEL if is_other else Aside.NO_LEVEL


def _form(code: str) -> AwardForm | None:
    try:
        return award_form(code) if code else None
    except UnknownCodeError:
        return None
