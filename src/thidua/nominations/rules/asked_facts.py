"""Which facts a dossier must state for an award, read off the conditions of its standard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.law.catalogue import NotInForceError
from thidua.law.conditions import Condition, with_parts
from thidua.law.day import Law
from thidua.law.entries import RecipientKind

_RATED = frozenset({"rated", "rated_in_a_row", "rated_times"})
_COUNTED = frozenset({"member_share", "member_count"})
_MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class AskedFacts:
    """What the conditions of an award look at beside papers, votes and the ledger.

    Attributes:
        rating_years: for how many years back, the year of the award included, ratings are asked.
        members: fields of ``law.record.Members`` that are counted.
        achievements: types of achievement, as the conditions name them; ``reach`` where one must reach far enough.
    """

    rating_years: int = 0
    members: tuple[str, ...] = ()
    achievements: tuple[str, ...] = ()
    reach: bool = False
    group: bool = False
    cluster_rank: bool = False
    service: bool = False
    innovations: bool = False


def asked_facts(award: str, kind: RecipientKind, law: Law) -> AskedFacts:
    """Return what is asked of such a recipient of an award; nothing where no standard of that day is known."""
    try:
        conditions = [part for each in law.conditions(award, kind) for part in with_parts(each)]
    except NotInForceError:
        return AskedFacts()
    tests = {each.test for each in conditions}
    achieved = [each for each in conditions if each.test == "achieved"]
    return AskedFacts(
        rating_years=_years(conditions, law),
        members=_members(conditions),
        achievements=tuple(dict.fromkeys(word for each in achieved for word in _types(each))),
        reach=any(each.arguments.get("reach") for each in achieved),
        group="of_group" in tests or any(each.groups or each.not_groups for each in conditions),
        cluster_rank="leads_cluster" in tests,
        service="served" in tests,
        innovations="has_innovations" in tests,
    )


def _years(conditions: Iterable[Condition], law: Law) -> int:
    found = [
        law.number(str(each.arguments["number"])) if "number" in each.arguments else 1
        for each in conditions
        if each.test in _RATED or each.arguments.get("not_below")
    ]
    return min(max(found, default=0), _MOST_YEARS)


def _members(conditions: Iterable[Condition]) -> tuple[str, ...]:
    counted = {str(each.arguments["counted"]) for each in conditions if each.test in _COUNTED}
    if any(each.test == "none_disciplined" for each in conditions):
        counted.add("disciplined")
    order = ("completed", "advanced", "fighters", "disciplined")
    return ("total", *(name for name in order if name in counted)) if counted else ()


def _types(condition: Condition) -> tuple[str, ...]:
    words = condition.arguments.get("types_of_achievement")
    return tuple(map(str, words)) if isinstance(words, tuple | list) else ()
