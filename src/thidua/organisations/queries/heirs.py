"""What a unit has become by a day."""

from __future__ import annotations

from datetime import date

from thidua.organisations.models import Succession, Unit
from thidua.organisations.queries.scope import in_force


def living_heirs(unit: Unit, *, on: date) -> list[Unit]:
    """Return the units that ``unit`` has become and that exist on the day ``on``; itself while it lives."""
    known, fresh = {unit.pk}, {unit.pk}
    while fresh:
        successions = Succession.objects.filter(predecessor__in=fresh, on__lte=on)
        fresh = set(successions.values_list("successor", flat=True)) - known
        known |= fresh
    return list(Unit.objects.filter(in_force(on), pk__in=known))
