"""Keeping a table, saying what its columns are, asking for its reading, writing, undoing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.organisations.models import Unit
from thidua.reports.choices import TableStage
from thidua.reports.models import Form, HeaderMapping, Period, TableImport, TablePart
from thidua.reports.rules.sheet import Problem
from thidua.reports.rules.tables.headers import columns_of, keys_of, signature
from thidua.sources.commands import store_file

NOT_NOW = _("Việc này không còn làm được với bảng đang mở. Tải lại trang để xem đã đến bước nào.")
_BEFORE = {TableStage.WRITING: TableStage.READ, TableStage.UNDOING: TableStage.WRITTEN}
NEXT = {TableStage.WRITING: TableStage.WRITTEN, TableStage.UNDOING: TableStage.UNDONE}


@dataclass(frozen=True)
class TableColumns:
    """What a person says of a table.

    Attributes:
        parts: what each column is (``rules.tables.headers``), in their order.
        period: of the whole table; ``None`` where a column says it.
    """

    sheet: str
    header_row: int
    headers: Sequence[str]
    parts: Sequence[str]
    form: Form
    period: Period | None


def start_table(*, unit: Unit, content: bytes, file_name: str, media_type: str, by: Actor, at: datetime) -> TableImport:
    """Keep a table. The same bytes again are the same import, whatever has become of it.

    Raises:
        Refused: the actor works for another unit.
    """
    if by.unit_id != unit.pk:
        raise Refused(_("Chỉ người của %(unit)s đưa bảng vào được."), unit=unit.name_in_sentence)
    digest = hashlib.sha256(content).hexdigest()
    try:
        with transaction.atomic():
            known = TableImport.objects.filter(unit=unit, file__sha256=digest).first()
            return known or _new_table(unit, content, file_name, media_type, by=by, at=at)
    except IntegrityError:  # another request began it at this very moment
        return TableImport.objects.get(unit=unit, file__sha256=digest)


@transaction.atomic
def choose_columns(*, table: TableImport, columns: TableColumns, by: Actor, at: datetime) -> TableImport:
    """Keep what the columns are, remember it for the next table with these headers, and ask for the reading.

    Raises:
        Refused: something is missing or said twice, or the table is not waiting for this.
    """
    kept = _held(table, TableStage.MAPPING)
    found = columns_of(columns.parts, has_period=columns.period is not None)
    if isinstance(found, Problem):
        raise Refused(found.message, **dict[str, Any](found.values))
    _remember(kept.unit, columns, by=by, at=at)
    kept.sheet, kept.header_row = columns.sheet[:100], columns.header_row
    kept.form, kept.period, kept.parts = columns.form, columns.period, list(columns.parts)
    kept.stage, kept.acting_id, kept.moved_at = TableStage.READING, by.user_id, at
    kept.message, kept.values = "", {}
    kept.save()
    after = {"form": columns.form.code, "header_row": columns.header_row}
    audit.record("choose_table_columns", kept, by=by, at=at, unit_id=kept.unit_id, after=after)
    return kept


@transaction.atomic
def rename_columns(*, table: TableImport, by: Actor, at: datetime) -> TableImport:
    """Go back to the columns: of a table that is read and not written, or that was undone. What was read is forgotten.

    Raises:
        Refused: it is being worked at, or stands written.
    """
    kept = _held(table, TableStage.MAPPING, TableStage.READ, TableStage.UNDONE)
    if kept.stage != TableStage.MAPPING:
        before, kept.stage, kept.moved_at = kept.stage, TableStage.MAPPING, at
        kept.save(update_fields=["stage", "moved_at"])
        TablePart.objects.filter(table=kept).delete()
        audit.record("rename_table_columns", kept, by=by, at=at, unit_id=kept.unit_id, before={"stage": before})
    return kept


@transaction.atomic
def move_table(
    *,
    table: TableImport,
    to: TableStage,
    with_computed: bool = False,
    with_changed: bool = False,
    by: Actor,
    at: datetime,
) -> TableImport:
    """Ask for the writing of what was read, or the undoing of what was written; asking twice is asking once.

    Raises:
        Refused: the table is not at the step before.
    """
    kept = TableImport.objects.select_for_update().get(pk=table.pk)
    if kept.stage in {to, NEXT[to]}:
        return kept
    if kept.stage != _BEFORE[to]:
        raise Refused(NOT_NOW)
    before, kept.stage, kept.acting_id, kept.moved_at = kept.stage, to, by.user_id, at
    if to == TableStage.WRITING:
        kept.with_computed, kept.with_changed = with_computed, with_changed
    kept.save(update_fields=["stage", "acting", "moved_at", "with_computed", "with_changed"])
    audit.record("move_table", kept, by=by, at=at, unit_id=kept.unit_id, before={"stage": before}, after={"stage": to})
    return kept


def _held(table: TableImport, *stages: TableStage) -> TableImport:
    kept = TableImport.objects.select_for_update(of=("self",)).select_related("unit").get(pk=table.pk)
    if kept.stage not in stages:
        raise Refused(NOT_NOW)
    return kept


def _new_table(unit: Unit, content: bytes, file_name: str, media_type: str, *, by: Actor, at: datetime) -> TableImport:
    stored = store_file(content=content, name=file_name or "bang", media_type=media_type, by=by, at=at)
    table = TableImport.objects.create(
        unit=unit,
        file=stored,
        name=(file_name or stored.name)[:255],
        acting_id=by.user_id,
        brought_by_label=by.label,
        moved_at=at,
        created_at=at,
    )
    audit.record("start_table", table, by=by, at=at, unit_id=unit.pk, after={"name": table.name})
    return table


def _remember(unit: Unit, columns: TableColumns, *, by: Actor, at: datetime) -> None:
    told = {key: part for key, part in zip(keys_of(columns.headers), columns.parts, strict=False) if key}
    mapping = HeaderMapping.objects.filter(unit=unit, signature=signature(columns.headers)).first()
    before: Mapping[str, str] = mapping.parts if mapping else {}
    if mapping is not None and before == told and mapping.form_id == columns.form.pk:
        return
    if mapping is None:
        mapping = HeaderMapping(unit=unit, signature=signature(columns.headers), created_at=at)
    mapping.form, mapping.parts, mapping.said_by_label, mapping.said_at = columns.form, told, by.label, at
    mapping.save()
    audit.record(
        "remember_headers", mapping, by=by, at=at, unit_id=unit.pk, before={"parts": before}, after={"parts": told}
    )
