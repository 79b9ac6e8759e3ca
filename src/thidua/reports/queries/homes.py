"""Units that are no more and whose figures still count somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from thidua.organisations.queries.scope import in_force
from thidua.reports.models import AcceptedValue, Home
from thidua.reports.rules import Span
from thidua.reports.rules.homes import heirs_of, is_succeeded


def ended_at_home(node_id: int, tree: str, day: date, spans: Sequence[Span], indicator_id: int) -> list[int]:
    """Return the ended units whose latest value of a stock counts at a node on a day; at most two queries.

    Not those whose heirs have all reported it since, in these periods.
    """
    homes = Home.objects.filter(in_force(day), node=node_id, tree=tree).exclude(heirs="")
    heirs = {unit: heirs_of(text) for unit, text in homes.values_list("unit", "heirs")}
    if not heirs:
        return []
    wanted = {heir for steps in heirs.values() for came in steps.values() for heir, _day in came}
    rows = AcceptedValue.objects.filter(
        unit__in=wanted, indicator=indicator_id, period__key__in=[each.key for each in spans]
    )
    reported = dict(rows.values_list("unit").annotate(end=Max("period__until")))
    return sorted(unit for unit, steps in heirs.items() if not is_succeeded(unit, steps, reported))


def ended_with_values(node_id: int, tree: str, day: date, spans: Sequence[Span], indicator_id: int) -> list[int]:
    """Return the units whose own values of periods count at a node where what came from them stands; one query.

    They reported for days on which, as was told afterwards, they were no more.
    """
    homes = Home.objects.filter(in_force(day), node=node_id, tree=tree).exclude(heirs="")
    rows = AcceptedValue.objects.filter(
        unit__in=homes.values("unit"), indicator=indicator_id, period__key__in=[each.key for each in spans]
    )
    return sorted(rows.values_list("unit", flat=True).distinct())
