"""Keeping the closure rows right. Called by the other commands, inside their transaction."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from thidua.organisations.choices import Tree
from thidua.organisations.commands.rows import insert_many
from thidua.organisations.models import ForestState, Lineage, Placement, Unit
from thidua.organisations.rules import Ancestry, Closure, Place, Span

Row = tuple[int, int, str, int, date | None, date | None]
_FIELDS = ("ancestor_id", "descendant_id", "tree", "depth", "since", "until")
_BATCH = 5_000


def lock_forest() -> None:
    """Let one change of the trees at a time pass, and tell that what was worked out from them no longer holds.

    A ring may span any number of units, so one row stands for all. On SQLite the transaction is IMMEDIATE already.
    """
    ForestState.objects.update_or_create(pk=1, defaults={"state": uuid.uuid4()})


def rebuild_below(unit_id: int, tree: Tree) -> None:
    """Compute the rows of a unit and of everything that has ever stood under it in ``tree`` anew."""
    below = set(Lineage.objects.filter(ancestor=unit_id, tree=tree).values_list("descendant", flat=True)) | {unit_id}
    places = _places(Placement.objects.filter(unit__in=below, tree=tree))
    above = {place.parent for of_unit in places.values() for place in of_unit} - below
    known = _known(above, tree)
    wanted = below | (above - known.keys())
    spans = {
        pk: Span(since, until)
        for pk, since, until in Unit.objects.filter(pk__in=wanted).values_list("pk", "since", "until")
    }
    closure = Closure(spans, places, known)
    Lineage.objects.filter(descendant__in=wanted, tree=tree).delete()
    insert_rows(_rows(closure, wanted, tree))


def rebuild_all() -> None:
    """Bring every row in line with the placements: write what is missing, delete what is too much.

    Raises:
        RingError: the placements of a unit lead back to it; it carries the unit's primary key.
    """
    stored = {row[1:]: row[0] for row in Lineage.objects.values_list("pk", *_FIELDS).iterator(chunk_size=_BATCH)}
    right = set(_all_rows())
    surplus = [pk for row, pk in stored.items() if row not in right]
    for start in range(0, len(surplus), _BATCH):
        Lineage.objects.filter(pk__in=surplus[start : start + _BATCH]).delete()
    insert_rows(row for row in right if row not in stored)


def insert_rows(rows: Iterable[Row]) -> None:
    """Write closure rows, in the order of the tree that is read most."""
    in_order: list[Row] = sorted(rows, key=_in_reading_order)
    insert_many(Lineage, _FIELDS, in_order)


def _in_reading_order(row: Row) -> tuple[int, int, str, int]:
    return row[0], row[1], row[2], row[3]


def _all_rows() -> Iterable[Row]:
    spans = {pk: Span(since, until) for pk, since, until in Unit.objects.values_list("pk", "since", "until")}
    for tree in Tree:
        places = _places(Placement.objects.filter(tree=tree))
        parents = {place.parent for of_unit in places.values() for place in of_unit}
        units = spans.keys() if tree is Tree.TERRITORY else places.keys() | parents
        yield from _rows(Closure(spans, places), units, tree)


def _places(placements: Iterable[Placement]) -> dict[int, list[Place[int]]]:
    out: dict[int, list[Place[int]]] = defaultdict(list)
    for placement in placements:
        out[placement.unit_id].append(Place(placement.parent_id, Span(placement.since, placement.until)))
    return out


def _known(units: Collection[int], tree: Tree) -> dict[int, Sequence[Ancestry[int]]]:
    out: dict[int, list[Ancestry[int]]] = defaultdict(list)
    for row in Lineage.objects.filter(descendant__in=units, tree=tree):
        out[row.descendant_id].append(Ancestry(row.ancestor_id, row.depth, Span(row.since, row.until)))
    return dict(out)


def _rows(closure: Closure[int], units: Iterable[int], tree: Tree) -> Iterable[Row]:
    for unit in units:
        for above in closure.of(unit):
            yield above.ancestor, unit, tree.value, above.depth, above.span.since, above.span.until
