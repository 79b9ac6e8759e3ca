"""Loading a file of units: thousands of rows at once, and nothing the second time."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thidua.core.actors import Actor
from thidua.core.audit import record
from thidua.organisations.commands.lineage import lock_forest, rebuild_all
from thidua.organisations.commands.record_checks import refuse_wrong_records
from thidua.organisations.commands.references import References
from thidua.organisations.commands.refusals import refuse
from thidua.organisations.commands.rows import insert_many
from thidua.organisations.models import Placement, Succession, Unit, UnitDescription
from thidua.organisations.records import NameRecord, UnitFile, UnitRecord
from thidua.organisations.rules import Fault, RingError
from thidua.vietnamese.fold import fold, sort_key

_BATCH = 2_000
_STEPS = 5
_NAMES = ("kind", "name", "full_name", "code", "since", "until", "legal_basis")
_PLACES = ("tree", "parent_id", "since", "until", "legal_basis")
_UNITS = ("level", "since", "until", "latitude_e5", "longitude_e5")
_NEWEST = ("name", "full_name", "kind", "code", "folded", "sort_key")
_SUCCESSIONS = ("predecessor", "successor", "on", "kind", "share_permille", "legal_basis")
Values = tuple[Any, ...]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class LoadReport:
    """What loading did: units created, brought up to date, left as they were; those an office had changed are kept."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    successions: int = 0

    @property
    def changed_nothing(self) -> bool:
        """Whether the database already said all that the file says."""
        return not (self.created or self.updated or self.successions)


@dataclass
class _Loaded:
    """The file as a thing that the audit trail can name."""

    uid: uuid.UUID
    label: str

    def __str__(self) -> str:
        return self.label


@transaction.atomic
def load_units(*, records: UnitFile, by: Actor, at: datetime, progress: Progress | None = None) -> LoadReport:
    """Bring the trees to what ``records`` say, all or nothing.

    A unit is known again by its key. One that somebody changed in this installation (its version is past 1) is left
    alone; successions are added, never removed. ``progress`` is told a step's name, its number and how many there are.

    Raises:
        Refused: an unknown key or code, two parents at one time, a successor that ends before it begins, and the like;
            the sentence says which.
    """
    tell = progress or (lambda *_: None)
    lock_forest()
    tell("Kiểm tra", 1, _STEPS)
    references = References(records)
    refuse_wrong_records(records, references)
    tell("Đơn vị", 2, _STEPS)
    stored = {unit.load_key: unit for unit in Unit.objects.filter(load_key__isnull=False)}
    fresh = [unit for unit in records.units if unit.key not in stored]
    _create(fresh, references, at=at)
    tell("Tên gọi và vị trí", 3, _STEPS)
    changed, kept = _changed(records.units, stored, references)
    _bring_up_to_date(changed, stored)
    _describe_and_place([*fresh, *changed], references)
    tell("Kế thừa", 4, _STEPS)
    successions = _add_successions(records, references)
    report = LoadReport(
        created=len(fresh),
        updated=len(changed),
        unchanged=len(records.units) - len(fresh) - len(changed) - kept,
        kept=kept,
        successions=successions,
    )
    tell("Cây đơn vị", 5, _STEPS)
    if fresh or changed:
        _grow_trees()
    if not report.changed_nothing:
        loaded = _Loaded(uuid.uuid5(uuid.NAMESPACE_OID, records.digest), "units " + records.digest[:12])
        record("load_units", loaded, by=by, at=at, after={"created": report.created, "updated": report.updated})
    return report


def _create(fresh: Sequence[UnitRecord], references: References, *, at: datetime) -> None:
    fields = ("uid", "load_key", "version", "created_at", *_UNITS, *_NEWEST)
    insert_many(Unit, fields, ((uuid.uuid4(), unit.key, 1, at, *_life(unit), *_newest(unit)) for unit in fresh))
    references.learn({key or "": pk for key, pk in Unit.objects.values_list("load_key", "pk")})


def _grow_trees() -> None:
    try:
        rebuild_all()
    except RingError as ring:
        unit = Unit.objects.get(pk=int(str(ring.unit)))
        raise refuse(Fault.UNDER_ITSELF, unit=unit, parent=unit.placements.all()[0].parent) from ring


def _changed(
    units: Iterable[UnitRecord], stored: Mapping[str | None, Unit], references: References
) -> tuple[list[UnitRecord], int]:
    """Return the records whose stored rows say something else, and how many of those the office keeps as its own."""
    if not stored:
        return [], 0
    names, places = _stored_rows(UnitDescription, _NAMES), _stored_rows(Placement, _PLACES)
    differing = []
    for unit in units:
        old = stored.get(unit.key)
        if old is None:
            continue
        same = (
            tuple(getattr(old, name) for name in _UNITS) == _life(unit)
            and names[old.pk] == {_name_values(name) for name in unit.names}
            and places[old.pk] == _place_values(unit, references)
        )
        if not same:
            differing.append(unit)
    changed = [unit for unit in differing if stored[unit.key].version == 1]
    return changed, len(differing) - len(changed)


def _stored_rows(model: type[UnitDescription | Placement], fields: Sequence[str]) -> Mapping[int, set[Values]]:
    out: dict[int, set[Values]] = defaultdict(set)
    for unit_id, *values in model._default_manager.values_list("unit_id", *fields).iterator(chunk_size=_BATCH):
        out[unit_id].add(tuple(values))
    return out


def _bring_up_to_date(changed: Sequence[UnitRecord], stored: Mapping[str | None, Unit]) -> None:
    for unit in changed:
        row = stored[unit.key]
        for name, value in zip((*_UNITS, *_NEWEST), (*_life(unit), *_newest(unit)), strict=True):
            setattr(row, name, value)
        row.save()
    ids = [stored[unit.key].pk for unit in changed]
    UnitDescription.objects.filter(unit__in=ids).delete()
    Placement.objects.filter(unit__in=ids).delete()


def _describe_and_place(units: Sequence[UnitRecord], references: References) -> None:
    ids = [(references.id_of(unit.key), unit) for unit in units]
    insert_many(
        UnitDescription,
        ("unit", "folded", *_NAMES),
        ((pk, fold(name.full_name), *_name_values(name)) for pk, unit in ids for name in unit.names),
    )
    insert_many(
        Placement,
        ("unit", *_PLACES),
        ((pk, *place) for pk, unit in ids for place in sorted(_place_values(unit, references), key=str)),
    )


def _add_successions(records: UnitFile, references: References) -> int:
    stored = set(Succession.objects.values_list("predecessor", "successor", "on"))
    missing = []
    for row in records.successions:
        predecessor = references.id_of(row.predecessor, row.on, before=True)
        successor = references.id_of(row.successor, row.on)
        if (predecessor, successor, row.on) not in stored:
            missing.append((predecessor, successor, row.on, row.kind, row.share_permille, row.legal_basis))
    return insert_many(Succession, _SUCCESSIONS, missing)


def _newest(unit: UnitRecord) -> Values:
    name = max(unit.names, key=lambda record: record.since or date.min)
    return name.name, name.full_name, name.kind, name.code, fold(name.full_name), sort_key(name.name)


def _life(unit: UnitRecord) -> Values:
    return unit.level, unit.since, unit.until, *(unit.point or (None, None))


def _name_values(name: NameRecord) -> Values:
    return tuple(getattr(name, field) for field in _NAMES)


def _place_values(unit: UnitRecord, references: References) -> set[Values]:
    return {
        (p.tree, references.id_of(p.parent, p.since or unit.since), p.since, p.until, p.legal_basis)
        for p in unit.places
    }
