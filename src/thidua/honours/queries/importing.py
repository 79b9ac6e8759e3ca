"""Lists of past awards that a unit brought."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet

from thidua.honours.choices import BatchState
from thidua.honours.models import HeaderMapping, ImportBatch
from thidua.honours.rules.importing.headers import signature_of

_STANDS_STILL = timedelta(seconds=90)


def batches_of(unit_id: int | None) -> QuerySet[ImportBatch]:
    """Return the lists that a unit brought, newest first."""
    return ImportBatch.objects.filter(unit=unit_id).select_related("unit", "file", "faulty", "acting")


def remembered_mapping(unit_id: int, headers: Sequence[str]) -> dict[str, str]:
    """Return what a unit said of these headers the last time, by the key of each; empty where it said nothing."""
    found = HeaderMapping.objects.filter(unit=unit_id, signature=signature_of(headers)).first()
    return found.mapping if found else {}


def unfinished_batches() -> QuerySet[ImportBatch]:
    """Return the lists that a worker has to go on with, for whoever starts one."""
    states = [state for state in BatchState if state.is_work]
    return ImportBatch.objects.filter(state__in=states, acting__isnull=False).order_by("pk")


def batch_stands_still(batch: ImportBatch, *, at: datetime) -> bool:
    """Whether nothing has moved for so long that no worker can be at it."""
    return batch.is_working and at - (batch.moved_at or batch.created_at) > _STANDS_STILL
