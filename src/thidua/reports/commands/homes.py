"""Homes brought in line with the trees, and a mark on every total that the change touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from itertools import groupby

from django.db import transaction
from django.db.models import F, QuerySet

from thidua.core.prepared import prepared_with_plan
from thidua.organisations.models import Placement, Succession
from thidua.organisations.queries.scope import forest_state
from thidua.reports.commands.periods import ensure_span
from thidua.reports.models import AcceptedValue, Period, Total, TotalMark, TotalState
from thidua.reports.models import Home as HomeRow
from thidua.reports.queries.figures import span
from thidua.reports.queries.ladder import last_day
from thidua.reports.rules.adding import periods_to_add
from thidua.reports.rules.homes import Forest, Home, Shift, shifts

_AT_ONCE = 2_000
_Key = tuple[str, int]
"""Tree and unit."""


@transaction.atomic
def refresh_homes(*, at: datetime) -> int:
    """Bring the homes in line with the trees as they are; return how many totals were marked to be added anew.

    Does nothing where the trees have not changed since. Locks the row of totals, as adding does.
    """
    state = forest_state()
    kept = hold_state()
    if kept.forest == state:
        return 0
    before, after = _stored(), _worked_out()
    moved: dict[_Key, tuple[Shift, ...]] = {}
    for key in before.keys() | after.keys():
        if before.get(key, []) != after.get(key, []):
            moved[key] = shifts(before.get(key, []), after.get(key, []))
    _write(after, moved)
    kept.forest = state
    kept.save(update_fields=["forest"])
    return _mark(moved, at)


def hold_state() -> TotalState:
    """Return the row that whoever adds totals holds, under its lock."""
    if not (kept := _locked_state()):
        TotalState.objects.get_or_create(pk=1)
        kept = _locked_state()
    return kept[0]


@prepared_with_plan
def _locked_state() -> QuerySet[TotalState]:
    return TotalState.objects.select_for_update().filter(pk=1)


def _stored() -> dict[_Key, list[Home]]:
    rows = HomeRow.objects.order_by(F("since").asc(nulls_first=True), "pk")
    found: dict[_Key, list[Home]] = defaultdict(list)
    for tree, unit, node, since, until, heirs in rows.values_list("tree", "unit", "node", "since", "until", "heirs"):
        found[tree, unit].append(Home(node, since, until, heirs))
    return found


def _worked_out() -> dict[_Key, list[Home]]:
    became: dict[int, list[tuple[int, date]]] = defaultdict(list)
    ended = Succession.objects.filter(predecessor__until__isnull=False)
    for before, after, day in ended.values_list("predecessor", "successor", "on"):
        became[before].append((after, day))
    places: dict[str, dict[int, list[Home]]] = defaultdict(lambda: defaultdict(list))
    rows = Placement.objects.order_by(F("since").asc(nulls_first=True), "pk")
    for tree, unit, node, since, until in rows.values_list("tree", "unit", "parent", "since", "until"):
        places[tree][unit].append(Home(node, since, until))
    forests = {tree: Forest(of_tree, became) for tree, of_tree in places.items()}
    return {(tree, unit): list(forest.homes(unit)) for tree, forest in forests.items() for unit in forest.places}


def _write(after: Mapping[_Key, list[Home]], moved: Collection[_Key]) -> None:
    for tree, units in _by_tree(moved):
        HomeRow.objects.filter(tree=tree, unit__in=units).delete()
    HomeRow.objects.bulk_create(
        (
            HomeRow(
                tree=key[0], unit_id=key[1], node_id=each.node, since=each.since, until=each.until, heirs=each.heirs
            )
            for key in moved
            for each in after.get(key, ())
        ),
        batch_size=_AT_ONCE,
    )


def _mark(moved: Mapping[_Key, tuple[Shift, ...]], at: datetime) -> int:
    """Mark the totals of every node that a unit left or came to, in the periods that end on such a day."""
    wanted: set[tuple[int, int, int, str]] = set()
    known: dict[str, tuple[Period, date]] = {}
    periods = {period.pk: period for period in Period.objects.all()}
    for tree, units in _by_tree(moved):
        for unit, period_id, indicator, is_own in _counted(units):
            own = span(periods[period_id])
            for each in periods_to_add(own) if is_own else (own,):
                if each.key not in known:
                    row = ensure_span(span=each)
                    known[each.key] = row, last_day(row)
                row, day = known[each.key]
                nodes = (shift.nodes for shift in moved[tree, unit] if shift.holds(day))
                wanted |= {(node, row.pk, indicator, tree) for found in nodes for node in found}
    TotalMark.objects.bulk_create(
        (
            TotalMark(unit_id=node, period_id=period, indicator_id=indicator, tree=tree, marked_at=at)
            for node, period, indicator, tree in sorted(wanted)
        ),
        batch_size=_AT_ONCE,
    )
    return len(wanted)


def _counted(units: Collection[int]) -> Iterator[tuple[int, int, int, bool]]:
    """Yield unit, period and indicator of all that counts at units, and whether it is their own value."""
    fields = ("unit", "period", "indicator")
    added = {"unit__in": units, "period__until__isnull": False}
    for row in AcceptedValue.objects.filter(**added).values_list(*fields).iterator(_AT_ONCE):
        yield (*row, True)
    for row in Total.objects.filter(**added).values_list(*fields).iterator(_AT_ONCE):
        yield (*row, False)


def _by_tree(keys: Collection[_Key]) -> Iterator[tuple[str, list[int]]]:
    """Yield the units of each tree, so many at a time as a database takes in one question."""
    for tree, of_tree in groupby(sorted(keys), key=lambda key: key[0]):
        units = [unit for _tree, unit in of_tree]
        for start in range(0, len(units), _AT_ONCE):
            yield tree, units[start : start + _AT_ONCE]
