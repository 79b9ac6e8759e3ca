"""What a unit was on a day: its name then, its parents then, what it came from and became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from thidua.organisations.choices import SuccessionKind, Tree, UnitKind
from thidua.organisations.models import Lineage, Placement, Succession, Unit, UnitDescription
from thidua.organisations.queries.scope import in_force
from thidua.organisations.rules import Span

# A body's parents are those of the unit that it serves; its own line only where it serves none.
_TREES_IN_ORDER = (Tree.TERRITORY, Tree.STATE, *(tree for tree in Tree if tree not in {Tree.TERRITORY, Tree.STATE}))


@dataclass(frozen=True)
class Change:
    """A succession, seen from one side: the other unit, with its name at that time."""

    unit: Unit
    full_name: str
    on: date
    kind: SuccessionKind
    share_permille: int | None
    legal_basis: str


@dataclass(frozen=True)
class UnitOnDay:
    """A unit as it was on a day; where it did not exist then, as it was last or first called.

    Attributes:
        legal_basis: what gave it its name of that day, else its place in the tree.
        exists: whether it existed that day.
        since: its first day, ``None`` where unknown.
        until: the first day on which it is no more, ``None`` where it goes on.
        chain: its parents that day, the nearest first.
        came_from: its predecessors.
        became: its successors.
    """

    unit: Unit
    on: date
    name: str
    full_name: str
    kind: UnitKind
    level: int
    code: str
    legal_basis: str
    exists: bool
    since: date | None
    until: date | None
    chain: tuple[str, ...]
    came_from: tuple[Change, ...]
    became: tuple[Change, ...]


def describe(unit: Unit, *, on: date) -> UnitOnDay:
    """Return what ``unit`` was on a day."""
    return describe_all([unit], on=on)[0]


def describe_all(units: Sequence[Unit], *, on: date) -> list[UnitOnDay]:
    """Return what each of ``units`` was on a day, in their order, by a fixed number of queries."""
    ids = [unit.pk for unit in units]
    chains = _chains(ids, on)
    rows = list(
        Succession.objects.filter(Q(predecessor__in=ids) | Q(successor__in=ids))
        .select_related("predecessor", "successor")
        .order_by("on", "successor__sort_key", "predecessor__sort_key", "pk")
    )
    named = {*ids, *(pk for chain in chains.values() for pk in chain)}
    named |= {pk for row in rows for pk in (row.predecessor_id, row.successor_id)}
    names = _descriptions(named)
    laws = dict(Placement.objects.filter(in_force(on), unit__in=ids).values_list("unit", "legal_basis"))
    out = []
    for unit in units:
        called = _on(names[unit.pk], on)
        out.append(
            UnitOnDay(
                unit=unit,
                on=on,
                name=called.name,
                full_name=called.full_name,
                kind=UnitKind(called.kind),
                level=unit.level,
                code=called.code,
                legal_basis=called.legal_basis or laws.get(unit.pk, ""),
                exists=Span(unit.since, unit.until).holds(on),
                since=unit.since,
                until=unit.until,
                chain=tuple(_on(names[pk], on).full_name for pk in chains[unit.pk]),
                came_from=tuple(_from(row, names) for row in rows if row.successor_id == unit.pk),
                became=tuple(_into(row, names) for row in rows if row.predecessor_id == unit.pk),
            )
        )
    return out


def parent_chain(unit: Unit, *, on: date) -> list[Unit]:
    """Return the parents of ``unit`` on a day, the nearest first."""
    ids = _chains([unit.pk], on)[unit.pk]
    units = Unit.objects.in_bulk(ids)
    return [units[pk] for pk in ids]


def children(unit: Unit, *, on: date, tree: Tree = Tree.TERRITORY) -> QuerySet[Unit]:
    """Return the units directly under ``unit`` in a tree on a day."""
    below = Lineage.objects.filter(in_force(on), ancestor=unit, tree=tree, depth=1)
    return Unit.objects.filter(pk__in=below.values("descendant"))


def _chains(ids: Collection[int], on: date) -> Mapping[int, list[int]]:
    """For each unit its line in the first tree in which it has one; a body's goes on with its administrative unit's."""
    lines: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    _add_lines(lines, ids, on)
    tops = {line[-1] for pk in ids for tree, line in lines[pk].items() if tree != Tree.TERRITORY}
    _add_lines(lines, tops - set(ids), on, tree=Tree.TERRITORY)
    out = {}
    for pk in ids:
        tree = next((tree for tree in _TREES_IN_ORDER if lines[pk].get(tree)), None)
        line = list(lines[pk][tree]) if tree else []
        if line and tree is not Tree.TERRITORY:
            line += [above for above in lines[line[-1]].get(Tree.TERRITORY, []) if above not in line]
        out[pk] = line
    return out


def _add_lines(
    lines: dict[int, dict[str, list[int]]], ids: Collection[int], on: date, tree: Tree | None = None
) -> None:
    rows = Lineage.objects.filter(in_force(on), descendant__in=ids, depth__gt=0).order_by("depth")
    for row in rows.filter(tree=tree) if tree else rows:
        lines[row.descendant_id][row.tree].append(row.ancestor_id)


def _descriptions(ids: Iterable[int]) -> Mapping[int, list[UnitDescription]]:
    out: dict[int, list[UnitDescription]] = defaultdict(list)
    for description in UnitDescription.objects.filter(unit__in=ids):
        out[description.unit_id].append(description)
    return out


def _on(descriptions: Sequence[UnitDescription], day: date) -> UnitDescription:
    """The description of the day; before the first the first, after the last the last."""
    begun = [d for d in descriptions if d.since is None or d.since <= day]
    return begun[-1] if begun else descriptions[0]


def _from(row: Succession, names: Mapping[int, Sequence[UnitDescription]]) -> Change:
    called = _on(names[row.predecessor_id], row.on - timedelta(days=1))
    return _change(row, row.predecessor, called)


def _into(row: Succession, names: Mapping[int, Sequence[UnitDescription]]) -> Change:
    return _change(row, row.successor, _on(names[row.successor_id], row.on))


def _change(row: Succession, unit: Unit, called: UnitDescription) -> Change:
    kind = SuccessionKind(row.kind)
    return Change(unit, called.full_name, row.on, kind, row.share_permille, row.legal_basis)
