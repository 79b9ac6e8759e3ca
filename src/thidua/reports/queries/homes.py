"""Units that are no more and whose stocks still count somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from thidua.organisations.queries.scope import in_force
from thidua.reports.models import AcceptedValue, Home
from thidua.reports.rules import Span
from thidua.reports.rules.homes import heirs_of, is_succeeded


def ended_at_home(node_id: int, tree: str, day: date, spans: Sequence[Span], indicator_id: int) -> list[int]:
    """Return the ended units whose latest value of a stock counts at a node on a day; at most two queries.

    Not those whose heirs have all reported it in these periods.
    """
    homes = Home.objects.filter(in_force(day), node=node_id, tree=tree).exclude(heirs="")
    heirs = {unit: heirs_of(text) for unit, text in homes.values_list("unit", "heirs")}
    if not heirs:
        return []
    wanted = {heir for steps in heirs.values() for came in steps.values() for heir in came}
    rows = AcceptedValue.objects.filter(
        unit__in=wanted, indicator=indicator_id, period__key__in=[each.key for each in spans]
    )
    reported = set(rows.values_list("unit", flat=True))
    return sorted(unit for unit, steps in heirs.items() if not is_succeeded(unit, steps, reported))
