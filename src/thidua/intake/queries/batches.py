"""How far a batch of files has come, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, Count, Q, QuerySet, Value, When

from thidua.core.actors import Actor
from thidua.intake.choices import FileOutcome
from thidua.intake.models import Batch, BatchFile
from thidua.organisations.queries import units_in_scope

_STANDS_STILL = timedelta(seconds=90)
_FIRST_SHOWN = (FileOutcome.REFUSED, FileOutcome.PRESENT, FileOutcome.READ, FileOutcome.WAITING)


@dataclass(frozen=True)
class BatchProgress:
    """How many files there are, and how many came to each end."""

    total: int
    read: int
    present: int
    refused: int

    @property
    def done(self) -> int:
        """Files that do not wait any more."""
        return self.read + self.present + self.refused


@dataclass(frozen=True)
class BatchCounts:
    """How many files a batch has: all, those that wait, those that a stop left, those that were refused."""

    total: int = 0
    waiting: int = 0
    left: int = 0
    refused: int = 0


def batches(actor: Actor, *, on: date) -> QuerySet[Batch]:
    """Return the batches that ``actor`` may see, newest first."""
    return Batch.objects.filter(unit__in=units_in_scope(actor, on=on)).select_related("unit", "brought_by")


def batch_progress(batch: Batch) -> BatchProgress:
    """Count the files of a batch by what became of them."""
    counted = Counter(BatchFile.objects.filter(batch=batch).order_by().values_list("outcome", flat=True))
    return BatchProgress(
        total=counted.total(),
        read=counted[FileOutcome.READ],
        present=counted[FileOutcome.PRESENT],
        refused=counted[FileOutcome.REFUSED],
    )


def batch_files(batch: Batch) -> QuerySet[BatchFile]:
    """Return the files of a batch with their documents: those that need somebody first."""
    places = [When(outcome=outcome, then=Value(place)) for place, outcome in enumerate(_FIRST_SHOWN)]
    found = BatchFile.objects.filter(batch=batch).select_related("document").defer("document__text", "document__noise")
    return found.order_by(Case(*places), "place")


def waiting_files(batch: Batch, most: int) -> list[BatchFile]:
    """Return the next files of a batch that wait, at most ``most``."""
    rows = BatchFile.objects.filter(batch=batch, outcome=FileOutcome.WAITING)
    return list(rows.select_related("batch__unit").order_by("place")[:most])


def still_waits(entry: BatchFile) -> bool:
    """Whether a file that waited when it was looked up waits still."""
    return BatchFile.objects.filter(pk=entry.pk, outcome=FileOutcome.WAITING).exists()


def count_files(batches: Sequence[Batch], stopped: str) -> dict[int, BatchCounts]:
    """Return for each of several batches how far it is; ``stopped`` is said of files that a stop left. One query."""
    rows = BatchFile.objects.filter(batch__in=batches).order_by().values("batch")
    is_left = Q(outcome=FileOutcome.REFUSED, message=stopped)
    counted = rows.annotate(
        total=Count("pk"),
        waiting=Count("pk", filter=Q(outcome=FileOutcome.WAITING)),
        left=Count("pk", filter=is_left),
        refused=Count("pk", filter=Q(outcome=FileOutcome.REFUSED) & ~is_left),
    )
    names = ("total", "waiting", "left", "refused")
    found = {batch: BatchCounts(*told) for batch, *told in counted.values_list("batch", *names)}
    return {each.pk: found.get(each.pk, BatchCounts()) for each in batches}


def unfinished_batches() -> QuerySet[Batch]:
    """Return the batches that a worker has to go on with, for whoever starts one."""
    return Batch.objects.filter(finished_at__isnull=True, brought_by__isnull=False).order_by("pk")


def stands_still(batch: Batch, *, at: datetime) -> bool:
    """Whether nothing has moved for so long that no worker can be at it."""
    return batch.finished_at is None and at - batch.moved_at > _STANDS_STILL
