"""Writing what was checked into the ledger: some thousand rows in one transaction, with how far it is."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db import transaction

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.many import insert_rows
from thidua.honours.choices import BatchState, HolderKind
from thidua.honours.commands.bodies import ensure_bodies_on
from thidua.honours.commands.keys import write_keys
from thidua.honours.commands.locking import lock_as_read, lock_ledger
from thidua.honours.commands.tying import tie_collectives
from thidua.honours.models import Holder, Honour, ImportBatch, Post
from thidua.honours.queries.collectives import units_meant
from thidua.honours.queries.known import erasures_of, known_among, records_named
from thidua.honours.rules.importing.known import Known, Ledger, Outcome, day_of
from thidua.honours.rules.importing.reading import Row
from thidua.vietnamese.fold import fold, sort_key

ROWS_AT_ONCE: Final = 2_000
"""Rows of a file in one transaction."""
_MOST_TIMES: Final = 100
_LONGEST_NAME = 200
_HOLDER = ("uid", "kind", "name", "folded", "sort_key", "birth_year", "gender", "body_unit")
_HONOUR = (
    "holder", "form_code", "form_name", "type", "year", "decision_number", "decided_on", "authority", "body", "reason",
    "row_number",
)  # fmt: skip


@dataclass
class _Placed:
    """The rows that are written, each with whose it is; those new by the keys that they have so far.

    ``meant``: the units that the names of collectives mean which are known without one, by their keys.
    """

    rows: list[tuple[Row, Known]] = field(default_factory=list)
    new: dict[int, tuple[Row, Known]] = field(default_factory=dict)
    meant: dict[int, set[int]] = field(default_factory=dict)


@transaction.atomic
def write_rows(*, batch: ImportBatch, rows: Iterable[Row], since: int, until: int, by: Actor, at: datetime) -> bool:
    """Write the sound ``rows`` among those of the file from ``since`` up to ``until``, which are counted from nought.

    Returns:
        Whether they were written now: not where the writing was stopped, or another worker is further.
    """
    kept = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if kept.state != BatchState.WRITING or kept.rows_done != since:
        return False
    lock_ledger(kept.unit_id)
    placed = _place(kept, list(rows), clock.legal_day(at))
    tie_collectives(placed.meant, by=by, at=at)
    holders = _add_holders(kept, placed.new, at)
    bodies = _bodies([row for row, _known in placed.rows])
    keys = [holders[known.key].pk if known.key < 0 else known.key for _row, known in placed.rows]
    changed = _add_posts(kept, placed.rows, keys, bodies, {holder.pk for holder in holders.values()})
    _add_honours(kept, placed.rows, keys, bodies, at)
    write_keys([*holders.values(), *Holder.objects.filter(pk__in=changed)])
    kept.rows_done, kept.moved_at = until, at
    kept.written, kept.added = kept.written + len(placed.rows), kept.added + len(holders)
    kept.save(update_fields=["rows_done", "moved_at", "written", "added"])
    return True


@transaction.atomic
def finish_writing(*, batch: ImportBatch, by: Actor, at: datetime) -> bool:
    """Close the writing when all rows are done; one line in the audit trail for the whole list."""
    kept = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if kept.state != BatchState.WRITING or kept.rows_done < kept.rows:
        return False
    kept.state, kept.done_at, kept.moved_at = BatchState.DONE, at, at
    kept.save(update_fields=["state", "done_at", "moved_at"])
    after = {"honours": kept.written, "holders": kept.added, "rows": kept.rows}
    audit.record("import_honours", kept, by=by, at=at, unit_id=kept.unit_id, after=after)
    return True


def _place(batch: ImportBatch, rows: Sequence[Row], today: date) -> _Placed:
    """Return whose each row is; what stands in the ledger already, or is of somebody erased, is left out."""
    names, units = {row.folded for row in rows}, units_meant(batch.unit_id, rows, today=today)
    records = records_named(batch.unit_id, names)
    # Whoever merges, corrects or erases one of them from now on has to wait; who was before us is read.
    for _time in range(_MOST_TIMES):
        if lock_as_read(records.versions):
            break
        records = records_named(batch.unit_id, names)
    else:
        raise RuntimeError("records of a ledger change faster than they are read")  # the worker begins this part anew
    ledger, placed = Ledger(erasures_of(batch.unit_id)), _Placed()
    ledger.add(names, known_among(records), units)
    for row in rows:
        outcome, known = ledger.place(row)
        if known is None or outcome not in {Outcome.NEW, Outcome.KNOWN}:
            continue
        placed.rows.append((row, known))
        unit = units.get((row.name, day_of(row)))
        if row.kind == HolderKind.COLLECTIVE and known.key > 0 and known.unit is None and unit is not None:
            placed.meant.setdefault(known.key, set()).add(unit)
        if outcome == Outcome.NEW:
            placed.new[known.key] = row, known
    return placed


def _add_holders(batch: ImportBatch, new: Mapping[int, tuple[Row, Known]], at: datetime) -> dict[int, Holder]:
    uids = {key: uuid.uuid4() for key in new}
    rows = (
        (
            uids[key], row.kind, row.name, row.folded, sort_key(row.name)[:_LONGEST_NAME], row.birth_year, row.gender,
            known.unit,
        )
        for key, (row, known) in new.items()
    )  # fmt: skip
    insert_rows(Holder, _HOLDER, rows, common={"keeper": batch.unit_id, "batch": batch.pk, "created_at": at})
    found = {holder.uid: holder for holder in Holder.objects.filter(uid__in=list(uids.values())).order_by()}
    return {key: found[uid] for key, uid in uids.items()}


def _bodies(rows: Sequence[Row]) -> dict[str, int]:
    """Return the keys of all bodies that rows name; a new one has its unit as of the earliest year of the rows."""
    first: dict[str, int] = {}
    for row in rows:
        for name in (row.body, row.authority):
            if name:
                first[name] = min(first.get(name, row.year), row.year)
    return ensure_bodies_on({name: date(year, 12, 31) for name, year in first.items()})


def _add_posts(
    batch: ImportBatch,
    placed: Sequence[tuple[Row, Known]],
    keys: Sequence[int],
    bodies: Mapping[str, int],
    new: set[int],
) -> set[int]:
    """Add the posts that are not there yet; return the records known before that got one."""
    told = {
        (key, fold(row.title), bodies[row.body]): (key, row.title, bodies[row.body])
        for (row, _known), key in zip(placed, keys, strict=True)
        if row.kind == "individual" and row.body
    }
    before = {key for key, _title, _body in told} - new
    rows = Post.objects.filter(holder__in=before).order_by().values_list("holder_id", "title", "body_id")
    there = {(holder, fold(title), body) for holder, title, body in rows}
    fresh = [post for form, post in told.items() if form not in there]
    insert_rows(Post, ("holder", "title", "body"), fresh, common={"batch": batch.pk})
    return {holder for holder, _title, _body in fresh} - new


def _add_honours(
    batch: ImportBatch,
    placed: Sequence[tuple[Row, Known]],
    keys: Sequence[int],
    bodies: Mapping[str, int],
    at: datetime,
) -> None:
    rows = (
        (
            key, row.form_code, row.form_name, row.type, row.year, row.decision_number, row.decided_on,
            bodies.get(row.authority), bodies.get(row.body), row.reason, row.number,
        )
        for (row, _known), key in zip(placed, keys, strict=True)
    )  # fmt: skip
    insert_rows(Honour, _HONOUR, rows, common={"keeper": batch.unit_id, "batch": batch.pk, "created_at": at})
