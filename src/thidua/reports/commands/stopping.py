"""Stopping a ZIP of workbooks or a table between two files or parts of it, and going on with what was left."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.reports.choices import BatchStage, TableStage, WorkbookOutcome
from thidua.reports.commands.tables import finish_table
from thidua.reports.commands.workbooks import finish_stage
from thidua.reports.models import TableImport, TablePart, WorkbookBatch, WorkbookFile

STOPPED = _("Đã dừng trước khi làm đến đây.")
"""Said of a file or a part that nobody took as the work was stopped."""
LAST_STEP = {"read": "reading", "written": "writing", "undone": "undoing"}
"""The step that was last gone through, by the stage that it led to; alike for ZIPs and tables."""
_OVER = _("Việc này đã xong hoặc đã dừng. Tải lại trang để xem.")
_NOTHING_LEFT = _("Không còn phần nào bị dừng. Mở trang của tệp để làm bước tiếp theo.")
_AGAIN = _("Tệp ZIP này đang được đọc ở một lần đưa vào khác. Xem lần ấy.")
_WAITING = {
    "reading": WorkbookOutcome.WAITING,
    "writing": WorkbookOutcome.READY,
    "undoing": WorkbookOutcome.WRITTEN,
}
_LEFT = {
    "reading": WorkbookOutcome.REFUSED,
    "writing": WorkbookOutcome.REFUSED,
    "undoing": WorkbookOutcome.KEPT,
}
"""What became of what a stop left, by the step that it was left in."""
Rows = TypeVar("Rows", WorkbookFile, TablePart)


@transaction.atomic
def stop_workbooks(*, batch: WorkbookBatch, by: Actor, at: datetime) -> WorkbookBatch:
    """Take no more files in the step that a batch is at: what is done stays, the file in hand is finished.

    Raises:
        Refused: the worker has nothing to do with it.
    """
    kept = WorkbookBatch.objects.select_for_update().get(pk=batch.pk)
    if not kept.is_working:
        raise Refused(_OVER)
    left = _leave(WorkbookFile.objects.filter(batch=kept), kept.stage)
    audit.record("stop_workbooks", kept, by=by, at=at, unit_id=kept.unit_id, after={"step": kept.stage, "left": left})
    finish_stage(batch=kept, by=by, at=at)
    return WorkbookBatch.objects.get(pk=kept.pk)


@transaction.atomic
def resume_workbooks(*, batch: WorkbookBatch, by: Actor, at: datetime) -> WorkbookBatch:
    """Let the files that a stop left wait again, in the name of ``by``. One that is under way stays as it is.

    Raises:
        Refused: nothing was left in the last step, or the same ZIP is being read anew.
    """
    kept = WorkbookBatch.objects.select_for_update().get(pk=batch.pk)
    if kept.is_working:
        return kept
    step = LAST_STEP[kept.stage]
    anew = WorkbookBatch.objects.filter(unit=kept.unit_id, file=kept.file_id, stage=BatchStage.READING)
    if step == BatchStage.READING and anew.exists():
        raise Refused(_AGAIN)
    left = _take_up(WorkbookFile.objects.filter(batch=kept), step)
    kept.stage, kept.acting_id, kept.moved_at = step, by.user_id, at
    kept.save(update_fields=["stage", "acting", "moved_at"])
    audit.record("resume_workbooks", kept, by=by, at=at, unit_id=kept.unit_id, after={"step": step, "left": left})
    return kept


@transaction.atomic
def stop_table(*, table: TableImport, by: Actor, at: datetime) -> TableImport:
    """Take no more parts of a table; while it is read its columns are to be named again, as nothing is written yet.

    Raises:
        Refused: the worker has nothing to do with it.
    """
    kept = TableImport.objects.select_for_update().get(pk=table.pk)
    if not kept.is_working:
        raise Refused(_OVER)
    step, parts = kept.stage, TablePart.objects.filter(table=kept)
    left = 0 if step == TableStage.READING else _leave(parts, step)
    audit.record("stop_table", kept, by=by, at=at, unit_id=kept.unit_id, after={"step": step, "left": left})
    if step == TableStage.READING:  # who still reads finds that it does not count any more
        parts.delete()
        TableImport.objects.filter(pk=kept.pk).update(stage=TableStage.MAPPING, moved_at=at)
    else:
        finish_table(table=kept, by=by, at=at)
    return TableImport.objects.get(pk=kept.pk)


@transaction.atomic
def resume_table(*, table: TableImport, by: Actor, at: datetime) -> TableImport:
    """Let the parts that a stop left wait again, in the name of ``by``. One that is under way stays as it is.

    Raises:
        Refused: nothing was left in the last step.
    """
    kept = TableImport.objects.select_for_update().get(pk=table.pk)
    if kept.is_working:
        return kept
    step = LAST_STEP.get(kept.stage, "")
    if step not in _WAITING:
        raise Refused(_NOTHING_LEFT)
    left = _take_up(TablePart.objects.filter(table=kept), step)
    kept.stage, kept.acting_id, kept.moved_at = step, by.user_id, at
    kept.save(update_fields=["stage", "acting", "moved_at"])
    audit.record("resume_table", kept, by=by, at=at, unit_id=kept.unit_id, after={"step": step, "left": left})
    return kept


def _leave(rows: QuerySet[Rows], step: str) -> int:
    """Mark what waits for a step as left by a stop; return how many."""
    return rows.filter(outcome=_WAITING[step]).update(outcome=_LEFT[step], message=STOPPED, values={"step": str(step)})


def _take_up(rows: QuerySet[Rows], step: str) -> int:
    """Let what a stop of this step left wait again; return how many."""
    left = rows.filter(outcome=_LEFT[step], message=STOPPED, values={"step": str(step)})
    taken = left.update(outcome=_WAITING[step], message="", values={})
    if not taken:
        raise Refused(_NOTHING_LEFT)
    return taken
