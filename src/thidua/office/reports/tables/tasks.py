"""Work done outside the request: a table's rows read and staged, written into reports, undone."""

from __future__ import annotations

import itertools
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final

from django.db import DatabaseError, connection
from django.utils.translation import gettext_noop as _
from django_tasks import task

from thidua.core import clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.office.brought_tables import in_parts
from thidua.office.reports.tables.opening import opened, sheet_of
from thidua.people.models import User
from thidua.people.queries import actor_of
from thidua.reports.choices import TableStage
from thidua.reports.commands.tables import (
    begin_reading,
    fail_reading,
    finish_reading,
    finish_table,
    note_moved,
    stage_parts,
    undo_parts,
    write_parts,
)
from thidua.reports.models import TableImport
from thidua.reports.queries.figures import span
from thidua.reports.queries.tables.around import around_of
from thidua.reports.queries.tables.progress import unfinished_tables
from thidua.reports.rules.sheet import Problem
from thidua.reports.rules.tables.headers import columns_of
from thidua.reports.rules.tables.reading import RowReader
from thidua.sources.queries import path_of
from thidua.web.permissions import WORKERS

log = logging.getLogger(__name__)

ROWS_AT_ONCE: Final = 2_000
NUMBERS_AT_ONCE: Final = 20_000
"""So many numbers are held before they are staged."""
AT_ONCE: Final = 2
"""Transactions side by side, where the database takes more than one."""
CHUNKS_AT_A_TIME: Final = 4
"""Transactions before the worker looks for other work."""
FAULT = _("Máy gặp lỗi với tệp này. Thử lưu lại thành .xlsx rồi chọn lại; nếu vẫn lỗi, báo người quản trị.")


@task()
def go_on_with_table(table_id: int, user_id: int) -> None:
    """Do the next part of the step that a table is at, in the name of the user; ask to be called for the rest."""
    table = TableImport.objects.select_related("unit", "file", "form", "period").get(pk=table_id)
    actor = replace(actor_of(User.objects.get(pk=user_id), on=clock.today()), unit_id=table.unit_id)
    if not table.is_working or not actor.has(*WORKERS):
        return
    if table.stage == TableStage.READING:
        read_table(table, actor)
    elif write_some(table, actor):
        go_on_with_table.enqueue(table_id=table_id, user_id=user_id)


def go_on_with_all_tables() -> int:
    """Ask for the tables that a worker left unfinished when it ended; return how many. Called where one starts."""
    found = list(unfinished_tables().values_list("pk", "acting"))
    for table_id, user_id in found:
        go_on_with_table.enqueue(table_id=table_id, user_id=user_id)
    return len(found)


def read_table(table: TableImport, actor: Actor) -> None:
    """Read all rows of a table and stage what they say; where the file is at fault, that is told."""
    run = begin_reading(table=table, at=clock.now())
    if not run:
        return
    try:
        _read(table, run, actor)
    except Refused as refused:
        fail_reading(table=table, message=str(refused.message), values=refused.values, at=clock.now())
    except DatabaseError:  # nothing is wrong with the file: it is read when the work goes on
        raise
    except Exception:
        log.exception("table %s", table.pk)
        fail_reading(table=table, message=FAULT, at=clock.now())


def write_some(table: TableImport, actor: Actor) -> bool:
    """Write or take back the next parts; return whether more wait. The step is closed when none does."""
    if connection.features.has_select_for_update_skip_locked and not connection.in_atomic_block:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            settled = sum(pool.map(_settle_beside, [table] * CHUNKS_AT_A_TIME, [actor] * CHUNKS_AT_A_TIME))
    else:
        settled = sum(_settle(table, actor) for _chunk in range(CHUNKS_AT_A_TIME))
    note_moved(table=table, at=clock.now())
    return bool(settled) or not finish_table(table=table, by=actor, at=clock.now())


def _settle_beside(table: TableImport, actor: Actor) -> int:
    """Do one transaction in a thread of its own: while the database writes one, the next is made ready."""
    try:
        return _settle(table, actor)
    finally:
        connection.close()


def _settle(table: TableImport, actor: Actor) -> int:
    settle = write_parts if table.stage == TableStage.WRITING else undo_parts
    return settle(table=table, by=actor, at=clock.now())


def _read(table: TableImport, run: int, actor: Actor) -> None:
    columns = columns_of(table.parts, has_period=table.period is not None)
    if table.form is None or isinstance(columns, Problem):
        raise TypeError(f"table {table.pk} has no columns")
    period = span(table.period) if table.period else None
    reader = RowReader(columns, around_of(table.form, actor, period=period, on=clock.today()))
    with opened(path_of(table.file.sha256)) as source:
        sheet = sheet_of(source, table.sheet)
        marks = source.marks(sheet.name)
        first = table.header_row + 1
        for rows in in_parts(itertools.islice(sheet.rows(), table.header_row, None), ROWS_AT_ONCE):
            reader.read(rows, first, marks)
            first += len(rows)
            if reader.reading.found >= NUMBERS_AT_ONCE and not _stage(table, run, reader):
                return
    if _stage(table, run, reader):
        finish_reading(table=table, run=run, reading=reader.reading, by=actor, at=clock.now())


def _stage(table: TableImport, run: int, reader: RowReader) -> bool:
    return stage_parts(table=table, run=run, parts=reader.take(), reading=reader.reading, at=clock.now())
