"""Which units the collectives of a list are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from thidua.honours.choices import HolderKind
from thidua.honours.rules.importing.known import UnitsMeant, day_of
from thidua.honours.rules.importing.one_row import Row
from thidua.organisations.choices import Level
from thidua.organisations.models import Unit
from thidua.organisations.names import is_same_name, press_name
from thidua.organisations.queries import names_of_units, resolve_name
from thidua.organisations.queries.scope import units_seen_from


def units_meant(unit_id: int, rows: Iterable[Row], *, today: date) -> UnitsMeant:
    """Return the units that collectives are, by name and day: where a name means one in scope on the day of the award.

    A name without its kind («Hưng Yên») means a province, as in ``resolve_name``: a club may be called like a commune.
    """
    asked = {(row.name, day_of(row)) for row in rows if row.kind == HolderKind.COLLECTIVE}
    names = names_of_units({name for name, _day in asked})
    scope = units_seen_from(unit_id, on=today)
    found = {(name, day): _meant(name, day, scope) for name, day in sorted(asked) if name in names}
    return {what: unit.pk for what, unit in found.items() if unit is not None}


def unit_meant(unit_id: int, name: str, *, on: date, today: date) -> Unit | None:
    """Return the unit that a collective of a ledger is by its name on a day, as in ``units_meant``."""
    return _meant(name, on, units_seen_from(unit_id, on=today))


def _meant(name: str, day: date, scope: QuerySet[Unit]) -> Unit | None:
    found, told = resolve_name(name, on=day, within=scope), press_name(name)
    if found is None:
        return None
    is_plain = not told.is_bare or found.level <= Level.PROVINCE or is_same_name(found.full_name, told.head)
    return found if is_plain else None
