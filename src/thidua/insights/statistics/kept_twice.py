"""Awards that the ledger holds more than once: only rows that could be one are read, and told apart by the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from django.db.models import Count, F, QuerySet, Window

from thidua.core.actors import Actor
from thidua.honours.models import Honour
from thidua.honours.queries.apart import pairs_apart
from thidua.honours.rules.importing.stating import Stated, stated
from thidua.insights.statistics.awards import GIVEN, given_of, rows_of_year
from thidua.insights.statistics.doubles import Double, Kept, Pairs, doubles
from thidua.insights.statistics.given import Given
from thidua.law.catalogue import all_award_forms, award_form
from thidua.law.statistic_forms import StatisticForm
from thidua.organisations.models import Lineage, Succession

_TOLD = (
    "holder__folded",
    "pk",
    "keeper_id",
    "holder_id",
    "holder__name",
    "holder__birth_year",
    "holder__gender",
    "decided_on",
    "body__form",
    "body__unit_id",
    "batch_id",
)
_Told = tuple[Any, ...]


def awards_kept_twice(actor: Actor, year: int, forms: Iterable[StatisticForm], *, on: date) -> tuple[Double, ...]:
    """Return the awards of a year that stand more than once and could count on one of the statistical forms.

    A fixed number of queries, however many rows there are.
    """
    of_year = rows_of_year(actor, year, on=on)
    possible = list(_possible(of_year, _codes(forms)))
    if not possible:
        return ()
    return doubles(possible, kin=_kin({row.keeper for row in possible}), apart=pairs_apart())


def _codes(forms: Iterable[StatisticForm]) -> list[str]:
    """Return the forms of award that bodies of the levels of the statistical forms give."""
    levels = {level for form in forms for level in form.given_by}
    return [code for code in all_award_forms() if not levels.isdisjoint(award_form(code).given_by)]


def _possible(rows: QuerySet[Honour], codes: Collection[str]) -> Iterator[Kept]:
    """Yield the rows beside which another one has the same form, decision, kind of holder and folded name.

    The database leaves out those whose form and name stand alone; how a number is written is compared here.
    """
    namesakes = Window(Count("pk"), partition_by=[F("form_code"), F("holder__kind"), F("holder__folded")])
    numbered = rows.filter(form_code__in=codes).exclude(decision_number="").annotate(namesakes=namesakes)
    told = numbered.filter(namesakes__gt=1).values_list(*GIVEN, "decision_number", "year", *_TOLD)
    read_award = cache(stated)
    found: dict[tuple[Stated, str, str], list[_Told]] = defaultdict(list)
    for row in told.iterator():
        code, _authority, kind, _body_kind, _type, number, year, folded, *_rest = row
        found[read_award(code, "", year, number), kind, folded].append(row)
    read_given = cache(given_of)
    for (award, *_key), some in found.items():
        if len(some) > 1:
            yield from (_kept(award, read_given(*row[: len(GIVEN)]), row[-len(_TOLD) :]) for row in some)


def _kept(award: Stated, given: Given, told: _Told) -> Kept:
    folded, key, keeper, holder, name, birth_year, gender, decided_on, body, body_unit, batch = told
    return Kept(
        key=key,
        keeper=keeper,
        holder=holder,
        name=name,
        folded=folded,
        birth_year=birth_year,
        gender=gender,
        award=award,
        decided_on=decided_on,
        body=body or "",
        body_unit=body_unit,
        batch=batch,
        given=given,
    )


def _kin(keepers: Collection[int]) -> Pairs:
    """Return the pairs of units of which one ever stood above the other, or became it."""
    above = Lineage.objects.filter(ancestor__pk__among=keepers, descendant__pk__among=keepers, depth__gt=0)
    became = Succession.objects.filter(predecessor__pk__among=keepers, successor__pk__among=keepers)
    return frozenset(
        (min(pair), max(pair))
        for pair in chain(
            above.order_by().values_list("ancestor_id", "descendant_id"),
            became.order_by().values_list("predecessor_id", "successor_id"),
        )
    )
