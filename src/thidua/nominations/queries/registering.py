"""Who registered which title, what became of it, and whether a nominee had registered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from thidua.core.actors import Actor
from thidua.honours.models import Holder
from thidua.honours.queries.merged import standing_for
from thidua.nominations.choices import State
from thidua.nominations.models import Nomination, Registration
from thidua.nominations.queries.sides import nominations_in_scope
from thidua.nominations.rules.path import STANDING
from thidua.organisations.queries import units_in_scope
from thidua.vietnamese.fold import fold


@dataclass(frozen=True, slots=True)
class RegistrationFilter:
    """What is asked of the registrations; blank fields ask nothing. ``unit`` and ``name`` are words of a name."""

    year: int | None = None
    award: str = ""
    unit: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class RegisteredTitle:
    """A registration with the nomination for it, ``None`` where nobody was nominated; the state it stands in."""

    registration: Registration
    nomination: Nomination | None

    @property
    def state(self) -> State | None:
        """Where the nomination stands."""
        return State(self.nomination.state) if self.nomination else None


def registrations(actor: Actor, *, on: date, year: int | None = None) -> QuerySet[Registration]:
    """Return the registrations in force of units in scope, of one year where it is given."""
    rows = Registration.objects.in_force().filter(unit__in=units_in_scope(actor, on=on))
    rows = rows if year is None else rows.filter(year=year)
    return rows.select_related("holder", "unit").order_by("unit", "holder__sort_key", "pk")


def registrations_found(actor: Actor, asked: RegistrationFilter, *, on: date) -> QuerySet[Registration]:
    """Return the registrations in force and in scope that answer, the newest year first."""
    rows = registrations(actor, on=on, year=asked.year)
    if asked.award:
        rows = rows.filter(award_code=asked.award)
    if asked.unit.strip():
        rows = rows.filter(unit__folded__contains=fold(asked.unit))
    if asked.name.strip():
        rows = rows.filter(holder__folded__contains=fold(asked.name))
    return rows.order_by("-year", "unit__sort_key", "unit", "holder__sort_key", "pk")


def years_registered(actor: Actor, *, on: date) -> list[int]:
    """Return the years for which there are registrations in scope, the newest first."""
    years = registrations(actor, on=on).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def titles_registered(actor: Actor, *, on: date) -> list[tuple[str, str]]:
    """Return code and name of the titles that were registered in scope, by name; a code once, as it is called last."""
    rows = registrations(actor, on=on).order_by("year").values_list("award_code", "award_name").distinct()
    names: dict[str, str] = dict(rows)
    return sorted(names.items(), key=lambda each: fold(each[1]))


def registered_titles(rows: Sequence[Registration], actor: Actor, *, on: date) -> tuple[RegisteredTitle, ...]:
    """Return registrations (a page of ``registrations``) with what became of each, in their order."""
    root = _roots({each.holder_id for each in rows})
    seen = nominations_in_scope(actor, on=on).filter(state__in=STANDING, year__in={each.year for each in rows})
    found = {
        (root[each.holder_id], each.year, each.award_code): each
        for each in seen.filter(holder__pk__among=root).select_related("round").order_by("pk")
    }
    return tuple(RegisteredTitle(each, found.get((root[each.holder_id], each.year, each.award_code))) for each in rows)


def registered_on(nominations: Sequence[Nomination]) -> dict[int, date]:
    """Return the day on which nominees registered the award that they are nominated for, by the nomination's key.

    Who is not there did not register it for that year. A merged record stands for the one that took its place.
    """
    root = _roots({each.holder_id for each in nominations})
    asked = {(root[each.holder_id], each.year, each.award_code): each.pk for each in nominations}
    rows = Registration.objects.in_force().filter(
        holder__pk__among=root, year__in={year for _who, year, _code in asked}
    )
    days: dict[tuple[int, int, str], date] = {}
    told = rows.order_by("-registered_on").values_list("holder_id", "year", "award_code", "registered_on")
    for holder, year, code, day in told:
        days[(root[holder], year, code)] = day  # the first day is told
    found = ((each.pk, days.get((root[each.holder_id], each.year, each.award_code))) for each in nominations)
    return {key: day for key, day in found if day}


def _roots(keys: Collection[int]) -> dict[int, int]:
    """Return the record that stands today for each, and for all others that it stands for."""
    found = standing_for(keys)
    last = found | {key: key for key in found.values()}
    while last:
        found |= last
        inside = Holder.objects.filter(merged_into__in=set(last)).values_list("pk", "merged_into")
        last = {key: found[kept] for key, kept in inside if kept is not None and key not in found}
    return found
