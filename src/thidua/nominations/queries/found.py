"""Nominations as a list asks for them: by round, step, award, unit and name, and by what stands in their way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from thidua.core.actors import Actor
from thidua.nominations.choices import Act
from thidua.nominations.models import Nomination
from thidua.nominations.queries.opinions import ON_THE_WAY, is_late_about
from thidua.nominations.queries.sides import nominations_in_scope
from thidua.nominations.queries.waiting import doable, waiting
from thidua.nominations.rules.path import OPEN
from thidua.vietnamese.fold import fold

TOGETHER = (Act.SEND_TO_REVIEW, Act.SUBMIT, Act.RECEIVE, Act.FINISH_APPRAISAL)
"""Acts that are done on many nominations at once."""


class Part(StrEnum):
    """Which part of a list is looked at; the values stand in addresses."""

    ALL = ""
    MINE = "cua-toi"
    NOT_MET = "chua-dat"
    TO_JUDGE = "can-xet"
    HELD = "tam-dung"
    LATE_OPINION = "qua-han-y-kien"


class Order(StrEnum):
    """How a list is sorted; the values stand in addresses."""

    NAME = "ten"
    NUMBER = "so"
    UNIT = "don-vi"
    MOVED = "ngay"


_ORDERS = {
    Order.NAME: ("sort_key", "pk"),
    Order.NUMBER: ("year", "number", "pk"),
    Order.UNIT: ("unit__sort_key", "sort_key", "pk"),
    Order.MOVED: ("moved_at", "pk"),
}


@dataclass(frozen=True, slots=True)
class NominationFilter:
    """What is asked of the nominations; blank fields ask nothing.

    ``unit`` is words of the name of the unit that proposes, ``name`` words of the name or the number of the dossier.
    """

    round: UUID | None = None
    state: str = ""
    award: str = ""
    unit: str = ""
    name: str = ""
    part: Part = Part.ALL
    order: Order = Order.NAME
    is_descending: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is asked but the order."""
        return replace(self, order=Order.NAME, is_descending=False) == NominationFilter()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of the nominations asked for there are, by part; and on how many the actor may do an act at once."""

    parts: Mapping[Part, int]
    acts: Mapping[Act, int]


def nominations_found(actor: Actor, asked: NominationFilter, *, on: date) -> QuerySet[Nomination]:
    """Return the nominations in scope that answer, in the order asked for, with the round and units of each."""
    rows = _narrowed(actor, asked, on).filter(_of_part(asked.part, actor, on))
    order = _ORDERS[asked.order]
    if asked.is_descending:
        order = tuple(f"-{name}" for name in order)
    return rows.select_related("round__unit", "unit").order_by(*order)


def counts_of(actor: Actor, asked: NominationFilter, *, on: date) -> Counts:
    """Return how many there are in each part of what is asked for, whichever part is looked at; one query."""
    parts = {f"part{place}": Count("pk", filter=_of_part(part, actor, on)) for place, part in enumerate(Part) if part}
    acts = {f"act{place}": Count("pk", filter=doable(act, actor, on=on)) for place, act in enumerate(TOGETHER)}
    told = _narrowed(actor, asked, on).order_by().aggregate(all=Count("pk"), **parts, **acts)
    of_parts = {part: told[f"part{place}"] for place, part in enumerate(Part) if part}
    return Counts({Part.ALL: told["all"], **of_parts}, {act: told[f"act{place}"] for place, act in enumerate(TOGETHER)})


def _narrowed(actor: Actor, asked: NominationFilter, on: date) -> QuerySet[Nomination]:
    rows = nominations_in_scope(actor, on=on)
    if asked.round is not None:
        rows = rows.filter(round__uid=asked.round)
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.award:
        rows = rows.filter(award_code=asked.award)
    if asked.unit.strip():
        rows = rows.filter(unit__folded__contains=fold(asked.unit))
    return rows.filter(_named(asked.name)) if asked.name.strip() else rows


def _named(text: str) -> Q:
    plain = text.strip()
    last = plain.rpartition("-")[2]
    of_number = Q(number=int(last)) if last.isascii() and last.isdigit() and len(last) < _LONGEST_NUMBER else Q()
    return of_number or Q(folded__contains=fold(plain))


_LONGEST_NUMBER = 9


def _of_part(part: Part, actor: Actor, on: date) -> Q:
    still = Q(state__in=OPEN)
    return {
        Part.ALL: Q(),
        Part.MINE: waiting(actor, on=on),
        Part.NOT_MET: still & Q(not_met__gt=0),
        Part.TO_JUDGE: still & Q(to_judge__gt=0),
        Part.HELD: still & Q(held_until__gt=on),
        Part.LATE_OPINION: Q(state__in=ON_THE_WAY) & Q(is_late_about(on)),
    }[part]
