"""ZIPs of workbooks as long work that a person sees, stops and takes up again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.actors import Actor
from thidua.core.jobs import MOST_SHOWN, SHOWN_FOR, Job, JobState, user_of
from thidua.office.reports.together.tasks import go_on_with_workbooks
from thidua.reports.choices import BatchStage
from thidua.reports.commands.stopping import LAST_STEP, STOPPED, resume_workbooks, stop_workbooks
from thidua.reports.models import WorkbookBatch, WorkbookFile
from thidua.reports.queries.steps import count_steps, left_open
from thidua.reports.queries.workbooks import WAITS_FOR, batches_of, stands_still

_WORKING = [stage for stage in BatchStage if stage.is_work]


class WorkbookBatches:
    """Reports of many units, read from Excel, written, undone."""

    code = "workbooks"
    word = _("Nhập nhiều biểu Excel")

    def recent(self, unit_id: int, *, at: datetime) -> Sequence[Job]:
        """Return the unit's ZIPs that are open or moved lately; two queries."""
        lately = Q(stage__in=_WORKING) | Q(moved_at__gt=at - SHOWN_FOR)
        return self._jobs(list(batches_of(unit_id).filter(lately)[:MOST_SHOWN]), at)

    def find(self, unit_id: int, uid: UUID, *, at: datetime) -> Job | None:
        """Return one of the unit's ZIPs."""
        found = self._jobs(list(batches_of(unit_id).filter(uid=uid)), at)
        return found[0] if found else None

    def stop(self, job: Job, *, by: Actor, at: datetime) -> None:
        """Take no more files."""
        stop_workbooks(batch=WorkbookBatch.objects.get(uid=job.uid), by=by, at=at)

    def retry(self, job: Job, *, by: Actor, at: datetime) -> None:
        """Go on with the files that are left."""
        batch = resume_workbooks(batch=WorkbookBatch.objects.get(uid=job.uid), by=by, at=at)
        go_on_with_workbooks.enqueue(batch_id=batch.pk, user_id=user_of(by))

    def _jobs(self, batches: Sequence[WorkbookBatch], at: datetime) -> list[Job]:
        counts = count_steps(WorkbookFile.objects.filter(batch__in=batches), "batch", WAITS_FOR, STOPPED)
        return [self._job(each, counts.get(each.pk, {}), at) for each in batches]

    def _job(self, batch: WorkbookBatch, counts: Mapping[str, int], at: datetime) -> Job:
        state, stage = _state(batch, counts, at), BatchStage(batch.stage)
        waiting = left_open(counts, stage.value, LAST_STEP)
        total = counts.get("total", 0)
        return Job(
            kind=self.code,
            uid=batch.uid,
            title=batch.name,
            state=state,
            by=batch.brought_by_label,
            asked_at=batch.created_at,
            moved_at=batch.moved_at,
            done=total - waiting,
            total=total,
            because=f"{stage.label}.",
            may_stop=state.is_open,
            may_retry=state in {JobState.STILL, JobState.STOPPED},
        )


def _state(batch: WorkbookBatch, counts: Mapping[str, int], at: datetime) -> JobState:
    if not batch.is_working:
        return JobState.STOPPED if counts.get(f"left_{LAST_STEP[batch.stage]}") else JobState.DONE
    if stands_still(batch, at=at):
        return JobState.STILL
    is_new = batch.stage == BatchStage.READING and batch.moved_at == batch.created_at
    return JobState.WAITING if is_new else JobState.WORKING
