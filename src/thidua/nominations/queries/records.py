"""What the law is asked about: for many nominations at once, everything that their conditions look at.

A handful of statements for a whole round, however many nominations it has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from thidua.honours.choices import Gender
from thidua.honours.models import Holder, Honour
from thidua.honours.queries.merged import standing_for
from thidua.law.record import Innovation as LawInnovation
from thidua.law.record import InnovationKind, Reach, Record, Votes
from thidua.nominations.models import (
    Conclusion,
    Innovation,
    Nomination,
    Registration,
)
from thidua.nominations.queries.dossier import lying_items
from thidua.nominations.queries.shown import days_shown
from thidua.nominations.rules.facts import Surroundings, read_facts, record_of
from thidua.nominations.rules.path import STANDING
from thidua.nominations.rules.quotas import Quota

Quotas = Mapping[str, Sequence[Quota]]
_AT_ONCE = 2000
_Each = TypeVar("_Each")


@dataclass(frozen=True, slots=True)
class Material:
    """All that a check looks at: the law's record, the codes of papers that lie there, the day of registration."""

    record: Record
    papers: frozenset[str]
    registered_on: date | None


def materials(nominations: Sequence[Nomination], quotas: Quotas) -> dict[int, Material]:
    """Return for each nomination, by its key, what its conditions look at; ``quotas`` by award."""
    found: dict[int, Material] = {}
    for part in _parts(nominations):
        found |= _of_part(part, quotas)
    return found


def _of_part(part: Sequence[Nomination], quotas: Quotas) -> dict[int, Material]:
    keys = [each.pk for each in part]
    now = standing_for({each.holder_id for each in part})
    holders = Holder.objects.select_related("body_unit").in_bulk(set(now.values()))
    received, innovations, papers = _received(holders), _innovations(keys), lying_items(keys)
    judgements, registered, shares = _judgements(keys), _registered(part, now), _shares(part, quotas)
    days = days_shown(keys)
    found = {}
    for each in part:
        holder = holders[now[each.holder_id]]
        around = Surroundings(
            kind=each.kind,
            year=each.year,
            type=each.type,
            has_achievement=bool(each.achievement),
            is_woman=holder.gender == Gender.FEMALE if holder.gender else None,
            received=tuple(received.get(holder.pk, ())),
            innovations=tuple(innovations.get(each.pk, ())),
            papers=frozenset(papers.get(each.pk, ())),
            judgements=judgements.get(each.pk, {}),
            votes=Votes(**each.vote) if each.vote else None,
            comment_days=days.get(each.pk),
            shares=shares.get(each.pk, {}),
            on_hold_until=each.held_until,
            ended_on=holder.body_unit.until if holder.body_unit else None,
            received_on=each.received_on,
        )
        record = record_of(read_facts(each.facts), around)
        found[each.pk] = Material(record, around.papers, registered.get(each.pk))
    return found


def _received(holders: Mapping[int, Holder]) -> dict[int, list[tuple[str, int, str]]]:
    rows = Honour.objects.in_force().filter(holder__pk__among=holders).exclude(form_code="").order_by()
    found: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    for holder, code, year, kind in rows.values_list("holder_id", "form_code", "year", "type"):
        found[holder].append((code, year, kind))
    return found


def _innovations(keys: Sequence[int]) -> dict[int, list[LawInnovation]]:
    found: dict[int, list[LawInnovation]] = defaultdict(list)
    for row in Innovation.objects.filter(nomination__pk__among=keys).order_by("pk"):
        told = LawInnovation(
            InnovationKind(row.kind),
            row.year,
            reach=Reach(row.reach),
            recognised=row.is_recognised,
            begun_on=row.begun_on,
        )
        found[row.nomination_id].append(told)
    return found


def _judgements(keys: Sequence[int]) -> dict[int, dict[str, bool]]:
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    rows = Conclusion.objects.in_force().filter(nomination__pk__among=keys).order_by()
    for nomination, condition, is_met in rows.values_list("nomination_id", "condition", "is_met"):
        found[nomination][condition] = is_met
    return found


def _registered(part: Sequence[Nomination], now: Mapping[int, int]) -> dict[int, date]:
    every = {*now, *now.values()}
    rows = Registration.objects.in_force().filter(holder__pk__among=every, year__in={each.year for each in part})
    told = rows.order_by().values_list("holder_id", "year", "award_code", "registered_on")
    days = {(now.get(holder, holder), year, code): day for holder, year, code, day in told}
    found = ((each.pk, days.get((now[each.holder_id], each.year, each.award_code))) for each in part)
    return {pk: day for pk, day in found if day}


def _shares(part: Sequence[Nomination], quotas: Quotas) -> dict[int, dict[str, tuple[int, int]]]:
    """Return the counts that quotas ask for, by the code of the condition: (with this one, of how many)."""
    if not any(quotas.get(each.award_code) for each in part):
        return {}
    standing = Nomination.objects.filter(state__in=STANDING).order_by()
    in_round = standing.filter(round__in={each.round_id for each in part})
    by_unit = Counter(in_round.values_list("round_id", "unit_id", "award_code"))
    by_round: Counter[tuple[int, str]] = Counter()
    for (owner, _unit, award), count in by_unit.items():
        by_round[(owner, award)] += count
    in_year = _in_year(part, standing)
    found: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    for each in part:
        for quota in quotas.get(each.award_code, ()):
            found[each.pk][quota.condition] = _counted(each, quota, by_unit, by_round, in_year)
    return found


def _in_year(part: Sequence[Nomination], standing: QuerySet[Nomination]) -> Counter[tuple[int, int, str]]:
    rows = standing.filter(round__unit__in={each.round.unit_id for each in part}, year__in={each.year for each in part})
    return Counter(rows.values_list("round__unit_id", "year", "award_code"))


def _counted(
    one: Nomination,
    quota: Quota,
    by_unit: Counter[tuple[int, int, str]],
    by_round: Counter[tuple[int, str]],
    in_year: Counter[tuple[int, int, str]],
) -> tuple[int, int]:
    base = quota.base
    if base is None:
        return in_year[(one.round.unit_id, one.year, one.award_code)], 0
    if base.within_unit:
        of = sum(by_unit[(one.round_id, one.unit_id, award)] for award in base.awards)
        return by_unit[(one.round_id, one.unit_id, one.award_code)], of
    return by_round[(one.round_id, one.award_code)], sum(by_round[(one.round_id, award)] for award in base.awards)


def _parts(values: Sequence[_Each]) -> Iterator[Sequence[_Each]]:
    for first in range(0, len(values), _AT_ONCE):
        yield values[first : first + _AT_ONCE]
