"""Which outlines draw a unit."""

from __future__ import annotations

from thidua.organisations.choices import Level
from thidua.organisations.models import UnitDescription
from thidua.organisations.outlines import DRAWN_ON
from thidua.organisations.queries.scope import in_force, with_predecessors


def outline_codes(unit_id: int) -> tuple[str, ...]:
    """Return the codes of the provinces of ``outlines.DRAWN_ON`` that a unit was or came from; a few queries."""
    before = with_predecessors({unit_id})
    rows = UnitDescription.objects.filter(
        in_force(DRAWN_ON), in_force(DRAWN_ON, "unit__"), unit__in=before, unit__level=Level.PROVINCE
    )
    return tuple(rows.order_by("code").values_list("code", flat=True))
