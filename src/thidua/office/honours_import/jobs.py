"""Lists of past awards as long work that a person sees, stops and takes up again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.core.actors import Actor
from thidua.core.jobs import MOST_SHOWN, SHOWN_FOR, Job, JobState, user_of
from thidua.honours.choices import BatchState
from thidua.honours.commands.importing import resume_batch, stop_batch
from thidua.honours.models import ImportBatch
from thidua.honours.queries.importing import batch_stands_still, batches_of
from thidua.office.honours_import.tasks import go_on_with_honours

_WORKING = [state for state in BatchState if state.is_work]


class HonourImports:
    """Past awards in a list, checked, written into the ledger, taken back."""

    code = "honours"
    word = _("Nhập sổ khen thưởng")

    def recent(self, unit_id: int, *, at: datetime) -> Sequence[Job]:
        """Return the unit's lists that are open or moved lately, once their columns are named; one query."""
        lately = Q(state__in=_WORKING) | Q(moved_at__gt=at - SHOWN_FOR)
        rows = batches_of(unit_id).filter(lately).exclude(state=BatchState.MAPPING, message="")
        return [self._job(each, at) for each in rows[:MOST_SHOWN]]

    def find(self, unit_id: int, uid: UUID, *, at: datetime) -> Job | None:
        """Return one of the unit's lists."""
        found = batches_of(unit_id).filter(uid=uid).first()
        return self._job(found, at) if found else None

    def stop(self, job: Job, *, by: Actor, at: datetime) -> None:
        """Check or write no more."""
        stop_batch(batch=ImportBatch.objects.get(uid=job.uid), by=by, at=at)

    def retry(self, job: Job, *, by: Actor, at: datetime) -> None:
        """Go on with the rows that are left."""
        batch = resume_batch(batch=ImportBatch.objects.get(uid=job.uid), by=by, at=at)
        go_on_with_honours.enqueue(batch_id=batch.pk, user_id=user_of(by))

    def _job(self, batch: ImportBatch, at: datetime) -> Job:
        state = _state(batch, at)
        total = batch.rows if batch.state != BatchState.CHECKING else 0
        return Job(
            kind=self.code,
            uid=batch.uid,
            title=batch.name,
            state=state,
            by=batch.brought_by,
            asked_at=batch.created_at,
            moved_at=batch.moved_at or batch.created_at,
            done=min(batch.rows_done, total),
            total=total,
            because=_told(batch),
            may_stop=state.is_open and batch.state != BatchState.UNDOING,
            may_retry=state in {JobState.STILL, JobState.STOPPED},
        )


def _told(batch: ImportBatch) -> str:
    if batch.message:
        return gettext(batch.message) % batch.values if batch.values else gettext(batch.message)
    return f"{BatchState(batch.state).label}."


def _state(batch: ImportBatch, at: datetime) -> JobState:
    if batch.is_working:
        return JobState.STILL if batch_stands_still(batch, at=at) else JobState.WORKING
    if batch.state == BatchState.DONE and batch.rows_done < batch.rows:
        return JobState.STOPPED
    return JobState.FAILED if batch.message else JobState.DONE
