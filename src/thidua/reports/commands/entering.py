"""Keeping what is typed: cells one by one, so that a lost connection loses at most the last keystroke."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused, Stale
from thidua.reports.choices import SectionKind
from thidua.reports.commands.holding import hold_for_typing, typed_on
from thidua.reports.models import LONGEST_PASSAGE, Cell, Explanation, FormLine, Passage, Report
from thidua.reports.queries.desk import Sheet
from thidua.reports.rules.typed import CellKind, Typed, shown, typed

_LONGEST_NOTE = 500


@dataclass(frozen=True)
class CellEntry:
    """What is typed in a cell, and what stood there when the officer began: to know whether somebody else wrote it."""

    text: str
    was: str = ""


@dataclass(frozen=True)
class SavedCell:
    """What became of one cell.

    Attributes:
        text: what is kept now, as it stands in the cell.
        asked: where it was not kept: the ways in which it can be read, or why it cannot.
        theirs: where somebody else wrote the cell meanwhile: what they wrote. Nothing was kept.
    """

    text: str
    asked: Typed | None = None
    theirs: str | None = None


@transaction.atomic
def save_cells(*, report: Report, entries: Mapping[int, CellEntry], by: Actor, at: datetime) -> dict[int, SavedCell]:
    """Keep what was typed in cells, by line id; what cannot be kept comes back with the reason, the rest is kept.

    Typing the same again changes nothing, so a request that is sent twice does no harm.

    Raises:
        Refused: the report is not being typed, or the actor works for another unit.
    """
    return write_cells(hold_for_typing(report, by), entries, by=by, at=at)


def write_cells(sheet: Sheet, entries: Mapping[int, CellEntry], *, by: Actor, at: datetime) -> dict[int, SavedCell]:
    """Do the same with a report that is held, and may be typed."""
    saved: dict[int, SavedCell] = {}
    changed: list[Cell] = []
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for line in sheet.lines:
        if line.pk not in entries:
            continue
        cell = sheet.cells.get(line.pk) or Cell(revision_id=sheet.revision.pk, line_id=line.pk)
        kind = sheet.structure.kinds[line.pk]
        known = shown(cell.value, kind, of=cell.of, qualifier=cell.qualifier)
        saved[line.pk] = outcome = _typed_into(cell, kind, entries[line.pk], known)
        if outcome.text != known:
            changed.append(cell)
            before[line.indicator.code], after[line.indicator.code] = known, outcome.text
    if changed:
        _keep(sheet, changed)
        typed_on(sheet)
        report = sheet.report
        audit.record("save_cells", report, by=by, at=at, unit_id=report.unit_id, before=before, after=after)
    return saved


@transaction.atomic
def save_note(*, report: Report, line: FormLine, note: str, by: Actor, at: datetime, was: str | None = None) -> str:
    """Keep a note beside a cell and return it as it is kept; an empty one is removed.

    Raises:
        Stale: ``was`` is given and somebody else wrote another one meanwhile; carries both texts.
        Refused: the line is none of this form, or the note is longer than 500 characters.
    """
    sheet = hold_for_typing(report, by)
    if all(each.pk != line.pk for each in sheet.lines):
        raise Refused(_("Dòng này không thuộc biểu đang nhập."))
    cell = sheet.cells.get(line.pk) or Cell(revision_id=sheet.revision.pk, line_id=line.pk)
    told = _one_line(note)
    _hold_back(cell.note, told, was)
    if cell.note == told:
        return told
    before, cell.note = {"note": cell.note}, told
    _keep(sheet, [cell])
    typed_on(sheet)
    after = {"cell": line.indicator.code, "note": cell.note}
    audit.record("save_note", report, by=by, at=at, unit_id=report.unit_id, before=before, after=after)
    return told


@transaction.atomic
def save_explanation(
    *, report: Report, check_code: str, cell_code: str, text: str, by: Actor, at: datetime, was: str | None = None
) -> str:
    """Keep the officer's answer to a check, and return it as it is kept; it stays with the revision.

    An empty one is removed.

    Raises:
        Stale: ``was`` is given and somebody else wrote another answer meanwhile; carries both texts.
        Refused: there is no such check or cell on this form, or the answer is longer than 500 characters.
    """
    told = {"check_code": check_code, "cell_code": cell_code, "text": text}
    return write_explanation(hold_for_typing(report, by), **told, by=by, at=at, was=was)


def write_explanation(
    sheet: Sheet, *, check_code: str, cell_code: str, text: str, by: Actor, at: datetime, was: str | None = None
) -> str:
    """Do the same with a report that is held, and may be typed."""
    is_line = any(line.indicator.code == cell_code for line in sheet.lines)
    if not is_line or all(rule.code != check_code for rule in sheet.structure.rules):
        raise Refused(_("Phép kiểm tra này không thuộc biểu đang nhập."))
    known = sheet.answers.get((check_code, cell_code), "")
    told = _one_line(text)
    _hold_back(known, told, was)
    if told == known:
        return told
    if sheet.is_kept:
        sheet.revision.explanations.filter(check_code=check_code, cell_code=cell_code).delete()
        if told:
            Explanation.objects.create(revision=sheet.revision, check_code=check_code, cell_code=cell_code, text=told)
        typed_on(sheet)
    sheet.answers.pop((check_code, cell_code), None)
    sheet.answers |= {(check_code, cell_code): told} if told else {}
    report, after = sheet.report, {"check": check_code, "cell": cell_code, "text": told}
    audit.record("save_explanation", report, by=by, at=at, unit_id=report.unit_id, before={"text": known}, after=after)
    return told


@transaction.atomic
def save_passage(*, report: Report, section_id: int, text: str, was: str, by: Actor, at: datetime) -> None:
    """Keep the text of a narrative section.

    Raises:
        Stale: somebody else wrote it meanwhile; carries both texts.
        Refused: it is longer than 20,000 characters, or no section of this form.
    """
    write_passage(hold_for_typing(report, by), section_id=section_id, text=text, was=was, by=by, at=at)


def write_passage(sheet: Sheet, *, section_id: int, text: str, was: str, by: Actor, at: datetime) -> None:
    """Do the same with a report that is held, and may be typed."""
    report, revision = sheet.report, sheet.revision
    if not report.edition.sections.filter(pk=section_id, kind=SectionKind.NARRATIVE).exists():
        raise Refused(_("Phần này không thuộc biểu đang nhập."))
    known, told = sheet.passages.get(section_id, ""), _plain(text)
    if len(told) > LONGEST_PASSAGE:
        raise Refused(_("Phần lời văn dài quá 20.000 ký tự. Rút gọn lại."))
    _hold_back(known, told, _plain(was))
    if told == known:
        return
    if sheet.is_kept:
        Passage.objects.update_or_create(revision=revision, section_id=section_id, defaults={"text": told})
        typed_on(sheet)
    before, sheet.passages[section_id] = {"text": known}, told
    audit.record("save_passage", report, by=by, at=at, unit_id=report.unit_id, before=before, after={"text": told})


def _typed_into(cell: Cell, kind: CellKind, entry: CellEntry, known: str) -> SavedCell:
    said = typed(entry.text, kind)
    if not said.is_settled:
        return SavedCell(known, asked=said)
    new = shown(said.value, kind, of=said.of, qualifier=said.qualifier)
    if new == known:
        return SavedCell(known)
    if entry.was != known:
        return SavedCell(known, theirs=known)
    cell.value, cell.of, cell.qualifier = said.value, said.of, said.qualifier
    return SavedCell(new)


def _hold_back(known: str, told: str, was: str | None) -> None:
    """Refuse to write over a text that somebody else wrote since ``was`` was read; ``None``: nobody looked."""
    if was is not None and known not in {was, told}:
        sentence = _("Có người vừa sửa phần này trước anh, chị. Xem lại hai bản rồi lưu bản đúng.")
        raise Stale(sentence, theirs={"text": known}, ours={"text": told})


def _keep(sheet: Sheet, cells: Sequence[Cell]) -> None:
    """Write cells of a sheet; one that holds nothing has no row."""
    kept = [cell for cell in cells if cell.value is not None or cell.note]
    if sheet.is_kept:
        _store(cells, kept)
    for cell in cells:
        sheet.cells.pop(cell.line_id, None)
    sheet.cells.update({cell.line_id: cell for cell in kept})


def _store(cells: Sequence[Cell], kept: Sequence[Cell]) -> None:
    gone = [cell.pk for cell in cells if cell.value is None and not cell.note and cell.pk]
    if gone:
        Cell.objects.filter(pk__in=gone).delete()
    for cell in kept:
        cell.pk = None  # found by revision and line: a key of its own would be a second conflict
    Cell.objects.bulk_create(
        kept,
        update_conflicts=True,
        unique_fields=["revision", "line"],
        update_fields=["value", "of", "qualifier", "note"],
    )


def _plain(text: str) -> str:
    """Return text as it is kept: line ends of one kind, nothing that a database refuses."""
    return text.replace("\r\n", "\n").replace("\0", "").strip()


def _one_line(text: str) -> str:
    told = " ".join(_plain(text).split())
    if len(told) > _LONGEST_NOTE:
        raise Refused(_("Dài quá 500 ký tự. Rút gọn lại trong một dòng."))
    return told
