"""Writing what a filled-in workbook changes: cells, notes and passages of one report, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core.actors import Actor
from thidua.core.errors import Refused, Stale
from thidua.reports.commands.entering import CellEntry, save_cells, save_note, save_passage
from thidua.reports.models import Cell, FormLine, Report
from thidua.reports.rules.changes import Change
from thidua.reports.rules.sheet import Field

_OTHER_REVISION = _("Báo cáo đã sang bản khác từ khi đọc tệp. Tải lại biểu Excel rồi dán số vào.")


class Written(NamedTuple):
    """What became of the changes: those in the report now, how many were left as somebody wrote them since."""

    changes: tuple[Change, ...]
    left: int


@transaction.atomic
def write_changes(*, report: Report, revision: int, changes: Sequence[Change], by: Actor, at: datetime) -> Written:
    """Write the changes, all in one transaction; what somebody wrote since the preview stays as it is.

    Writing the same again changes nothing.

    Raises:
        Refused: the report is not being typed, the actor works for another unit, or the report's newest revision is
            not the one, ``revision``, that the changes were made for.
    """
    numbers = {each.of: each for each in changes if each.field == Field.NUMBER}
    entries = {line: CellEntry(each.text, each.was) for line, each in numbers.items()}
    saved = save_cells(report=report, entries=entries, by=by, at=at)  # holds the report locked, also without a number
    if Report.objects.filter(pk=report.pk, number=revision).first() is None:
        raise Refused(_OTHER_REVISION)
    kept = [numbers[line] for line, outcome in saved.items() if outcome.theirs is None and outcome.asked is None]
    kept += _write_notes(report, revision, [each for each in changes if each.field == Field.NOTE], by, at)
    for each in changes:
        if each.field == Field.PASSAGE and _write_passage(report, each, by, at):
            kept.append(each)
    return Written(tuple(kept), len(changes) - len(kept))


def _write_notes(report: Report, revision: int, changes: Sequence[Change], by: Actor, at: datetime) -> list[Change]:
    ids = [each.of for each in changes]
    lines = FormLine.objects.filter(pk__in=ids, section__edition=report.edition_id).select_related("indicator")
    cells = Cell.objects.filter(revision__report=report, revision__number=revision, line__in=ids)
    known, by_id = dict(cells.values_list("line_id", "note")), {line.pk: line for line in lines}
    kept = []
    for each in changes:
        now = known.get(each.of, "")
        if each.of not in by_id or now not in {each.was, each.text}:
            continue
        if now != each.text:
            save_note(report=report, line=by_id[each.of], note=each.text, by=by, at=at)
        kept.append(each)
    return kept


def _write_passage(report: Report, change: Change, by: Actor, at: datetime) -> bool:
    try:
        save_passage(report=report, section_id=change.of, text=change.text, was=change.was, by=by, at=at)
    except Stale:
        return False
    return True
