"""What a table would change, staged report by report while its rows are read. Nothing is written into a report yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.core.many import insert_rows
from thidua.reports.choices import TableStage, WorkbookOutcome
from thidua.reports.commands.closing import closed_refusal
from thidua.reports.commands.periods import ensure_span
from thidua.reports.models import TableImport, TablePart
from thidua.reports.queries.tables.standing import Key, Standing, standings
from thidua.reports.rules.amounts import Span
from thidua.reports.rules.sheet import Problem
from thidua.reports.rules.tables.changes import CellChange, Counts, changes_of, count
from thidua.reports.rules.tables.reading import TWICE, Found, Reading

FILED = _("Báo cáo này đã gửi hoặc đã nhận nên không ghi đè. Trả lại, hoặc để đơn vị thu hồi hay mở bản sửa.")
_KEYS = ("unit", "period", "report")
_TOLD = ("revision", "outcome", "message", "values", "changes", *asdict(Counts()))
_FIELDS, _ATTRIBUTES = (*_KEYS, *_TOLD), (*(f"{name}_id" for name in _KEYS), *_TOLD)
Parts = Mapping[tuple[int, Span], Mapping[int, Found]]


@transaction.atomic
def begin_reading(*, table: TableImport, at: datetime) -> int:
    """Forget what an earlier reading staged; return the number of this one, with which its parts are staged."""
    kept = TableImport.objects.select_for_update().get(pk=table.pk)
    if kept.stage != TableStage.READING:
        return 0
    TablePart.objects.filter(table=kept).delete()
    kept.run, kept.rows, kept.skipped, kept.wrong, kept.faults, kept.moved_at = kept.run + 1, 0, 0, 0, [], at
    kept.save(update_fields=["run", "rows", "skipped", "wrong", "faults", "moved_at"])
    return kept.run


@transaction.atomic
def stage_parts(*, table: TableImport, run: int, parts: Parts, reading: Reading, at: datetime) -> bool:
    """Keep what rows read so far say of reports; return whether this reading still counts.

    A report that the table speaks of again further down gets the rest into its part; a cell that is said twice with
    different numbers is refused in ``reading``.
    """
    kept = TableImport.objects.select_for_update(of=("self",)).select_related("form").get(pk=table.pk)
    if kept.stage != TableStage.READING or kept.run != run or kept.form is None:
        return False
    periods = {span: ensure_span(span=span).pk for span in {span for _unit, span in parts}}
    found = {(unit, periods[span]): dict(cells) for (unit, span), cells in parts.items()}
    known = _known(kept, found)
    stand = standings(kept.form, found.keys())
    fresh, again = [], []
    for key, cells in found.items():
        part = known.get(key)
        if part is None:
            fresh.append(_filled(TablePart(table=kept, unit_id=key[0], period_id=key[1]), cells, stand[key]))
        else:
            again.append(_filled(part, cells, stand[key], reading))
    rows = ([getattr(part, name) for name in _ATTRIBUTES] for part in fresh)
    insert_rows(TablePart, _FIELDS, rows, common={"table": kept.pk})
    TablePart.objects.bulk_update(again, ["changes", "outcome", "message", "values", *asdict(Counts())], batch_size=500)
    _note(kept, reading, at)
    return True


@transaction.atomic
def finish_reading(*, table: TableImport, run: int, reading: Reading, by: Actor, at: datetime) -> None:
    """Close the reading; the preview is complete."""
    kept = TableImport.objects.select_for_update().get(pk=table.pk)
    if kept.stage != TableStage.READING or kept.run != run:
        return
    kept.stage = TableStage.READ
    _note(kept, reading, at)
    after = {"rows": kept.rows, "skipped": kept.skipped, "wrong": kept.wrong}
    audit.record("read_table", kept, by=by, at=at, unit_id=kept.unit_id, after=after)


@transaction.atomic
def fail_reading(*, table: TableImport, message: str, values: Mapping[str, Any] | None = None, at: datetime) -> None:
    """Note that the table cannot be read; ``message`` is a msgid that ``values`` fill. Its columns are asked again."""
    kept = TableImport.objects.select_for_update().get(pk=table.pk)
    if kept.stage == TableStage.READING:
        TablePart.objects.filter(table=kept).delete()
        kept.stage, kept.message, kept.values, kept.moved_at = TableStage.MAPPING, message[:600], dict(values or {}), at
        kept.save(update_fields=["stage", "message", "values", "moved_at"])


def why_not_typed(standing: Standing) -> Refused:
    """Return the refusal of a report that may not be typed now."""
    return closed_refusal(standing.closed) if standing.closed else Refused(FILED)


def _known(table: TableImport, found: Mapping[Key, object]) -> dict[Key, TablePart]:
    units, periods = {unit for unit, _period in found}, {period for _unit, period in found}
    rows = TablePart.objects.filter(table=table, unit__in=units, period__in=periods)
    return {(part.unit_id, part.period_id): part for part in rows}


def _filled(part: TablePart, cells: Mapping[int, Found], stand: Standing, reading: Reading | None = None) -> TablePart:
    """Fill a part with what was read, beside what it has already."""
    earlier = [CellChange(*each) for each in part.changes]
    changes = [*earlier, *_new_ones(changes_of(cells, stand.cells), earlier, reading)]
    told = count(changes)
    part.changes = [list(each) for each in changes]
    part.report, part.revision = stand.report, stand.report.number if stand.report else 0
    for name, number in asdict(told).items():
        setattr(part, name, number)
    part.outcome = WorkbookOutcome.READY if told.fresh or told.changed else WorkbookOutcome.SAME
    if part.outcome == WorkbookOutcome.READY and not stand.may_be_typed:
        refusal = why_not_typed(stand)
        part.outcome, part.message, part.values = WorkbookOutcome.REFUSED, str(refusal.message), refusal.values
    return part


def _new_ones(
    changes: Sequence[CellChange], earlier: Sequence[CellChange], reading: Reading | None
) -> list[CellChange]:
    known = {each.line: each for each in earlier}
    if reading is not None:
        for each in changes:
            if each.line in known and known[each.line].now != each.now:
                reading.refuse(Problem(TWICE, {"other": known[each.line].row}), each.row, each.column)
    return [each for each in changes if each.line not in known]


def _note(table: TableImport, reading: Reading, at: datetime) -> None:
    table.rows, table.skipped, table.wrong = reading.rows, reading.skipped, reading.wrong
    table.faults, table.moved_at = reading.faults, at
    table.save(update_fields=["stage", "rows", "skipped", "wrong", "faults", "moved_at"])
