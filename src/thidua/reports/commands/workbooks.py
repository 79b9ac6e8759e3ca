"""Many workbooks at once: a ZIP is kept, its files are listed, and each is read, written and undone by itself.

Whatever happens between two files – a kill, a full disk, a second worker – what is settled is settled, and going on
takes the rest. A file is settled in the transaction that writes its report, so that none is written twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.organisations.models import Unit
from thidua.reading.files import Unreadable
from thidua.reading.files.archive import open_archive
from thidua.reading.files.bundle import Member, members_of
from thidua.reports.choices import BatchStage, WorkbookOutcome
from thidua.reports.commands.filling import write_changes
from thidua.reports.models import Report, WorkbookBatch, WorkbookFile
from thidua.reports.rules.changes import Change, from_json, to_json
from thidua.reports.rules.folders import Summary, to_write
from thidua.sources.commands import store_file
from thidua.sources.models import StoredFile

_ZIP, _PACKED, _EMPTY = "application/zip", b"PK\x03\x04", b"PK\x05\x06"
_NO_ZIP = _("Đây không phải tệp ZIP. Nén các biểu Excel thành một tệp .zip rồi chọn lại.")
_ONE_WORKBOOK = _(
    "Đây là một biểu Excel, không phải tệp ZIP. Mở báo cáo của đơn vị rồi bấm «Nhập từ Excel», "
    "hoặc nén các biểu thành một tệp .zip."
)
_TWICE = _("Tệp ZIP có hai biểu của báo cáo này; đã lấy tệp «%(name)s». Bỏ bớt một tệp rồi nén lại.")
_NOT_NOW = _("Việc này không còn làm được với tệp ZIP đang mở. Tải lại trang để xem đã đến bước nào.")
_NEXT = {
    BatchStage.READING: BatchStage.READ,
    BatchStage.WRITING: BatchStage.WRITTEN,
    BatchStage.UNDOING: BatchStage.UNDONE,
}


def start_workbooks(*, unit: Unit, content: bytes, file_name: str, by: Actor, at: datetime) -> WorkbookBatch:
    """Keep a ZIP of workbooks and list its files; those that may not be unpacked are refused at once.

    The same ZIP again while it is being read (a double click, a page sent again) is the same batch.

    Raises:
        Refused: no ZIP, damaged, or beyond a limit as a whole.
    """
    members = _members(content)
    try:
        with transaction.atomic():
            stored = store_file(content=content, name=file_name or "bieu.zip", media_type=_ZIP, by=by, at=at)
            return _being_read(unit, stored.sha256) or _new_batch(unit, stored, file_name, members, by=by, at=at)
    except IntegrityError:  # another request began it at this very moment
        found = _being_read(unit, hashlib.sha256(content).hexdigest())
        if found is None:
            raise
        return found


@transaction.atomic
def note_reading(*, entry: WorkbookFile, report: Report, summary: Summary, at: datetime) -> str:
    """Note what a workbook would change; return what became of it (``WorkbookOutcome``)."""
    others = WorkbookFile.objects.filter(batch=entry.batch_id, report=report, place__lt=entry.place)
    if (first := others.exclude(outcome=WorkbookOutcome.REFUSED).first()) is not None:
        return refuse_workbook(entry=entry, message=_TWICE, values={"name": first.name}, report=report, at=at)
    outcome = WorkbookOutcome.SAME
    if summary.changes:
        outcome = WorkbookOutcome.READY
    elif summary.faults:
        outcome = WorkbookOutcome.ASKED
    told = {name: getattr(summary, name) for name in ("sound", "computed", "asked", "refused")}
    told |= {"faults": list(summary.faults), "changes": to_json(summary.changes)}
    return _settle(entry, WorkbookOutcome.WAITING, outcome, at, report=report, revision=report.number, **told)


def refuse_workbook(
    *,
    entry: WorkbookFile,
    message: str,
    values: Mapping[str, Any] | None = None,
    report: Report | None = None,
    at: datetime,
) -> str:
    """Note that a workbook is not taken, or not taken back; ``message`` is a msgid that ``values`` fill."""
    outcome = WorkbookOutcome.KEPT if entry.outcome == WorkbookOutcome.WRITTEN else WorkbookOutcome.REFUSED
    told = {"message": message[:600], "values": dict(values or {}), "report": report or entry.report}
    return _settle(entry, entry.outcome, outcome, at, **told)


@transaction.atomic
def write_workbook(*, entry: WorkbookFile, with_computed: bool, by: Actor, at: datetime) -> str:
    """Write what a workbook changes, unless that has been done; the report and this note in one transaction.

    Raises:
        Refused: the report is not being typed any more, or the actor works for another unit.
    """
    kept = _locked(entry, WorkbookOutcome.READY)
    if kept is None:
        return entry.outcome
    changes = to_write(from_json(kept.changes), with_computed=with_computed)
    return _write(kept, changes, WorkbookOutcome.WRITTEN, by=by, at=at)


@transaction.atomic
def undo_workbook(*, entry: WorkbookFile, by: Actor, at: datetime) -> str:
    """Write back what a workbook changed; what somebody typed since stays.

    Raises:
        Refused: the report is not being typed any more, or the actor works for another unit.
    """
    kept = _locked(entry, WorkbookOutcome.WRITTEN)
    if kept is None:
        return entry.outcome
    changes = [each.undone for each in from_json(kept.changes)]
    return _write(kept, changes, WorkbookOutcome.UNDONE, by=by, at=at)


@transaction.atomic
def move_batch(
    *, batch: WorkbookBatch, to: BatchStage, with_computed: bool = False, by: Actor, at: datetime
) -> WorkbookBatch:
    """Ask for the writing of what was read, or the undoing of what was written; asking twice is asking once.

    Raises:
        Refused: the batch is not at the step before.
    """
    before = {BatchStage.WRITING: BatchStage.READ, BatchStage.UNDOING: BatchStage.WRITTEN}[to]
    kept = WorkbookBatch.objects.select_for_update().get(pk=batch.pk)
    if kept.stage in {to, _NEXT[to]}:
        return kept
    if kept.stage != before:
        raise Refused(_NOT_NOW)
    kept.stage, kept.acting_id, kept.moved_at = to, by.user_id, at
    kept.with_computed = with_computed if to == BatchStage.WRITING else kept.with_computed
    kept.save(update_fields=["stage", "acting", "moved_at", "with_computed"])
    audit.record(
        "move_workbooks", kept, by=by, at=at, unit_id=kept.unit_id, before={"stage": before}, after={"stage": to}
    )
    return kept


@transaction.atomic
def finish_stage(*, batch: WorkbookBatch, by: Actor, at: datetime) -> None:
    """Close the step that the worker was at: no file of it waits any more."""
    stage = BatchStage(batch.stage)
    moved = WorkbookBatch.objects.filter(pk=batch.pk, stage=stage).update(stage=_NEXT[stage], moved_at=at)
    if moved:
        outcomes = list(WorkbookFile.objects.filter(batch=batch).values_list("outcome", flat=True))
        after = {str(outcome): outcomes.count(outcome) for outcome in WorkbookOutcome if outcome in outcomes}
        audit.record(
            "finish_workbooks", batch, by=by, at=at, unit_id=batch.unit_id, after={"stage": _NEXT[stage], **after}
        )


def _members(content: bytes) -> list[Member]:
    if not content.startswith((_PACKED, _EMPTY)):
        raise Refused(_NO_ZIP, field="attached")
    try:
        with open_archive(content) as archive:
            if "xl/workbook.xml" in archive.namelist():
                raise Refused(_ONE_WORKBOOK, field="attached")
        return members_of(content)
    except Unreadable as unreadable:
        raise Refused(unreadable.message, field="attached", **unreadable.values) from unreadable


def _being_read(unit: Unit, digest: str) -> WorkbookBatch | None:
    return WorkbookBatch.objects.filter(unit=unit, file__sha256=digest, stage=BatchStage.READING).first()


def _new_batch(
    unit: Unit, stored: StoredFile, file_name: str, members: Sequence[Member], *, by: Actor, at: datetime
) -> WorkbookBatch:
    batch = WorkbookBatch.objects.create(
        unit=unit,
        file=stored,
        name=(file_name or stored.name)[:255],
        acting_id=by.user_id,
        brought_by_label=by.label,
        moved_at=at,
        created_at=at,
    )
    rows = (
        WorkbookFile(
            batch=batch,
            place=member.place,
            name=member.name[-500:],
            outcome=WorkbookOutcome.REFUSED if member.refusal else WorkbookOutcome.WAITING,
            message=member.refusal,
            values=member.values,
        )
        for member in members
    )
    WorkbookFile.objects.bulk_create(rows)
    audit.record("start_workbooks", batch, by=by, at=at, unit_id=unit.pk, after={"files": len(members)})
    return batch


def _locked(entry: WorkbookFile, outcome: WorkbookOutcome) -> WorkbookFile | None:
    """Return the row, held for this transaction; ``None`` where another worker has settled it."""
    return WorkbookFile.objects.select_for_update().filter(pk=entry.pk, outcome=outcome).first()


def _write(kept: WorkbookFile, changes: Sequence[Change], outcome: WorkbookOutcome, *, by: Actor, at: datetime) -> str:
    report = kept.report
    if report is None:
        raise ValueError(f"{kept.name} was matched with no report")
    written = write_changes(report=report, revision=kept.revision, changes=changes, by=by, at=at)
    told = {"changes": to_json(written.changes), "written": len(written.changes), "left": written.left}
    return _settle(kept, WorkbookOutcome(kept.outcome), outcome, at, **told)


@transaction.atomic
def _settle(entry: WorkbookFile, before: str, outcome: WorkbookOutcome, at: datetime, **fields: Any) -> str:
    """Note what became of a file, unless another worker has noted it."""
    WorkbookFile.objects.filter(pk=entry.pk, outcome=before).update(outcome=outcome, **fields)
    WorkbookBatch.objects.filter(pk=entry.batch_id).update(moved_at=at)
    return outcome
