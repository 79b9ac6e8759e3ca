"""The units above others, day by day, read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from thidua.core.prepared import Keys, prepared
from thidua.organisations.models import Lineage
from thidua.organisations.rules import Span


class Lines:
    """The units above some units in one tree; one query, and one more where others are asked for."""

    def __init__(self, units: Collection[int], tree: str) -> None:
        self._tree = tree
        self._known: set[int] = set()
        self._rows: dict[int, list[tuple[int, Span]]] = defaultdict(list)
        self._learn(units)

    def line(self, unit: int, day: date) -> list[int]:
        """Return a unit and those above it on a day, the nearest first."""
        return [unit, *(above for above, span in self._rows[unit] if span.holds(day))]

    def parents(self, units: Collection[int], day: date) -> dict[int, int | None]:
        """Return the units, and all above them, each with the one directly above; each before the one above it."""
        depth: dict[int, int] = {}
        parents: dict[int, int | None] = {}
        on_the_way = {each for unit in self._known.intersection(units) for each in self.line(unit, day)}
        self._learn(set(units) - on_the_way)
        for unit in self._known.intersection(units):
            line = self.line(unit, day)
            for place, (each, above) in enumerate(zip(line, [*line[1:], None], strict=True)):
                depth[each] = len(line) - place
                parents[each] = above
        return {unit: parents[unit] for unit in sorted(parents, key=lambda each: (-depth[each], each))}

    def _learn(self, units: Collection[int]) -> None:
        fresh = set(units) - self._known
        if not fresh:
            return
        for unit, above, since, until in _above(fresh, self._tree):
            self._rows[unit].append((above, Span(since, until)))
        self._known |= fresh


@prepared
def _above(units: Keys, tree: str) -> QuerySet[Lineage, tuple[int, int, date | None, date | None]]:
    rows = Lineage.objects.filter(descendant__in=units, tree=tree, depth__gt=0).order_by("depth", "pk")
    return rows.values_list("descendant", "ancestor", "since", "until")
