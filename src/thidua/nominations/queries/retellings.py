"""Where achievements may have been told before: what a holder received or is proposed for, and what shares keys."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Count

from thidua.honours.models import Holder, Honour
from thidua.honours.queries.merged import standing_for
from thidua.nominations.models import AchievementKey, Nomination
from thidua.nominations.rules.achievements.keys import keys_around
from thidua.nominations.rules.achievements.pictures import Achievement, Picture
from thidua.nominations.rules.path import STANDING

_COMMON = 100
"""A key that more achievements have is that of a campaign, and is not looked at."""
_LOOKED_AT = 12
"""How many of those that share most of the rarest keys are compared."""
_AT_ONCE = 2000
_HONOUR = ("pk", "holder_id", "holder__name", "form_code", "form_name", "type", "year", "decision_number", "reason")
_NOMINATION = (
    "pk", "holder_id", "name", "award_code", "award_name", "type", "year", "number", "achievement", "since", "until",
    "state",
)  # fmt: skip
_Each = TypeVar("_Each")
_Ref = tuple[bool, int]
"""Whether it is an honour, and its key."""


@dataclass(frozen=True, slots=True)
class Told:
    """An award received or proposed, with its citation.

    ``holder`` is the record as it was written, ``number`` that of the decision or of the dossier; ``state`` is blank of
    an honour.
    """

    is_honour: bool
    key: int
    holder: int
    holder_name: str
    award_code: str
    award_name: str
    type: str
    year: int
    number: str
    achievement: Achievement
    state: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """The record that stands for a nominee today, and what it received or is proposed for beside the nomination."""

    holder: int
    received: tuple[Told, ...]


def of_holders(nominations: Sequence[Nomination]) -> dict[int, Own]:
    """Return for each nomination, by its key, what its nominee received and is proposed for, merged records included.

    Honours of a merged record stand under the one that took its place; nominations stay where they were written.
    """
    now = standing_for({each.holder_id for each in nominations})
    gone = merged_into(set(now.values()))
    standing = now | gone
    received: dict[int, list[Told]] = defaultdict(list)
    honours = Honour.objects.in_force().filter(holder__pk__among=set(now.values())).exclude(reason="")
    for row in honours.order_by("pk").values_list(*_HONOUR):
        received[row[1]].append(_honour(row))
    proposed = Nomination.objects.filter(holder__pk__among=standing.keys() | set(now.values()), state__in=STANDING)
    for row in proposed.exclude(achievement="").order_by("pk").values_list(*_NOMINATION):
        told = _nomination(row)
        received[standing.get(told.holder, told.holder)].append(told)
    return {
        each.pk: Own(
            now[each.holder_id],
            tuple(one for one in received[now[each.holder_id]] if one.is_honour or one.key != each.pk),
        )
        for each in nominations
    }


def retold_by_others(seen: Mapping[int, Picture], holders: Mapping[int, int]) -> dict[int, list[Told]]:
    """Return for each nomination (by key: what is seen of it, its holder) what others have that shares keys with it.

    The few of each that share most of the rarest keys; an index finds them, whatever the number of awards.
    """
    asked = {pk: keys_around(each) for pk, each in seen.items()}
    under = _under({key for each in asked.values() for key in each})
    nearest = {pk: _nearest(pk, mine, under) for pk, mine in asked.items()}
    told = _told({ref for refs in nearest.values() for ref in refs})
    now = standing_for({each.holder for each in told.values()})
    return {
        pk: [told[ref] for ref in refs if ref in told and now[told[ref].holder] != holders[pk]]
        for pk, refs in nearest.items()
    }


def merged_into(holders: Collection[int]) -> dict[int, int]:
    """Return for every record that was put into one of these, at first or second hand, which it is."""
    found: dict[int, int] = {}
    last = {holder: holder for holder in holders}
    while last:
        rows = Holder.objects.filter(merged_into__pk__among=last).order_by().values_list("pk", "merged_into")
        last = {gone: last[kept] for gone, kept in rows if kept is not None}
        found |= last
    return found


def _under(wanted: Collection[int]) -> dict[int, list[_Ref]]:
    """Return what stands under keys, but for those that too much stands under."""
    found: dict[int, list[_Ref]] = {}
    for part in _parts(sorted(wanted)):
        counted = AchievementKey.objects.filter(key__among=part).order_by().values("key").annotate(rows=Count("pk"))
        rare = [row["key"] for row in counted if row["rows"] <= _COMMON]
        rows = AchievementKey.objects.filter(key__among=rare).order_by().values_list("key", "honour", "nomination")
        for key, honour, nomination in rows:
            found.setdefault(key, []).append((True, honour) if nomination is None else (False, nomination))
    return found


def _nearest(own: int, mine: Iterable[int], under: Mapping[int, list[_Ref]]) -> list[_Ref]:
    shared: Counter[_Ref] = Counter()
    for key in mine:
        refs = under.get(key, ())
        for ref in refs:
            shared[ref] += 1 + _COMMON // len(refs)
    shared.pop((False, own), None)
    return [ref for ref, _weight in sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:_LOOKED_AT]]


def _told(refs: Collection[_Ref]) -> dict[_Ref, Told]:
    """Return those of some awards that stand, with their citations."""
    found: dict[_Ref, Told] = {}
    for part in _parts(sorted(pk for is_honour, pk in refs if is_honour)):
        honours = Honour.objects.in_force().filter(pk__among=part).exclude(reason="").order_by()
        found |= {(True, row[0]): _honour(row) for row in honours.values_list(*_HONOUR)}
    for part in _parts(sorted(pk for is_honour, pk in refs if not is_honour)):
        proposed = Nomination.objects.filter(pk__among=part, state__in=STANDING).exclude(achievement="").order_by()
        found |= {(False, row[0]): _nomination(row) for row in proposed.values_list(*_NOMINATION)}
    return found


def _honour(row: tuple[int, int, str, str, str, str, int, str, str]) -> Told:
    pk, holder, name, code, form, kind, year, number, reason = row
    return Told(True, pk, holder, name, code, form, kind, year, number, Achievement(reason, year))


def _nomination(row: Sequence[Any]) -> Told:
    pk, holder, name, code, award, kind, year, number, text, since, until, state = row
    achievement = Achievement(text, year, since, until)
    return Told(False, pk, holder, name, code, award, kind, year, f"HS-{year}-{number:04}", achievement, state)


def _parts(values: Sequence[_Each]) -> Iterator[Sequence[_Each]]:
    for first in range(0, len(values), _AT_ONCE):
        yield values[first : first + _AT_ONCE]
