"""Writing the snapshot of accepted values that cross-tabs are read from: Parquet files, all of them or none."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import connection
from django.db.models import Max

from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Tree
from thidua.organisations.models import ForestState, Lineage, Succession, Unit
from thidua.reports.choices import PeriodKind
from thidua.reports.commands.homes import refresh_homes
from thidua.reports.models import AcceptedValue, FormEdition, Home, Period, TotalState
from thidua.reports.queries.snapshot import POINTER, Snapshot, current_snapshot, snapshots_folder
from thidua.reports.rules.calendar import MONTHS
from thidua.reports.rules.placing import Place, Succeeded, meet, one_a_level

_AT_ONCE: Final = 20_000
_VALUES: Final = """SELECT v.unit_id, {tree}, v.period_id, v.indicator_id, v.value, v."of", v.qualifier
FROM reports_acceptedvalue v {joins} WHERE v.period_id IN ({periods})"""
_WITH_TREE: Final = """JOIN reports_revision r ON r.id = v.revision_id JOIN reports_report p ON p.id = r.report_id
JOIN reports_formedition e ON e.id = p.edition_id"""
_LEFT_BEHIND: Final = 6 * 3600  # seconds after which a folder that was never finished is a dead process's
_UNFINISHED: Final = ".part"
_TREES: Final = {str(tree): place for place, tree in enumerate(Tree)}
_INT, _SHORT, _DAY, _TEXT = pa.int32(), pa.int8(), pa.date32(), pa.string()
_SCHEMAS: Final = {
    "figures": pa.schema(
        [("unit", _INT), ("tree", _SHORT), ("period", _INT), ("indicator", _INT), ("value", pa.int64()),
         ("of", pa.int64()), ("qualifier", _SHORT)]
    ),
    "places": pa.schema(
        [("tree", _SHORT), ("unit", _INT), ("level", _SHORT), ("upper", _INT), ("since", _DAY), ("until", _DAY)]
    ),
    "heirs": pa.schema([("unit", _INT), ("heir", _INT), ("until", _DAY)]),
    "units": pa.schema(
        [("unit", _INT), ("uid", _TEXT), ("name", _TEXT), ("sort_key", _TEXT), ("since", _DAY), ("until", _DAY)]
    ),
    "periods": pa.schema([("period", _INT), ("start", _INT), ("months", _SHORT), ("last_day", _DAY)]),
    "indicators": pa.schema(
        [("indicator", _INT), ("months", _SHORT), ("over_time", _TEXT), ("is_added", pa.bool_())]
    ),
}  # fmt: skip


def take_snapshot(*, at: datetime, forced: bool = False) -> bool:
    """Write a snapshot where something has changed since the last one; return whether one was written.

    Not more often than ``settings.SNAPSHOT_MINUTES`` asks, except ``forced``, which also notes that nothing changed.
    Whoever reads sees the old one or the new one; killed in the middle, the old one stands.
    """
    refresh_homes(at=at)
    state, before = state_of_figures(), current_snapshot()
    if before and before.state == state:
        if forced:
            _point_to(Snapshot(before.folder, before.taken_at, at, state, before.figures))
        return False
    if not forced and next_snapshot_at(at=at) > at:
        return False
    _point_to(_written(state, at))
    _clear(before)
    return True


def next_snapshot_at(*, at: datetime) -> datetime:
    """Return from when on the next snapshot may be taken unasked."""
    before = current_snapshot()
    return max(at, before.taken_at + timedelta(minutes=settings.SNAPSHOT_MINUTES or 0)) if before else at


def state_of_figures() -> str:
    """Return what is another whenever a snapshot would be: totals added, values, trees and names, indicators."""
    added = TotalState.objects.values_list("added_at", flat=True).first()
    newest = AcceptedValue.objects.aggregate(newest=Max("pk"))["newest"]
    forest = ForestState.objects.values_list("state", flat=True).first()
    indicators = Indicator.objects.order_by("pk").values_list("pk", "period", "over_units", "over_time")
    told = repr([added and added.isoformat(), newest, str(forest), list(indicators)])
    return hashlib.sha256(told.encode()).hexdigest()


def _written(state: str, at: datetime) -> Snapshot:
    folder = snapshots_folder() / f"{at:%Y%m%d%H%M%S}-{uuid.uuid4().hex[:8]}"
    unfinished = folder.with_name(folder.name + _UNFINISHED)
    unfinished.mkdir(parents=True)
    reported: set[tuple[int, int]] = set()
    figures = _put_batches(unfinished, "figures", _figures(reported))
    placing = _Placing(reported)
    _put(unfinished, "places", placing.rows())
    _put(unfinished, "heirs", placing.heirs())
    _put(unfinished, "units", _units(placing.shown))
    _put(unfinished, "periods", _periods())
    _put(unfinished, "indicators", _indicators())
    unfinished.rename(folder)
    return Snapshot(folder, at, at, state, figures)


def _put(folder: Path, name: str, rows: Iterable[Sequence[Any]]) -> int:
    """Write the rows of a table, some thousand at a time; return how many there were."""
    left = iter(rows)
    batches = iter(lambda: list(islice(left, _AT_ONCE * 5)), [])
    return _put_batches(folder, name, (list(zip(*batch, strict=True)) for batch in batches))


def _put_batches(folder: Path, name: str, batches: Iterable[Sequence[Sequence[Any]]]) -> int:
    """Write batches of rows, each by its columns; return how many rows there were."""
    schema, count = _SCHEMAS[name], 0
    with pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd") as writer:
        for batch in batches:
            columns = [pa.array(values, each.type) for values, each in zip(batch, schema, strict=True)]
            writer.write_table(pa.table(columns, schema=schema))
            count += len(columns[0])
    return count


def _figures(reported: set[tuple[int, int]]) -> Iterator[Sequence[Sequence[Any]]]:
    """Yield what was accepted for periods of the calendar, by column; note in which tree each unit reported.

    By hand: a country has tens of millions, and Django takes too long for each. The tree is looked up by value only
    where forms are reported in several.
    """
    periods = Period.objects.filter(kind__in=MONTHS, until__isnull=False).values_list("pk", flat=True)
    trees = list(FormEdition.objects.order_by("tree").values_list("tree", flat=True).distinct())
    tree, joins = ("e.tree", _WITH_TREE) if len(trees) > 1 else ("''", "")
    places = ", ".join(str(int(pk)) for pk in periods) or "NULL"
    with connection.chunked_cursor() as cursor:
        cursor.execute(_VALUES.format(tree=tree, joins=joins, periods=places))
        while rows := cursor.fetchmany(_AT_ONCE * 5):
            unit, told, *rest = zip(*rows, strict=True)
            codes = [_TREES[each] for each in told] if joins else [_TREES[trees[0]]] * len(rows)
            reported.update(zip(codes, unit, strict=True))
            yield [unit, codes, *rest]


@dataclass
class _Placing:
    """Where the units that reported stand through time; ``shown`` collects the units that can be in a table."""

    reported: set[tuple[int, int]]

    def __post_init__(self) -> None:
        ended = Unit.objects.filter(until__isnull=False).values_list("pk", "until")
        became: dict[int, list[tuple[int, date]]] = {}
        rows = Succession.objects.filter(predecessor__until__isnull=False)
        for before, after, day in rows.values_list("predecessor", "successor", "on"):
            became.setdefault(before, []).append((after, day))
        self._levels = dict(Unit.objects.order_by().values_list("pk", "level"))
        self._succeeded = Succeeded(became, {pk: until for pk, until in ended if until})
        self.shown: set[int] = set()

    def heirs(self) -> Iterator[tuple[int, int, date]]:
        """Yield who came from each unit that ended, and when it did."""
        for unit, came in self._succeeded.became.items():
            yield from ((unit, heir, self._succeeded.ends[unit]) for heir in sorted({heir for heir, _day in came}))

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield for each unit and tree those at and above it: one at each level on a day."""
        for tree, code in _TREES.items():
            units = {unit for of_tree, unit in self.reported if of_tree == code}
            if not units:
                continue
            homes, above = self._homes(tree, units), self._above(tree)
            for unit in sorted(units):
                places = [*self._succeeded.itself(unit, self._levels), *self._over(homes.get(unit, ()), above)]
                for each in one_a_level(places):
                    self.shown |= {unit, each.upper}
                    yield code, unit, each.level, each.upper, each.since, each.until

    def _homes(self, tree: str, units: set[int]) -> dict[int, list[Place]]:
        found: dict[int, list[Place]] = {}
        rows = Home.objects.filter(tree=tree).values_list("unit", "node", "since", "until")
        for unit, node, since, until in rows.iterator(_AT_ONCE):
            if unit in units:
                found.setdefault(unit, []).append(Place(node, self._levels[node], 1, since, until))
        return found

    def _above(self, tree: str) -> dict[int, list[Place]]:
        """Return for every unit with units under it those above it."""
        found: dict[int, list[Place]] = {}
        nodes = set(Home.objects.filter(tree=tree).order_by().values_list("node", flat=True).distinct())
        rows = Lineage.objects.filter(tree=tree, depth__gt=0).order_by()
        for node, upper, depth, since, until in rows.values_list(
            "descendant", "ancestor", "depth", "since", "until"
        ).iterator(_AT_ONCE):
            if node in nodes:
                found.setdefault(node, []).append(Place(upper, self._levels[upper], depth, since, until))
        return found

    def _over(self, homes: Iterable[Place], above: Mapping[int, Sequence[Place]]) -> Iterator[Place]:
        for home in homes:
            yield home
            met = (meet(each, home.since, home.until, steps=1) for each in above.get(home.upper, ()))
            yield from filter(None, met)


def _units(shown: set[int]) -> Iterator[tuple[Any, ...]]:
    rows = Unit.objects.order_by().values_list("pk", "uid", "full_name", "sort_key", "since", "until")
    return ((pk, str(uid), *rest) for pk, uid, *rest in rows.iterator(_AT_ONCE) if pk in shown)


def _periods() -> Iterator[tuple[Any, ...]]:
    rows = Period.objects.filter(kind__in=MONTHS, since__isnull=False, until__isnull=False).order_by()
    for pk, kind, since, until in rows.values_list("pk", "kind", "since", "until"):
        if since and until:
            yield pk, since.year * 12 + since.month - 1, MONTHS[PeriodKind(kind)], until - timedelta(days=1)


def _indicators() -> Iterator[tuple[Any, ...]]:
    """Yield how each indicator combines; one that is not reported for periods of the calendar has 0 months."""
    months = {str(kind): length for kind, length in MONTHS.items()}
    rows = Indicator.objects.order_by().values_list("pk", "period", "over_time", "over_units")
    for pk, period, over_time, over_units in rows:
        yield pk, months.get(period, 0), over_time, over_units != Combination.NONE


def _point_to(snapshot: Snapshot) -> None:
    told = {
        "folder": snapshot.folder.name,
        "taken_at": snapshot.taken_at.isoformat(),
        "checked_at": snapshot.checked_at.isoformat(),
        "state": snapshot.state,
        "figures": snapshot.figures,
    }
    unfinished = snapshots_folder() / f"{POINTER}.{uuid.uuid4().hex[:8]}"
    with unfinished.open("w", encoding="utf-8") as file:
        json.dump(told, file)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(snapshots_folder() / POINTER)


def _clear(before: Snapshot | None) -> None:
    """Remove older snapshots and what dead processes left; the one before stays for who still reads it."""
    now = current_snapshot()
    if now is None:
        return
    kept = {now.folder, before.folder if before else now.folder, snapshots_folder() / "tmp"}
    for folder in snapshots_folder().iterdir():
        is_old = now.folder.stat().st_mtime - folder.stat().st_mtime > _LEFT_BEHIND
        if folder.is_dir() and folder not in kept and (is_old or folder.suffix != _UNFINISHED):
            shutil.rmtree(folder, ignore_errors=True)
