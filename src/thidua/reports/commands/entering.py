"""Keeping what is typed: cells one by one, so that a lost connection loses at most the last keystroke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused, Stale
from thidua.reports.choices import ReportState, SectionKind
from thidua.reports.commands.closing import refuse_act
from thidua.reports.models import LONGEST_PASSAGE, Cell, Explanation, FormLine, Passage, Report, Revision
from thidua.reports.queries.entry import kind_of
from thidua.reports.queries.ladder import stand_of
from thidua.reports.rules.ladder import Act
from thidua.reports.rules.typed import Typed, shown, typed

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
    revision = _editable(report, by)
    lines = {
        line.pk: line
        for line in FormLine.objects.filter(pk__in=entries, section__edition=report.edition).select_related("indicator")
    }
    cells = {cell.line_id: cell for cell in revision.cells.filter(line__in=lines)}
    saved: dict[int, SavedCell] = {}
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for line_id, line in lines.items():
        cell = cells.get(line_id) or Cell(revision=revision, line=line)
        known = _shown(cell, line)
        saved[line_id] = outcome = _save_cell(cell, line, entries[line_id], known)
        if outcome.text != known:
            before[line.indicator.code], after[line.indicator.code] = known, outcome.text
    if after:
        _typed_on(report, revision)
        audit.record("save_cells", report, by=by, at=at, unit_id=report.unit_id, before=before, after=after)
    return saved


@transaction.atomic
def save_note(*, report: Report, line: FormLine, note: str, by: Actor, at: datetime, was: str | None = None) -> str:
    """Keep a note beside a cell and return it as it is kept; an empty one is removed.

    Raises:
        Stale: ``was`` is given and somebody else wrote another one meanwhile; carries both texts.
        Refused: the line is none of this form, or the note is longer than 500 characters.
    """
    revision = _editable(report, by)
    if not FormLine.objects.filter(pk=line.pk, section__edition=report.edition_id).exists():
        raise Refused(_("Dòng này không thuộc biểu đang nhập."))
    cell = revision.cells.filter(line=line).first() or Cell(revision=revision, line=line)
    told = _one_line(note)
    _hold_back(cell.note, told, was)
    if cell.note == told:
        return told
    before, cell.note = {"note": cell.note}, told
    _keep(cell)
    _typed_on(report, revision)
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
    revision = _editable(report, by)
    lines = FormLine.objects.filter(section__edition=report.edition_id, indicator__code=cell_code)
    if not report.edition.checks.filter(code=check_code).exists() or not lines.exists():
        raise Refused(_("Phép kiểm tra này không thuộc biểu đang nhập."))
    answers = revision.explanations.filter(check_code=check_code, cell_code=cell_code)
    known = answers.values_list("text", flat=True).first() or ""
    told = _one_line(text)
    _hold_back(known, told, was)
    if told == known:
        return told
    answers.delete()
    if told:
        Explanation.objects.create(revision=revision, check_code=check_code, cell_code=cell_code, text=told)
    _typed_on(report, revision)
    after = {"check": check_code, "cell": cell_code, "text": told}
    audit.record("save_explanation", report, by=by, at=at, unit_id=report.unit_id, before={"text": known}, after=after)
    return told


@transaction.atomic
def save_passage(*, report: Report, section_id: int, text: str, was: str, by: Actor, at: datetime) -> None:
    """Keep the text of a narrative section.

    Raises:
        Stale: somebody else wrote it meanwhile; carries both texts.
        Refused: it is longer than 20,000 characters, or no section of this form.
    """
    revision = _editable(report, by)
    if not report.edition.sections.filter(pk=section_id, kind=SectionKind.NARRATIVE).exists():
        raise Refused(_("Phần này không thuộc biểu đang nhập."))
    passage = revision.passages.filter(section=section_id).first() or Passage(revision=revision, section_id=section_id)
    told = _plain(text)
    if len(told) > LONGEST_PASSAGE:
        raise Refused(_("Phần lời văn dài quá 20.000 ký tự. Rút gọn lại."))
    _hold_back(passage.text, told, _plain(was))
    if told == passage.text:
        return
    before, passage.text = {"text": passage.text}, told
    passage.save()
    _typed_on(report, revision)
    audit.record("save_passage", report, by=by, at=at, unit_id=report.unit_id, before=before, after={"text": told})


def _editable(report: Report, by: Actor) -> Revision:
    """Return the newest revision, locked; whoever types may do so."""
    kept = Report.objects.select_for_update(of=("self",)).select_related("edition", "period").get(pk=report.pk)
    refuse_act(
        Act.EDIT, stand_of(kept), by, _("Báo cáo này không còn nhập được. Thu hồi hoặc mở bản sửa rồi nhập tiếp.")
    )
    return kept.revisions.get(number=kept.number)


def _save_cell(cell: Cell, line: FormLine, entry: CellEntry, known: str) -> SavedCell:
    kind = kind_of(line)
    said = typed(entry.text, kind)
    if not said.is_settled:
        return SavedCell(known, asked=said)
    new = shown(said.value, kind, of=said.of, qualifier=said.qualifier)
    if new == known:
        return SavedCell(known)
    if entry.was != known:
        return SavedCell(known, theirs=known)
    cell.value, cell.of, cell.qualifier = said.value, said.of, said.qualifier
    _keep(cell)
    return SavedCell(new)


def _hold_back(known: str, told: str, was: str | None) -> None:
    """Refuse to write over a text that somebody else wrote since ``was`` was read; ``None``: nobody looked."""
    if was is not None and known not in {was, told}:
        sentence = _("Có người vừa sửa phần này trước anh, chị. Xem lại hai bản rồi lưu bản đúng.")
        raise Stale(sentence, theirs={"text": known}, ours={"text": told})


def _keep(cell: Cell) -> None:
    """Write a cell; one that holds nothing has no row."""
    if cell.value is not None or cell.note:
        cell.save()
    elif cell.pk:
        cell.delete()


def _plain(text: str) -> str:
    """Return text as it is kept: line ends of one kind, nothing that a database refuses."""
    return text.replace("\r\n", "\n").replace("\0", "").strip()


def _one_line(text: str) -> str:
    told = " ".join(_plain(text).split())
    if len(told) > _LONGEST_NOTE:
        raise Refused(_("Dài quá 500 ký tự. Rút gọn lại trong một dòng."))
    return told


def _shown(cell: Cell, line: FormLine) -> str:
    return shown(cell.value, kind_of(line), of=cell.of, qualifier=cell.qualifier)


def _typed_on(report: Report, revision: Revision) -> None:
    """A returned report that is typed on is a draft again; the reason of the return stays to be read."""
    if revision.state == ReportState.RETURNED:
        revision.state = ReportState.DRAFT
        revision.save(update_fields=["state"])
        Report.objects.filter(pk=report.pk).update(state=ReportState.DRAFT)
