"""Searching the register: by name, unit then or now, year, form, authority, kind, type; fast at a million rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from thidua.core.actors import Actor
from thidua.honours.models import Body, Holder, Honour
from thidua.honours.queries.scope import honours_kept
from thidua.organisations.queries import units_named, with_predecessors
from thidua.vietnamese.fold import fold

_FEW = 2000
"""So many keys are listed in the statement; where more match, the rows are walked in their order instead."""
COUNTED_TO = 1000
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """What is asked of the register; blank fields ask nothing. ``unit`` is where the holder was, or what it became."""

    name: str = ""
    unit: str = ""
    year: int | None = None
    form: str = ""
    authority: str = ""
    kind: str = ""
    type: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is asked."""
        return self == LedgerFilter()


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Rows of one page; ``count`` is more than ``COUNTED_TO`` where there are more than were counted."""

    rows: tuple[Honour, ...]
    count: int
    has_next: bool


def register(actor: Actor, asked: LedgerFilter, *, on: date) -> QuerySet[Honour]:
    """Return the honours that answer, the newest first, with what a row shows."""
    rows = honours_kept(actor, on=on)
    if asked.name.strip():
        rows = _of_holders(rows, fold(asked.name))
    if asked.kind:
        rows = rows.filter(Exists(Holder.objects.filter(pk=OuterRef("holder"), kind=asked.kind)))
    if asked.unit.strip():
        rows = rows.filter(body__in=_bodies(asked.unit, on, with_units=True))
    if asked.authority.strip():
        rows = rows.filter(authority__in=_bodies(asked.authority, on, with_units=False))
    if asked.year is not None:
        rows = rows.filter(year=asked.year)
    if asked.form:
        rows = rows.filter(form_code=asked.form)
    if asked.type:
        rows = rows.filter(type=asked.type)
    # Not joined: SQLite would begin with the holders and sort a million rows for one page.
    return rows.prefetch_related("holder", "body", "authority").order_by("-year", "-pk")


def page_of(rows: QuerySet[Honour], first: int, size: int) -> RegisterPage:
    """Return ``size`` rows from the place ``first`` on, and how many there are as far as they are counted.

    The keys of both are asked for at once: a search for what is rare goes through the rows once, not twice. Far behind
    what is counted only the page is asked for.
    """
    asked = rows.values_list("pk", flat=True)
    if first + size <= COUNTED_TO:
        keys = list(asked[: COUNTED_TO + 1])
        count, here = len(keys), keys[first : first + size + 1]
    else:
        here = list(asked[first : first + size + 1])
        count = COUNTED_TO + 1 if here else len(asked[: COUNTED_TO + 1])
    shown = here[:size]
    found = {row.pk: row for row in Honour.objects.filter(pk__in=shown).prefetch_related("holder", "body", "authority")}
    return RegisterPage(tuple(found[key] for key in shown if key in found), count, len(here) > size)


def all_rows(rows: QuerySet[Honour]) -> Iterator[Honour]:
    """Yield every row for an export, a few at a time."""
    return rows.iterator(chunk_size=_AT_ONCE)


def _of_holders(rows: QuerySet[Honour], folded: str) -> QuerySet[Honour]:
    """Narrow to the holders whose name has the words, in either way of asking that is quick."""
    named = Holder.objects.filter(folded__contains=folded)
    few = list(named.order_by().values_list("pk", flat=True)[: _FEW + 1])
    if len(few) <= _FEW:
        return rows.filter(holder__in=few)
    return rows.filter(Exists(named.filter(pk=OuterRef("holder"))))


def _bodies(text: str, on: date, *, with_units: bool) -> list[int]:
    """Return the bodies whose name has the words; with their units, also those of what came before the units named."""
    found = set(Body.objects.filter(folded__contains=fold(text)).values_list("pk", flat=True))
    if with_units:
        units = with_predecessors({row.unit.pk for row in units_named(text, on=on)})
        found |= set(Body.objects.filter(unit__in=units).values_list("pk", flat=True))
    return sorted(found)
