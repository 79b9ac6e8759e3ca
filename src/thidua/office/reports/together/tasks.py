"""Work done outside the request: the workbooks of a ZIP read, written, undone, some at a time."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final
from zipfile import ZipFile

from django.db import DatabaseError
from django.utils.translation import gettext_noop
from django_tasks import task

from thidua.core import clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.office.reports.page import ReportPage
from thidua.office.reports.together.entitled import acting_for
from thidua.office.reports.upload import open_book, read_book
from thidua.people.models import User
from thidua.people.queries import actor_of
from thidua.reading.files import Unreadable
from thidua.reading.files.archive import open_archive
from thidua.reading.files.bundle import content_of
from thidua.reports.choices import BatchStage
from thidua.reports.commands import finish_stage, note_reading, refuse_workbook, undo_workbook, write_workbook
from thidua.reports.commands.closing import refuse_act
from thidua.reports.models import Report, WorkbookBatch, WorkbookFile
from thidua.reports.queries.due import reports
from thidua.reports.queries.entry import read_entry
from thidua.reports.queries.ladder import stand_of
from thidua.reports.queries.workbooks import next_files, unfinished_workbooks
from thidua.reports.rules.folders import summary_of
from thidua.reports.rules.ladder import Act, acts
from thidua.reports.rules.stamps import NOT_OURS, Stamp
from thidua.sources.queries import open_file

log = logging.getLogger(__name__)

AT_A_TIME: Final = 20
"""Files before the worker looks for other work."""
FAULT = gettext_noop("Máy gặp lỗi với tệp này. Nhập riêng tệp ở báo cáo của đơn vị; nếu vẫn lỗi, báo người quản trị.")
OF_OTHERS = gettext_noop("Chỉ người của %(unit)s nhập được báo cáo này.")
UNKNOWN = gettext_noop("Không có báo cáo nào ứng với tệp này trong phạm vi của đơn vị. Tải lại biểu rồi dán số vào.")
CLOSED = gettext_noop("Báo cáo này đã gửi hoặc đã nhận, không còn nhập được. Thu hồi hoặc mở bản sửa rồi nhập tiếp.")


@task()
def go_on_with_workbooks(batch_id: int, user_id: int) -> None:
    """Do the next files of the step that a batch is at, in the name of the user; ask to be called for the rest."""
    batch = WorkbookBatch.objects.select_related("unit", "file").get(pk=batch_id)
    actor = replace(actor_of(User.objects.get(pk=user_id), on=clock.today()), unit_id=batch.unit_id)
    if not batch.is_working:
        return
    entries = next_files(batch, AT_A_TIME)
    if not entries:
        finish_stage(batch=batch, by=actor, at=clock.now())
    elif batch.stage == BatchStage.READING:
        _read_some(batch, entries, actor)
    else:
        for entry in entries:
            _write_one(batch, entry, actor)
    if entries:
        go_on_with_workbooks.enqueue(batch_id=batch_id, user_id=user_id)


def go_on_with_all() -> int:
    """Ask for the batches that a worker left unfinished when it ended; return how many. Called where one starts."""
    found = list(unfinished_workbooks().values_list("pk", "acting"))
    for batch_id, user_id in found:
        go_on_with_workbooks.enqueue(batch_id=batch_id, user_id=user_id)
    return len(found)


def _read_some(batch: WorkbookBatch, entries: Sequence[WorkbookFile], actor: Actor) -> None:
    with open_file(batch.file) as stored, open_archive(stored.read()) as archive:
        for entry in entries:
            _read_one(entry, archive, actor)


def _read_one(entry: WorkbookFile, archive: ZipFile, actor: Actor) -> None:
    """Read one workbook. What goes wrong with it is told beside its name, and the others are still read."""
    report: Report | None = None
    refusal: tuple[str, dict[str, Any]]
    try:
        book = open_book(content_of(archive, entry.place))
        report = _report_of(book.stamp, actor)
        summary = summary_of(read_book(_page_of(report, actor), book))
        note_reading(entry=entry, report=report, summary=summary, at=clock.now())
    except (Unreadable, Refused) as refused:
        refusal = str(refused.message), refused.values
    except DatabaseError:  # nothing is wrong with the file: it is taken when the work goes on
        raise
    except Exception:
        log.exception("workbook %s of batch %s", entry.place, entry.batch_id)
        refusal = FAULT, {}
    else:
        return
    refuse_workbook(entry=entry, message=refusal[0], values=refusal[1], report=report, at=clock.now())


def _write_one(batch: WorkbookBatch, entry: WorkbookFile, actor: Actor) -> None:
    """Write one workbook, or undo it, in one transaction; a refusal is told beside its name."""
    try:
        by = _typist(entry, actor)
        if batch.stage == BatchStage.WRITING:
            write_workbook(entry=entry, with_computed=batch.with_computed, by=by, at=clock.now())
        else:
            undo_workbook(entry=entry, by=by, at=clock.now())
    except Refused as refused:
        refuse_workbook(entry=entry, message=str(refused.message), values=refused.values, at=clock.now())
    except DatabaseError:
        raise
    except Exception:
        log.exception("workbook %s of batch %s", entry.place, entry.batch_id)
        refuse_workbook(entry=entry, message=FAULT, at=clock.now())


def _typist(entry: WorkbookFile, actor: Actor) -> Actor:
    """Return the actor working for the unit of the report, if their role there still counts."""
    unit = entry.report.unit if entry.report else None
    by = acting_for(actor, unit.pk) if unit else None
    if by is None:
        raise Refused(OF_OTHERS, unit=unit.name_in_sentence if unit else "")
    return by


def _report_of(stamp: Stamp | None, actor: Actor) -> Report:
    """Return the report in scope that a stamp names."""
    if stamp is None:
        raise Refused(NOT_OURS)
    report = reports(actor, on=clock.today()).filter(uid=stamp.report).first()
    if report is None:
        raise Refused(UNKNOWN)
    return report


def _page_of(report: Report, actor: Actor) -> ReportPage:
    """Return the page of a report that the actor may type now."""
    by = acting_for(actor, report.unit_id)
    if by is None:
        raise Refused(OF_OTHERS, unit=report.unit.name_in_sentence)
    stand = stand_of(report)
    refuse_act(Act.EDIT, stand, by, CLOSED)
    return ReportPage(read_entry(report), acts(stand, report.unit_id), clock.today())
