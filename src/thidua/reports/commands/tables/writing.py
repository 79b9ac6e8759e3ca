"""Writing staged parts into reports, and taking them back: some hundred reports in one transaction, settled in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.db import connection, transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.reports.choices import ReportState, TableStage, WorkbookOutcome
from thidua.reports.commands.tables.cells import add_cells, empty_cells, put_cells
from thidua.reports.commands.tables.opening import open_reports
from thidua.reports.commands.tables.staging import why_not_typed
from thidua.reports.commands.tables.starting import NEXT
from thidua.reports.models import Form, FormLine, Period, Report, Revision, TableImport, TablePart
from thidua.reports.queries.structure import kind_of
from thidua.reports.queries.tables.standing import Key, Standing, standings
from thidua.reports.rules.tables.changes import CellChange, to_write
from thidua.reports.rules.tables.values import Kept
from thidua.reports.rules.typed import CellKind, shown

PARTS_AT_ONCE: Final = 500
"""Reports in one transaction; some ten thousand cells."""
OUT_OF_SCOPE = _("Đơn vị này không còn trong phạm vi của đơn vị nhập bảng nên không ghi.")
NO_EDITION = _("Biểu không còn dùng cho kỳ này nên không ghi.")
OTHER_REVISION = _("Báo cáo đã sang bản khác từ khi ghi bảng nên không hoàn tác. Sửa ở báo cáo.")
_WAITS_FOR = {TableStage.WRITING: WorkbookOutcome.READY, TableStage.UNDOING: WorkbookOutcome.WRITTEN}
_SETTLE = """UPDATE reports_tablepart SET outcome = %s, report_id = %s, revision = %s, written = %s, "left" = %s
WHERE id = %s"""
_SETTLE_ALL = """UPDATE reports_tablepart SET outcome = a, report_id = b, revision = c, written = d, "left" = e
FROM unnest(%s::text[], %s::bigint[], %s::int[], %s::int[], %s::int[], %s::bigint[]) AS told (a, b, c, d, e, f)
WHERE id = f"""


@dataclass(frozen=True)
class _Line:
    """A line as the trail and the cells know it."""

    code: str
    kind: CellKind

    def text(self, kept: Kept | None) -> str:
        return _text(kept, self.kind) if kept else ""


@lru_cache(maxsize=4096)
def _text(kept: Kept, kind: CellKind) -> str:
    return shown(kept[0], kind, of=kept[1], qualifier=kept[2])


@transaction.atomic
def write_parts(*, table: TableImport, by: Actor, at: datetime, most: int = PARTS_AT_ONCE) -> int:
    """Write the next parts that wait, opening reports that nobody began; return how many were settled.

    Only reports that their own unit might type now are written; a cell that somebody typed since the preview stays.
    """
    kept, parts = _waiting(table, TableStage.WRITING, most)
    if not parts or kept.form is None:
        return 0
    form = kept.form
    stand = _held(form, parts, by, at)
    chosen = {
        part.pk: to_write(_changes(part), with_computed=kept.with_computed, with_changed=kept.with_changed)
        for part in parts
    }
    written = _write(form, parts, chosen, stand, by=by, at=at)
    for part in parts:
        done = written.get(part.pk)
        if part.outcome == WorkbookOutcome.READY and done is not None:
            part.outcome, part.report, part.written = WorkbookOutcome.WRITTEN, _report(stand, part), len(done)
            part.left, part.revision = len(chosen[part.pk]) - len(done), _report(stand, part).number
    _forget_unwritten(parts, written)
    _settle(parts)
    return len(parts)


@transaction.atomic
def undo_parts(*, table: TableImport, by: Actor, at: datetime, most: int = PARTS_AT_ONCE) -> int:
    """Write back what the next parts changed, except where somebody typed since; return how many were settled.

    A report that was filed meanwhile keeps its numbers. Reports that the table opened stay, empty.
    """
    kept, parts = _waiting(table, TableStage.UNDOING, most)
    if not parts or kept.form is None:
        return 0
    stand = standings(kept.form, [_key(part) for part in parts], locked=True)
    _refuse(parts, stand, _scope(parts, by, at), WorkbookOutcome.KEPT)
    for part in parts:
        report = stand[_key(part)].report
        if part.outcome == WorkbookOutcome.WRITTEN and (report is None or report.number != part.revision):
            part.outcome, part.message, part.values = WorkbookOutcome.KEPT, OTHER_REVISION, {}
    chosen = {part.pk: [each.undone for each in _changes(part)] for part in parts}
    written = _write(kept.form, parts, chosen, stand, by=by, at=at)
    for part in parts:
        if part.outcome == WorkbookOutcome.WRITTEN:
            done = written.get(part.pk, [])
            part.outcome, part.written = WorkbookOutcome.UNDONE, len(done)
            part.left = len(chosen[part.pk]) - len(done)
    _settle(parts)
    return len(parts)


def note_moved(*, table: TableImport, at: datetime) -> None:
    """Note that something was settled: apart from it, as two who settle would wait for each other at this row."""
    TableImport.objects.filter(pk=table.pk).update(moved_at=at)


@transaction.atomic
def finish_table(*, table: TableImport, by: Actor, at: datetime) -> bool:
    """Close the step that the worker was at; return whether it is closed: not while another still writes a part."""
    stage = TableStage(table.stage)
    outcomes = list(TablePart.objects.filter(table=table).values_list("outcome", flat=True))
    if _WAITS_FOR[stage] in outcomes:
        return False
    if TableImport.objects.filter(pk=table.pk, stage=stage).update(stage=NEXT[stage], moved_at=at):
        after = {str(outcome): outcomes.count(outcome) for outcome in WorkbookOutcome if outcome in outcomes}
        audit.record("finish_table", table, by=by, at=at, unit_id=table.unit_id, after={"stage": NEXT[stage], **after})
    return True


def _waiting(table: TableImport, stage: TableStage, most: int) -> tuple[TableImport, list[TablePart]]:
    """Return the table and the next parts that wait for the step, held; what another writes just now is passed over.

    The step cannot end meanwhile: that takes that no part waits.
    """
    kept = TableImport.objects.select_related("form").get(pk=table.pk)
    if kept.stage != stage:
        return kept, []
    rows = TablePart.objects.filter(table=kept, outcome=_WAITS_FOR[stage]).order_by("pk")
    return kept, list(rows.select_for_update(skip_locked=True)[:most])


def _held(form: Form, parts: Sequence[TablePart], by: Actor, at: datetime) -> Mapping[Key, Standing]:
    """Return how the reports stand, held; those nobody began are opened, parts that may not be written are marked."""
    held = Unit.objects.select_for_update(no_key=True).filter(pk__in={part.unit_id for part in parts}).order_by("pk")
    units = {unit.pk: unit for unit in held}  # two who begin one report at once begin the same
    periods = Period.objects.in_bulk({part.period_id for part in parts})
    keys = [_key(part) for part in parts]
    stand = standings(form, keys, locked=True)
    _refuse(parts, stand, _scope(parts, by, at), WorkbookOutcome.REFUSED)
    wanted = [part for part in parts if part.outcome == WorkbookOutcome.READY and stand[_key(part)].report is None]
    for report in open_reports(form, [(units[part.unit_id], periods[part.period_id]) for part in wanted], by=by, at=at):
        stand[report.unit_id, report.period_id] = Standing(report, is_new=True)
    for part in wanted:
        if stand[_key(part)].report is None:
            part.outcome, part.message, part.values = WorkbookOutcome.REFUSED, NO_EDITION, {}
    return stand


def _scope(parts: Sequence[TablePart], by: Actor, at: datetime) -> set[int]:
    asked = units_in_scope(by, on=clock.legal_day(at)).filter(pk__in={part.unit_id for part in parts})
    return set(asked.order_by().values_list("pk", flat=True))


def _refuse(
    parts: Iterable[TablePart], stand: Mapping[Key, Standing], scope: set[int], outcome: WorkbookOutcome
) -> None:
    """Mark the parts of reports that may not be typed now, or are out of scope."""
    for part in parts:
        standing = stand[_key(part)]
        if part.unit_id not in scope:
            part.outcome, part.message, part.values = outcome, OUT_OF_SCOPE, {}
        elif not standing.may_be_typed:
            refusal = why_not_typed(standing)
            part.outcome, part.message, part.values = outcome, str(refusal.message), refusal.values


def _write(
    form: Form,
    parts: Sequence[TablePart],
    chosen: Mapping[int, Sequence[CellChange]],
    stand: Mapping[Key, Standing],
    *,
    by: Actor,
    at: datetime,
) -> dict[int, list[CellChange]]:
    """Write the chosen changes of the parts that are not marked, and the trail; return by part what was kept."""
    lines = _lines(form)
    open_parts = [part for part in parts if part.outcome in {WorkbookOutcome.READY, WorkbookOutcome.WRITTEN}]
    reports = {part.pk: _report(stand, part) for part in open_parts}
    revisions = _revisions(reports.values())
    put: list[tuple[int, int, int, int | None, str]] = []
    added: list[tuple[int, int, int, int | None, str]] = []
    emptied: list[tuple[int, int]] = []
    told: list[audit.Line] = []
    done: dict[int, list[CellChange]] = {}
    for part in open_parts:
        report, now = reports[part.pk], stand[_key(part)].cells
        revision, of_edition = revisions[report.pk].pk, lines[report.edition_id]
        done[part.pk] = kept = [
            each for each in chosen[part.pk] if each[0] in of_edition and now.get(each[0]) in (each.was, each.now)
        ]
        new = [each for each in kept if now.get(each[0]) != each.now]
        filled = [(revision, each.line, each.value, each.of, each.qualifier) for each in new if each.value is not None]
        (added if stand[_key(part)].is_new else put).extend(filled)
        emptied.extend((revision, each[0]) for each in new if each[1] is None)
        if new:
            told.append(_told(report, new, of_edition))
    add_cells(added)
    put_cells(put)
    empty_cells(emptied)
    _typed_on([revisions[line.target.pk] for line in told])  # type: ignore[attr-defined]
    audit.record_all("save_cells", told, by=by, at=at)
    return done


def _told(report: Report, changes: Sequence[CellChange], lines: Mapping[int, _Line]) -> audit.Line:
    before = {lines[each[0]].code: lines[each[0]].text(each.was) for each in changes}
    after = {lines[each[0]].code: lines[each[0]].text(each.now) for each in changes}
    return audit.Line(report, before, after, unit_id=report.unit_id)


def _typed_on(revisions: Sequence[Revision]) -> None:
    """Returned reports that are typed on are drafts again."""
    returned = [each for each in revisions if each.state == ReportState.RETURNED]
    if returned:
        Revision.objects.filter(pk__in=[each.pk for each in returned]).update(state=ReportState.DRAFT)
        Report.objects.filter(pk__in=[each.report_id for each in returned]).update(state=ReportState.DRAFT)


def _forget_unwritten(parts: Sequence[TablePart], written: Mapping[int, Sequence[CellChange]]) -> None:
    """Leave in each part only the changes that were written: what an undo takes back."""
    fewer = [part for part in parts if part.pk in written and len(written[part.pk]) != len(part.changes)]
    for part in fewer:
        part.changes = [list(each) for each in written[part.pk]]
    TablePart.objects.bulk_update(fewer, ["changes"], batch_size=100)


def _settle(parts: Sequence[TablePart]) -> None:
    """Note what became of parts: by hand, as Django's own takes longer than all the rest."""
    rows = [(part.outcome, part.report_id, part.revision, part.written, part.left, part.pk) for part in parts]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_SETTLE_ALL, [list(column) for column in zip(*rows, strict=True)])
        else:
            cursor.executemany(_SETTLE, rows)
    TablePart.objects.bulk_update([part for part in parts if part.message], ["message", "values"], batch_size=100)


def _lines(form: Form) -> dict[int, dict[int, _Line]]:
    """Return the lines of each edition of a form, by the keys of both."""
    found: dict[int, dict[int, _Line]] = defaultdict(dict)
    for line in FormLine.objects.filter(section__edition__form=form).select_related("indicator", "section"):
        found[line.section.edition_id][line.pk] = _Line(line.indicator.code, kind_of(line))
    return found


def _revisions(reports: Iterable[Report]) -> dict[int, Revision]:
    """Return the newest revision of each report, by the report's key."""
    numbers = {report.pk: report.number for report in reports}
    rows = Revision.objects.filter(report__in=list(numbers))
    return {row.report_id: row for row in rows if numbers[row.report_id] == row.number}


def _changes(part: TablePart) -> list[CellChange]:
    return list(map(CellChange._make, part.changes))


def _key(part: TablePart) -> Key:
    return part.unit_id, part.period_id


def _report(stand: Mapping[Key, Standing], part: TablePart) -> Report:
    report = stand[_key(part)].report
    if report is None:
        raise ValueError(f"nobody began the report of part {part.pk}")
    return report
