"""Keeping a list, saying what its columns are, asking for its checking, writing, undoing; stopping, going on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.honours.choices import BatchState
from thidua.honours.models import HeaderMapping, ImportBatch
from thidua.honours.rules.importing.headers import Header, columns_of, keys_of, letters, signature_of
from thidua.organisations.models import Unit
from thidua.reports.rules.sheet import Problem
from thidua.sources.commands import store_file

NOT_NOW = _("Việc này không còn làm được với danh sách đang mở. Tải lại trang để xem đã đến bước nào.")
_OVER = _("Việc này đã xong hoặc đã dừng. Tải lại trang để xem.")
_BEFORE = {BatchState.WRITING: BatchState.PREVIEW, BatchState.UNDOING: BatchState.DONE}
_NEXT = {BatchState.WRITING: BatchState.DONE, BatchState.UNDOING: BatchState.UNDONE}


@dataclass(frozen=True)
class StatedColumns:
    """What a person says of a list: where its headers are, what each column is, what holds for all its rows."""

    sheet: str
    header: Header
    parts: Sequence[str]
    whole: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def start_batch(*, unit: Unit, content: bytes, file_name: str, media_type: str, by: Actor, at: datetime) -> ImportBatch:
    """Keep a list. The same bytes again, while their columns are not named yet, are the same import.

    Raises:
        Refused: the actor works for another unit.
    """
    if by.unit_id != unit.pk:
        raise Refused(_("Chỉ người của %(unit)s đưa danh sách vào được."), unit=unit.name_in_sentence)
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)  # a double click is one import
    digest = hashlib.sha256(content).hexdigest()
    waiting = ImportBatch.objects.filter(unit=unit, file__sha256=digest, state=BatchState.MAPPING).first()
    if waiting is not None:
        return waiting
    stored = store_file(content=content, name=file_name or "danh-sach", media_type=media_type, by=by, at=at)
    batch = ImportBatch.objects.create(
        unit=unit,
        file=stored,
        name=(file_name or stored.name)[:255],
        acting_id=by.user_id,
        brought_by=by.label,
        moved_at=at,
        created_at=at,
    )
    audit.record("start_honour_import", batch, by=by, at=at, unit_id=unit.pk, after={"name": batch.name})
    return batch


@transaction.atomic
def choose_columns(*, batch: ImportBatch, stated: StatedColumns, by: Actor, at: datetime) -> ImportBatch:
    """Keep what the columns are, remember it for the next list with these headers, and ask for the checking.

    Raises:
        Refused: something is missing or said twice, or the list is not waiting for this.
    """
    kept = _held(batch, BatchState.MAPPING)
    found = columns_of(stated.parts, stated.whole)
    if isinstance(found, Problem):
        raise Refused(found.message, **dict[str, Any](found.values))
    _remember(kept, stated, by=by, at=at)
    kept.sheet, kept.headers = stated.sheet[:100], list(stated.header.texts)
    kept.header_row, kept.first_row = stated.header.row, stated.header.below
    kept.mapping = {letters(place): part for place, part in enumerate(stated.parts) if part}
    kept.whole = {name: text for name, text in stated.whole.items() if text}
    kept.message, kept.values = "", {}
    return _moved(kept, BatchState.CHECKING, act="choose_honour_columns", by=by, at=at)


@transaction.atomic
def rename_columns(*, batch: ImportBatch, by: Actor, at: datetime) -> ImportBatch:
    """Go back to the columns: of a list that was checked and not written, or that was undone.

    Raises:
        Refused: it is being worked at, or stands written.
    """
    kept = _held(batch, BatchState.MAPPING, BatchState.PREVIEW, BatchState.UNDONE)
    if kept.state == BatchState.MAPPING:
        return kept
    return _moved(kept, BatchState.MAPPING, act="rename_honour_columns", by=by, at=at)


@transaction.atomic
def move_batch(*, batch: ImportBatch, to: BatchState, by: Actor, at: datetime) -> ImportBatch:
    """Ask for the writing of what was checked, or the undoing of what was written; asking twice is asking once.

    Raises:
        Refused: the list is not at the step before.
    """
    kept = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if kept.state in {to, _NEXT[to]}:
        return kept
    if kept.state != _BEFORE[to]:
        raise Refused(NOT_NOW)
    kept.rows_done = 0
    if to == BatchState.WRITING:
        kept.written, kept.added, kept.undone, kept.done_at, kept.undone_at = 0, 0, {}, None, None
    return _moved(kept, to, act="move_honour_import", by=by, at=at)


@transaction.atomic
def stop_batch(*, batch: ImportBatch, by: Actor, at: datetime) -> ImportBatch:
    """Do no more: what is written stays and can be undone; of a list that is checked the columns are asked again.

    Raises:
        Refused: the worker has nothing to do with it, or is undoing it.
    """
    kept = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    to = {BatchState.CHECKING: BatchState.MAPPING, BatchState.WRITING: BatchState.DONE}.get(BatchState(kept.state))
    if to is None:
        raise Refused(_OVER)
    return _moved(kept, to, act="stop_honour_import", by=by, at=at)


@transaction.atomic
def resume_batch(*, batch: ImportBatch, by: Actor, at: datetime) -> ImportBatch:
    """Go on in the name of ``by`` with writing that was stopped, or with what stands still.

    Raises:
        Refused: nothing was left.
    """
    kept = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if kept.is_working:
        return kept
    if kept.state != BatchState.DONE or kept.rows_done >= kept.rows:
        raise Refused(_("Không còn phần nào bị dừng. Mở trang của danh sách để làm bước tiếp theo."))
    return _moved(kept, BatchState.WRITING, act="resume_honour_import", by=by, at=at)


def _held(batch: ImportBatch, *states: BatchState) -> ImportBatch:
    kept = ImportBatch.objects.select_for_update(of=("self",)).select_related("unit").get(pk=batch.pk)
    if kept.state not in states:
        raise Refused(NOT_NOW)
    return kept


def _moved(batch: ImportBatch, to: BatchState, *, act: str, by: Actor, at: datetime) -> ImportBatch:
    before, batch.state, batch.acting_id, batch.moved_at = batch.state, to, by.user_id, at
    batch.save()
    audit.record(act, batch, by=by, at=at, unit_id=batch.unit_id, before={"state": before}, after={"state": to})
    return batch


def _remember(batch: ImportBatch, stated: StatedColumns, *, by: Actor, at: datetime) -> None:
    texts = stated.header.texts
    told = {key: part for key, part in zip(keys_of(texts), stated.parts, strict=True) if key}
    known, _is_new = HeaderMapping.objects.get_or_create(unit=batch.unit, signature=signature_of(texts))
    if known.mapping != told:
        before, known.mapping = known.mapping, told
        known.save(update_fields=["mapping"])
        audit.record(
            "remember_honour_headers",
            batch,
            by=by,
            at=at,
            unit_id=batch.unit_id,
            before={"mapping": before},
            after={"mapping": told},
        )
