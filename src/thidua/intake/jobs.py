"""ZIPs of texts as long work that a person sees, stops and takes up again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thidua.core.actors import Actor
from thidua.core.jobs import MOST_SHOWN, SHOWN_FOR, Job, JobState, user_of
from thidua.intake.commands import resume_batch, stop_batch
from thidua.intake.commands.batches import STOPPED
from thidua.intake.models import Batch
from thidua.intake.queries import count_files, stands_still
from thidua.intake.queries.batches import BatchCounts
from thidua.intake.tasks import bring_in_batch


class TextBatches:
    """Texts that are brought in, many in one ZIP."""

    code = "texts"
    word = _("Đọc nhiều bài")

    def recent(self, unit_id: int, *, at: datetime) -> Sequence[Job]:
        """Return the unit's ZIPs that are open or were over lately; two queries."""
        lately = Q(finished_at__isnull=True) | Q(finished_at__gt=at - SHOWN_FOR)
        return self._jobs(list(Batch.objects.filter(lately, unit=unit_id)[:MOST_SHOWN]), at)

    def find(self, unit_id: int, uid: UUID, *, at: datetime) -> Job | None:
        """Return one of the unit's ZIPs."""
        found = self._jobs(list(Batch.objects.filter(unit=unit_id, uid=uid)), at)
        return found[0] if found else None

    def stop(self, job: Job, *, by: Actor, at: datetime) -> None:
        """Read no more files."""
        stop_batch(batch=Batch.objects.get(uid=job.uid), by=by, at=at)

    def retry(self, job: Job, *, by: Actor, at: datetime) -> None:
        """Go on with the files that are left."""
        batch = resume_batch(batch=Batch.objects.get(uid=job.uid), by=by, at=at)
        bring_in_batch.enqueue(batch_id=batch.pk, user_id=user_of(by))

    def _jobs(self, batches: Sequence[Batch], at: datetime) -> list[Job]:
        counts = count_files(batches, STOPPED)
        return [self._job(each, counts[each.pk], at) for each in batches]

    def _job(self, batch: Batch, counts: BatchCounts, at: datetime) -> Job:
        state = _state(batch, counts, at)
        return Job(
            kind=self.code,
            uid=batch.uid,
            title=batch.name,
            state=state,
            by=batch.brought_by_label,
            asked_at=batch.created_at,
            moved_at=batch.moved_at,
            done=counts.total - counts.waiting - counts.left,
            total=counts.total,
            because=_told(counts),
            may_stop=state.is_open,
            may_retry=state in {JobState.STILL, JobState.STOPPED},
        )


def _state(batch: Batch, counts: BatchCounts, at: datetime) -> JobState:
    if batch.finished_at is not None:
        return JobState.STOPPED if counts.left else JobState.DONE
    if stands_still(batch, at=at):
        return JobState.STILL
    return JobState.WAITING if batch.moved_at == batch.created_at else JobState.WORKING


def _told(counts: BatchCounts) -> str:
    if not counts.refused:
        return ""
    return ngettext("%(n)s tệp không đọc được.", "%(n)s tệp không đọc được.", counts.refused) % {"n": counts.refused}
