"""What a list would bring, told while its rows are checked. Nothing is written into the ledger yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.honours.choices import BatchState
from thidua.honours.models import ImportBatch
from thidua.honours.rules.importing.tally import Tally
from thidua.sources.models import StoredFile

_COUNTED = (
    "rows",
    "rows_done",
    "good",
    "fault_count",
    "duplicates",
    "erased",
    "new_holders",
    "known_holders",
    "faults",
    "alike",
    "alike_rows",
)
_TOO_LONG_FOR_THE_TRAIL = {"faults", "alike_rows"}


@transaction.atomic
def begin_checking(*, batch: ImportBatch, at: datetime) -> int:
    """Forget what an earlier checking found; return the number of this one, nought where none is asked for."""
    kept = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if kept.state != BatchState.CHECKING:
        return 0
    kept.run, kept.moved_at, kept.faulty = kept.run + 1, at, None
    _count(kept, Tally())
    kept.save(update_fields=["run", "moved_at", "faulty", *_COUNTED])
    return kept.run


def note_checked(*, batch: ImportBatch, run: int, rows: int, at: datetime) -> bool:
    """Note how many rows were checked; return whether this checking still counts."""
    same = ImportBatch.objects.filter(pk=batch.pk, run=run, state=BatchState.CHECKING)
    return bool(same.update(rows_done=rows, moved_at=at))


@transaction.atomic
def finish_checking(
    *, batch: ImportBatch, run: int, tally: Tally, faulty: StoredFile | None, by: Actor, at: datetime
) -> bool:
    """Close the checking; the preview is complete. ``faulty``: the rows that are not taken, as a file."""
    kept = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if kept.state != BatchState.CHECKING or kept.run != run:
        return False
    _count(kept, tally)
    kept.state, kept.moved_at, kept.faulty = BatchState.PREVIEW, at, faulty
    kept.save(update_fields=["state", "moved_at", "faulty", *_COUNTED])
    after = {name: getattr(kept, name) for name in _COUNTED if name not in _TOO_LONG_FOR_THE_TRAIL}
    audit.record("check_honour_import", kept, by=by, at=at, unit_id=kept.unit_id, after=after)
    return True


@transaction.atomic
def fail_checking(*, batch: ImportBatch, message: str, values: Mapping[str, Any] | None = None, at: datetime) -> None:
    """Note that the list cannot be read; ``message`` is a msgid that ``values`` fill. Its columns are asked again."""
    kept = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if kept.state == BatchState.CHECKING:
        kept.state, kept.message, kept.values = BatchState.MAPPING, message[:600], dict(values or {})
        kept.moved_at = at
        kept.save(update_fields=["state", "message", "values", "moved_at"])


def _count(batch: ImportBatch, tally: Tally) -> None:
    batch.rows = batch.rows_done = tally.rows
    batch.good, batch.fault_count, batch.duplicates = tally.good, tally.wrong, tally.twice
    batch.erased = tally.erased
    batch.alike, batch.alike_rows = tally.alike, tally.alike_rows
    batch.new_holders, batch.known_holders, batch.faults = tally.new, len(tally.known), tally.faults
