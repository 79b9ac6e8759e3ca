"""From which day of the month a unit counts, who set it, and what stands against changing it."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet

from thidua.organisations.choices import Tree
from thidua.organisations.models import Lineage, Unit
from thidua.organisations.queries.scope import in_force
from thidua.reports.models import CutOff, Report


def cut_offs_of(unit: Unit) -> QuerySet[CutOff]:
    """Return a unit's own settings, the oldest first."""
    return CutOff.objects.filter(unit=unit).order_by(F("since").asc(nulls_first=True), "pk")


def cut_off_over(unit: Unit, day: date) -> CutOff | None:
    """Return the setting that holds for a unit for periods that end on ``day``: its own, else the nearest above.

    Along the territory; a body that stands in no territory, along the tree of the state.
    """
    lines = Lineage.objects.filter(in_force(day), descendant=unit, tree__in=(Tree.TERRITORY, Tree.STATE))
    for tree in (Tree.TERRITORY, Tree.STATE):
        above = dict(lines.filter(tree=tree).values_list("ancestor_id", "depth"))
        found = CutOff.objects.filter(in_force(day), unit__in=above).select_related("unit")
        if nearest := min(found, key=lambda each: above[each.unit_id], default=None):
            return nearest
    return None


def set_above(unit_id: int, day: date) -> CutOff | None:
    """Return a setting of a unit above one, that holds on ``day`` or later."""
    above = Lineage.objects.filter(in_force(day), descendant=unit_id, depth__gt=0).values("ancestor")
    rows = CutOff.objects.filter(unit__in=above).exclude(until__lte=day)
    return rows.select_related("unit").order_by("pk").first()


def last_reported(unit: Unit, since: date) -> Report | None:
    """Return the latest report of a unit or one under it whose period ends on ``since`` or later."""
    under = Lineage.objects.filter(ancestor=unit, descendant=OuterRef("unit"))
    rows = Report.objects.filter(Exists(under), period__until__gt=since)
    return rows.select_related("period").order_by("-period__until", "pk").first()
