"""Tables as long work that a person sees, stops and takes up again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.core.actors import Actor
from thidua.core.jobs import MOST_SHOWN, SHOWN_FOR, Job, JobState, user_of
from thidua.office.reports.tables.tasks import go_on_with_table
from thidua.reports.choices import TableStage, WorkbookOutcome
from thidua.reports.commands.stopping import LAST_STEP, STOPPED, resume_table, stop_table
from thidua.reports.models import TableImport, TablePart
from thidua.reports.queries.steps import count_steps, left_open
from thidua.reports.queries.tables.progress import table_stands_still, tables_of

_WORKING = [stage for stage in TableStage if stage.is_work]
_WAITING = {"writing": WorkbookOutcome.READY, "undoing": WorkbookOutcome.WRITTEN}


class Tables:
    """Numbers of many units in one table, read, written, undone."""

    code = "table"
    word = _("Nhập bảng số liệu")

    def recent(self, unit_id: int, *, at: datetime) -> Sequence[Job]:
        """Return the unit's tables that are open or moved lately, once their columns are named; two queries."""
        lately = Q(stage__in=_WORKING) | Q(moved_at__gt=at - SHOWN_FOR)
        rows = tables_of(unit_id).filter(lately).exclude(stage=TableStage.MAPPING)
        return self._jobs(list(rows[:MOST_SHOWN]), at)

    def find(self, unit_id: int, uid: UUID, *, at: datetime) -> Job | None:
        """Return one of the unit's tables."""
        found = self._jobs(list(tables_of(unit_id).filter(uid=uid)), at)
        return found[0] if found else None

    def stop(self, job: Job, *, by: Actor, at: datetime) -> None:
        """Take no more parts."""
        stop_table(table=TableImport.objects.get(uid=job.uid), by=by, at=at)

    def retry(self, job: Job, *, by: Actor, at: datetime) -> None:
        """Go on with the parts that are left."""
        table = resume_table(table=TableImport.objects.get(uid=job.uid), by=by, at=at)
        go_on_with_table.enqueue(table_id=table.pk, user_id=user_of(by))

    def _jobs(self, tables: Sequence[TableImport], at: datetime) -> list[Job]:
        counts = count_steps(TablePart.objects.filter(table__in=tables), "table", _WAITING, STOPPED)
        return [self._job(each, counts.get(each.pk, {}), at) for each in tables]

    def _job(self, table: TableImport, counts: Mapping[str, int], at: datetime) -> Job:
        state, stage = _state(table, counts, at), TableStage(table.stage)
        waiting = left_open(counts, stage.value, LAST_STEP)
        total = counts.get("total", 0) if stage != TableStage.READING else 0
        return Job(
            kind=self.code,
            uid=table.uid,
            title=table.name,
            state=state,
            by=table.brought_by_label,
            asked_at=table.created_at,
            moved_at=table.moved_at,
            done=total - waiting if total else 0,
            total=total,
            because=_told(table, stage),
            may_stop=state.is_open,
            may_retry=state in {JobState.STILL, JobState.STOPPED},
        )


def _told(table: TableImport, stage: TableStage) -> str:
    if table.message:
        return gettext(table.message) % table.values if table.values else gettext(table.message)
    return f"{stage.label}."


def _state(table: TableImport, counts: Mapping[str, int], at: datetime) -> JobState:
    if table.is_working:
        return JobState.STILL if table_stands_still(table, at=at) else JobState.WORKING
    if counts.get(f"left_{LAST_STEP.get(table.stage, '')}"):
        return JobState.STOPPED
    return JobState.FAILED if table.message else JobState.DONE
