"""What counts before an acceptance, what will count after it, and where: asked by every acceptance."""

from __future__ import annotations

from django.db.models import QuerySet

from thidua.core.prepared import Keys, prepared
from thidua.reports.models import AcceptedValue, Cell, Home

ToldCell = tuple[int, int, int | None, int | None, str]
"""Revision, indicator, value, whole of a ratio, qualifier."""
CountedRow = tuple[int, int, int, int, int, int, int]
"""Unit, indicator, value, whole, qualifier in bits, revision, key of the row."""


@prepared
def told_in(revisions: Keys) -> QuerySet[Cell, ToldCell]:
    """The cells of revisions that hold a number."""
    cells = Cell.objects.filter(revision__in=revisions, value__isnull=False).order_by()
    return cells.values_list("revision_id", "line__indicator_id", "value", "of", "qualifier")


@prepared
def counted_of(units: Keys, period: int, indicators: Keys) -> QuerySet[AcceptedValue, CountedRow]:
    """What counts of units in a period."""
    known = AcceptedValue.objects.filter(unit__in=units, period=period, indicator__in=indicators).order_by()
    return known.values_list("unit_id", "indicator_id", "value", "of", "qualifier", "revision_id", "pk")


@prepared
def nodes_of(units: Keys, tree: str) -> QuerySet[Home, int]:
    """Under which units some are, or ever were, at home."""
    return Home.objects.filter(unit__in=units, tree=tree).order_by().values_list("node", flat=True).distinct()
