"""Bodies and collectives that were named before their unit was in the trees, tied to it later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Min

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.changes import save_checked
from thidua.honours.commands.keys import write_keys
from thidua.honours.commands.locking import lock_records
from thidua.honours.models import Body, Holder, Honour, Post
from thidua.organisations.models import Unit
from thidua.organisations.queries import names_of_units, resolve_name

_AT_ONCE = 500


@transaction.atomic
def tie_bodies(*, by: Actor, at: datetime) -> int:
    """Give bodies without a unit the one that their name meant when they were first told of; return how many.

    Called where units were loaded. One of which no day is told means what its name means today.
    """
    waiting = dict(Body.objects.filter(unit=None).order_by("pk").values_list("pk", "name"))
    possible = names_of_units(waiting.values())
    chosen = {body: name for body, name in waiting.items() if name in possible}
    first, today = _first_days(list(chosen)), clock.legal_day(at)
    found = {body: resolve_name(name, on=first.get(body, today)) for body, name in chosen.items()}
    meant = {body: unit for body, unit in found.items() if unit is not None}
    _hold_who_was_there(list(meant))
    told: dict[Unit, list[str]] = defaultdict(list)
    for body, unit in meant.items():
        if Body.objects.filter(pk=body, unit=None).update(unit=unit):
            told[unit].append(chosen[body])
    for some in _some(list(meant)):
        there = Post.objects.filter(body__in=some).values("holder")
        write_keys(list(Holder.objects.filter(pk__in=there, merged_into=None, erased_at=None)))
    with audit.together():
        for unit, names in told.items():
            audit.record("tie_bodies", unit, by=by, at=at, unit_id=unit.pk, after={"names": names})
    return sum(map(len, told.values()))


def tie_collectives(meant: Mapping[int, Collection[int]], *, by: Actor, at: datetime) -> None:
    """Give collectives without a unit the one that their name meant where a list names them, by their keys.

    Only where it is one, and lived on the day of everything that they received: the same name before and after units
    were put together is two collectives. The caller holds a transaction, in which the records are locked.
    """
    plain = {holder: unit for holder, units in meant.items() for unit in units if len(units) == 1}
    if not plain:
        return
    units = Unit.objects.in_bulk(set(plain.values()))
    days = defaultdict(list)
    received = Honour.objects.in_force().filter(holder__in=plain).order_by()
    for holder_id, year, decided_on in received.values_list("holder_id", "year", "decided_on"):
        days[holder_id].append(decided_on or date(year, 12, 31))
    for holder in Holder.objects.filter(pk__in=plain, body_unit=None).order_by("pk"):
        unit = units[plain[holder.pk]]
        if all(_lived(unit, day) for day in days[holder.pk]):
            save_checked(holder, {"body_unit": unit}, version=holder.version, act="tie_collective", by=by, at=at)


def _lived(unit: Unit, day: date) -> bool:
    return (unit.since is None or unit.since <= day) and (unit.until is None or day < unit.until)


def _hold_who_was_there(bodies: Sequence[int]) -> None:
    """Lock the records with a post at the bodies: their keys are written anew."""
    held: set[int] = set()
    for some in _some(bodies):
        held.update(Post.objects.filter(body__in=some).order_by().values_list("holder_id", flat=True))
    for some in _some(sorted(held)):
        lock_records(some)


def _first_days(bodies: Sequence[int]) -> Mapping[int, date]:
    """Return the first day that is told of bodies: of an award given by or at one, of the beginning of a post."""
    days: dict[int, list[date]] = defaultdict(list)
    for some in _some(bodies):
        for field in ("body", "authority"):
            rows = Honour.objects.filter(**{f"{field}__in": some}).order_by().values_list(field)
            for body, year in rows.annotate(first=Min("year")):
                days[body].append(date(year, 12, 31))
        posts = Post.objects.filter(body__in=some, since__isnull=False).order_by().values_list("body")
        for body, since in posts.annotate(first=Min("since")):
            days[body].append(since)
    return {body: min(told) for body, told in days.items()}


def _some(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(keys), _AT_ONCE):
        yield keys[first : first + _AT_ONCE]
