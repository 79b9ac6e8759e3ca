"""Work done outside the request: the rows of a list checked, written into the ledger, taken back."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Final

from django.db import DatabaseError
from django.utils.translation import gettext_noop as _
from django_tasks import task

from thidua.core import clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.honours.choices import BatchState
from thidua.honours.commands.importing import (
    begin_checking,
    fail_checking,
    finish_checking,
    finish_writing,
    note_checked,
    undo_some,
    write_rows,
)
from thidua.honours.commands.importing.writing import ROWS_AT_ONCE
from thidua.honours.models import ImportBatch
from thidua.honours.queries.collectives import units_meant
from thidua.honours.queries.importing import unfinished_batches
from thidua.honours.queries.known import erasures_of, known_of
from thidua.honours.rules.importing.headers import Columns, columns_of, letters
from thidua.honours.rules.importing.known import Ledger, Outcome
from thidua.honours.rules.importing.reading import Fault, Row, RowReader
from thidua.honours.rules.importing.tally import Tally
from thidua.nominations.tasks import index_honours
from thidua.office.brought_tables import in_parts
from thidua.office.honours_import.faulty import XLSX, FaultyRows
from thidua.office.reports.tables.opened import Row as CellsOfRow
from thidua.office.reports.tables.opened import Sheet
from thidua.office.reports.tables.opening import opened, sheet_of
from thidua.people.models import User
from thidua.people.queries import actor_of
from thidua.reports.rules.sheet import Problem
from thidua.sources.commands import store_file
from thidua.sources.models import StoredFile
from thidua.sources.queries import path_of
from thidua.web.permissions import WORKERS

log = logging.getLogger(__name__)

CHUNKS_AT_A_TIME: Final = 20
"""Transactions before the worker looks for other work."""
FAULT = _("Máy gặp lỗi với tệp này. Thử lưu lại thành .xlsx rồi chọn lại; nếu vẫn lỗi, báo người quản trị.")


@task()
def go_on_with_honours(batch_id: int, user_id: int) -> None:
    """Do the next part of the step that a list is at, in the name of the user; ask to be called for the rest."""
    batch = ImportBatch.objects.select_related("unit", "file").get(pk=batch_id)
    actor = replace(actor_of(User.objects.get(pk=user_id), on=clock.today()), unit_id=batch.unit_id)
    if not batch.is_working or not actor.has(*WORKERS):
        return
    if batch.state == BatchState.CHECKING:
        check_batch(batch, actor)
    elif (write_some if batch.state == BatchState.WRITING else undo_more)(batch, actor):
        go_on_with_honours.enqueue(batch_id=batch_id, user_id=user_id)
    else:
        index_honours.enqueue()


def go_on_with_all_honours() -> int:
    """Ask for the lists that a worker left unfinished when it ended; return how many. Called where one starts."""
    found = list(unfinished_batches().values_list("pk", "acting"))
    for batch_id, user_id in found:
        go_on_with_honours.enqueue(batch_id=batch_id, user_id=user_id)
    return len(found)


def check_batch(batch: ImportBatch, actor: Actor) -> None:
    """Check all rows of a list; where the file is at fault, that is told."""
    run = begin_checking(batch=batch, at=clock.now())
    if not run:
        return
    try:
        _check(batch, run, actor)
    except Refused as refused:
        fail_checking(batch=batch, message=str(refused.message), values=refused.values, at=clock.now())
    except DatabaseError:  # nothing is wrong with the file: it is checked when the work goes on
        raise
    except Exception:
        log.exception("list %s", batch.pk)
        fail_checking(batch=batch, message=FAULT, at=clock.now())


def write_some(batch: ImportBatch, actor: Actor) -> bool:
    """Write the next rows; return whether more wait. The writing is closed when none does."""
    reader = RowReader(_columns(batch), batch.whole, today=clock.today())
    with opened(path_of(batch.file.sha256)) as source:
        sheet = sheet_of(source, batch.sheet)
        marks, done = source.marks(sheet.name), 0
        for rows in itertools.islice(_chunks(batch, sheet, reader), CHUNKS_AT_A_TIME):
            since, told = rows[0][0], [reader.read(row, batch.first_row + place, marks) for place, row in rows]
            sound = [each for each in told if isinstance(each, Row)]
            done = write_rows(batch=batch, rows=sound, since=since, until=since + len(rows), by=actor, at=clock.now())
            if not done:
                return False
    return not finish_writing(batch=batch, by=actor, at=clock.now()) and bool(done)


def undo_more(batch: ImportBatch, actor: Actor) -> bool:
    """Take back the next part; return whether more is left."""
    return all(undo_some(batch=batch, by=actor, at=clock.now()) for _chunk in range(CHUNKS_AT_A_TIME))


def _check(batch: ImportBatch, run: int, actor: Actor) -> None:
    reader = RowReader(_columns(batch), batch.whole, today=clock.today())
    tally = Tally(Ledger(erasures_of(batch.unit_id)))
    with TemporaryDirectory(prefix="thidua-list-") as folder, opened(path_of(batch.file.sha256)) as source:
        path = Path(folder) / "faulty.xlsx"
        left_out = FaultyRows(path, batch.headers)
        sheet = sheet_of(source, batch.sheet)
        marks, number = source.marks(sheet.name), batch.first_row
        for rows in in_parts(itertools.islice(sheet.rows(), batch.first_row - 1, None), ROWS_AT_ONCE):
            told = [reader.read(row, place, marks) for place, row in enumerate(rows, start=number)]
            _look_up(batch, tally.ledger, [each for each in told if isinstance(each, Row)])
            for row, said in zip(rows, told, strict=True):
                _leave_out(left_out, row, said, tally.count(said))
            number += len(rows)
            if not note_checked(batch=batch, run=run, rows=tally.rows, at=clock.now()):
                return
        stored = _stored(batch, path, actor) if left_out.close() else None
    finish_checking(batch=batch, run=run, tally=tally, faulty=stored, by=actor, at=clock.now())


def _look_up(batch: ImportBatch, ledger: Ledger, rows: Sequence[Row]) -> None:
    """Let a ledger know whom the next rows may mean."""
    names = {each.folded for each in rows if not ledger.has(each.folded)}
    ledger.add(names, known_of(batch.unit_id, names), units_meant(batch.unit_id, rows, today=clock.today()))


def _leave_out(left_out: FaultyRows, row: CellsOfRow, said: Row | list[Fault] | None, outcome: Outcome | None) -> None:
    if isinstance(said, list):
        left_out.add_faults(row, said)
    elif said is not None and outcome in {Outcome.TWICE, Outcome.ERASED}:
        left_out.add_left(row, said.number, outcome)


def _stored(batch: ImportBatch, path: Path, actor: Actor) -> StoredFile:
    name = f"{PurePath(batch.name).stem} - dong chua nhan.xlsx"
    return store_file(content=path.read_bytes(), name=name, media_type=XLSX, by=actor, at=clock.now())


def _columns(batch: ImportBatch) -> Columns:
    parts = [batch.mapping.get(letters(place), "") for place in range(len(batch.headers))]
    columns = columns_of(parts, batch.whole)
    if isinstance(columns, Problem):
        raise TypeError(f"list {batch.pk} has no columns")
    return columns


def _chunks(batch: ImportBatch, sheet: Sheet, reader: RowReader) -> Iterator[list[tuple[int, CellsOfRow]]]:
    """Yield the rows that are not done, some thousand at a time; lines above them may say whose the first are."""
    rows = enumerate(itertools.islice(sheet.rows(), batch.first_row - 1, None))
    for _place, row in itertools.islice(rows, batch.rows_done):
        reader.pass_over(row)
    while some := list(itertools.islice(rows, ROWS_AT_ONCE)):
        yield some
