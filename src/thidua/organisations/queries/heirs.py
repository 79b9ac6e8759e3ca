"""What a unit has become by a day."""

from __future__ import annotations

from datetime import date

from thidua.organisations.models import Succession, Unit
from thidua.organisations.queries.scope import in_force


def living_heirs(unit: Unit, *, on: date) -> list[Unit]:
    """Return what has become of ``unit`` by the day ``on``: itself while it lives, else those that took it over.

    Empty where it ended without a successor, as the districts did.
    """
    living: set[int] = set()
    known, fresh = {unit.pk}, {unit.pk}
    while fresh:
        alive = set(Unit.objects.filter(in_force(on), pk__in=fresh).values_list("pk", flat=True))
        living |= alive
        heirs = Succession.objects.filter(predecessor__in=fresh - alive, on__lte=on)
        fresh = set(heirs.values_list("successor", flat=True)) - known
        known |= fresh
    return list(Unit.objects.filter(pk__in=living))
