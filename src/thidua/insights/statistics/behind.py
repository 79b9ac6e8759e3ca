"""The awards behind a number of the statistics: exactly the rows of the ledger that it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from thidua.core.actors import Actor
from thidua.honours.choices import HolderKind
from thidua.honours.models import Honour
from thidua.insights.statistics.awards import awards_of_year, rows_of_year
from thidua.insights.statistics.doubles import Double
from thidua.insights.statistics.given import KINDS, Aside, Given, placed
from thidua.insights.statistics.kept_twice import awards_kept_twice
from thidua.insights.statistics.tables import columns_of
from thidua.law.statistic_forms import Column, Counts, Line, StatisticForm
from thidua.organisations.choices import UnitKind


@dataclass(frozen=True, slots=True)
class Asked:
    """Which number is meant: on a form or beside all, there in a cell, of one form of award, of one kind of holder."""

    place: StatisticForm | Aside
    line: Line | None = None
    column: Column | None = None
    award: str = ""
    kind: str = ""

    def takes(self, given: Given, forms: Iterable[StatisticForm]) -> bool:
        """Whether the form and the giver of awards are those asked for."""
        if placed(given, forms) != self.place or (self.award and given.code != self.award):
            return False
        if self.column is None or isinstance(self.place, Aside):
            return True
        return self.column.code in columns_of(given, self.place.columns)

    @property
    def receivers(self) -> Q:
        """The condition on who received them, and as which type of commendation."""
        of_line = _condition(self.line.counts) if self.line else Q()
        return of_line & Q(holder__kind=self.kind) if self.kind else of_line


def awards_behind(actor: Actor, asked: Asked, forms: Iterable[StatisticForm], *, year: int, on: date) -> list[int]:
    """Return the keys of the rows that a number counts, those written last first. ``forms``: those that count awards.

    A fixed number of queries. Form and giver are decided for groups of rows, as for the tables.
    """
    forms = tuple(forms)
    if asked.line and asked.line.counts is Counts.NOTHING_KNOWN:
        return []
    given = awards_of_year(actor, year, on=on)
    where = _given_so([each for each in given if asked.takes(each, forms)], given)
    again = {row.key for each in awards_kept_twice(actor, year, forms, on=on) for row in each.others}
    rows = rows_of_year(actor, year, on=on).filter(where, asked.receivers).order_by("-pk")
    return [key for key in rows.values_list("pk", flat=True) if key not in again]


def honours_by_key(keys: Iterable[int]) -> dict[int, Honour]:
    """Return rows with what a list shows of them, by their keys: those of a page."""
    rows = Honour.objects.filter(pk__in=list(keys)).select_related("keeper")
    return {row.pk: row for row in rows.prefetch_related("holder", "body", "authority")}


def doubles_on(found: Iterable[Double], form: StatisticForm, forms: Iterable[StatisticForm]) -> list[Double]:
    """Return those awards kept twice that count on a form."""
    return [each for each in found if placed(each.counted.given, forms) == form]


def _given_so(chosen: Iterable[Given], given: Iterable[Given]) -> Q:
    """Return the condition that a row has form and giver of a chosen group: by the form alone where that is enough."""
    wanted, every = _givers(chosen), _givers(given)
    whole = [code for code, givers in wanted.items() if givers == every[code]]
    condition = Q(form_code__in=whole)
    for code in wanted.keys() - set(whole):
        condition |= Q(form_code=code) & _given_by(wanted[code])
    return condition


def _givers(given: Iterable[Given]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for each in given:
        found[each.code].add(each.authority)
    return found


def _given_by(givers: set[str]) -> Q:
    named = Q(authority__name__in=sorted(givers - {""}))
    return named | Q(authority__isnull=True) if "" in givers else named


def _condition(counts: Counts) -> Q:
    """Return the condition that a line surely counts a row (``Given.answers``)."""
    if counts is Counts.ALL:
        return Q()
    if counts in KINDS:
        return Q(holder__kind=KINDS[counts])
    if counts is Counts.ENTERPRISE:
        return Q(holder__kind=HolderKind.COLLECTIVE, holder__body_unit__kind=UnitKind.ENTERPRISE)
    return Q(type=counts.value)
