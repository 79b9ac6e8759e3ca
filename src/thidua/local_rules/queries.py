"""Which rules a unit follows on a day: its own and those of the units above it, the nearer ones last."""

from __future__ import annotations

import logging
from dataclasses import fields
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from thidua.core.actors import Actor
from thidua.law.day import Law, national, shipped_packs
from thidua.law.loading.packs import read_pack
from thidua.law.packs import Pack
from thidua.law.strict import LawFileError, read_yaml_text
from thidua.local_rules.models import FollowedPack, LocalValue
from thidua.local_rules.rules import StatedValue, pack_of
from thidua.organisations.models import Lineage
from thidua.organisations.queries import in_force, units_in_scope

log = logging.getLogger(__name__)


def law_for(unit_id: int | None, law_day: date, *, on: date) -> Law:
    """Return the law of ``law_day`` with the rules that a unit follows ``on`` a day; without a unit, national law."""
    return Law.on(law_day, packs_for(unit_id, on=on) if unit_id else ())


def packs_for(unit_id: int, *, on: date) -> tuple[Pack, ...]:
    """Return the packs that a unit follows on a day, from the top of the trees down; of each unit, its values last."""
    depths: dict[int, int] = {}
    above = Lineage.objects.filter(in_force(on), descendant=unit_id).values_list("ancestor_id", "depth")
    for unit, depth in above:
        depths[unit] = max(depth, depths.get(unit, 0))
    followed = list(FollowedPack.objects.in_force().filter(unit__in=depths))
    own_values = LocalValue.objects.in_force().filter(unit__in=depths).select_related("unit")
    values = list(own_values.order_by("created_at", "pk"))
    found: list[Pack] = []
    for unit in sorted(depths, key=lambda each: depths[each], reverse=True):
        found += [pack for each in followed if each.unit_id == unit and (pack := _pack(each))]
        own = [each for each in values if each.unit_id == unit]
        if own:
            found.append(pack_of(map(stated, own), str(own[0].unit)))
    return tuple(found)


def followed_packs(actor: Actor, *, on: date) -> QuerySet[FollowedPack]:
    """Return the packs of units in the actor's scope that are followed now."""
    return FollowedPack.objects.in_force().filter(unit__in=units_in_scope(actor, on=on)).select_related("unit")


def withdrawn_packs(actor: Actor, *, on: date) -> QuerySet[FollowedPack]:
    """Return the packs in scope that are no longer followed, so that the act can be undone."""
    return FollowedPack.objects.filter(unit__in=units_in_scope(actor, on=on), withdrawn_at__isnull=False)


def local_values(actor: Actor, *, on: date) -> QuerySet[LocalValue]:
    """Return the values of units in the actor's scope that stand."""
    return LocalValue.objects.in_force().filter(unit__in=units_in_scope(actor, on=on)).select_related("unit")


def withdrawn_values(actor: Actor, *, on: date) -> QuerySet[LocalValue]:
    """Return the values in scope that were withdrawn, so that the act can be undone."""
    return LocalValue.objects.filter(unit__in=units_in_scope(actor, on=on), withdrawn_at__isnull=False)


def packs_above(unit_id: int, *, on: date) -> QuerySet[FollowedPack]:
    """Return the packs that units above one follow, and that so hold for it too."""
    return FollowedPack.objects.in_force().filter(unit__in=_above(unit_id, on)).select_related("unit")


def values_above(unit_id: int, *, on: date) -> QuerySet[LocalValue]:
    """Return the values that units above one set, and that so hold for it too."""
    return LocalValue.objects.in_force().filter(unit__in=_above(unit_id, on)).select_related("unit")


def is_readable(pack: FollowedPack) -> bool:
    """Whether this version of the software can apply a pack; one that it cannot is left out, not guessed at."""
    return _pack(pack) is not None


def _above(unit_id: int, on: date) -> QuerySet[Lineage, Any]:
    return Lineage.objects.filter(in_force(on), descendant=unit_id, depth__gt=0).values("ancestor")


def stated(row: LocalValue) -> StatedValue:
    """Return a value as the rules take it."""
    return StatedValue(**{each.name: getattr(row, each.name) for each in fields(StatedValue)})


def _pack(row: FollowedPack) -> Pack | None:
    return _read(row.text) if row.text else shipped_packs().get(row.code)


@lru_cache(maxsize=64)
def _read(text: str) -> Pack | None:
    """Return a pack as it was stored, or None where it no longer fits: national law has changed with the software."""
    try:
        return read_pack(read_yaml_text(text, "gói"), national())
    except LawFileError as fault:
        log.warning("a stored pack cannot be applied: %s", fault)
        return None
