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
from thidua.reports.choices import ReportState
from thidua.reports.models import LONGEST_PASSAGE, Cell, Explanation, FormLine, Passage, Report, Revision
from thidua.reports.queries.entry import kind_of
from thidua.reports.queries.ladder import stand_of
from thidua.reports.rules.ladder import Act, acts
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
def save_note(*, report: Report, line: FormLine, note: str, by: Actor, at: datetime) -> None:
    """Keep a note beside a cell; an empty one is removed."""
    revision = _editable(report, by)
    cell, _is_new = Cell.objects.get_or_create(revision=revision, line=line)
    if cell.note == note.strip()[:_LONGEST_NOTE]:
        return
    before, cell.note = {"note": cell.note}, note.strip()[:_LONGEST_NOTE]
    cell.save(update_fields=["note"])
    _typed_on(report, revision)
    after = {"cell": line.indicator.code, "note": cell.note}
    audit.record("save_note", report, by=by, at=at, unit_id=report.unit_id, before=before, after=after)


@transaction.atomic
def save_explanation(*, report: Report, check_code: str, cell_code: str, text: str, by: Actor, at: datetime) -> None:
    """Keep the officer's answer to a check; it stays with the revision. An empty one is removed."""
    revision = _editable(report, by)
    answers = revision.explanations.filter(check_code=check_code, cell_code=cell_code)
    known = answers.values_list("text", flat=True).first() or ""
    told = " ".join(text.split())[:_LONGEST_NOTE]
    if told == known:
        return
    answers.delete()
    if told:
        Explanation.objects.create(revision=revision, check_code=check_code, cell_code=cell_code, text=told)
    _typed_on(report, revision)
    after = {"check": check_code, "cell": cell_code, "text": told}
    audit.record("save_explanation", report, by=by, at=at, unit_id=report.unit_id, before={"text": known}, after=after)


@transaction.atomic
def save_passage(*, report: Report, section_id: int, text: str, was: str, by: Actor, at: datetime) -> None:
    """Keep the text of a narrative section.

    Raises:
        Stale: somebody else wrote it meanwhile; carries both texts.
        Refused: it is longer than 20,000 characters, or no section of this form.
    """
    revision = _editable(report, by)
    if not report.edition.sections.filter(pk=section_id).exists():
        raise Refused(_("Phần này không thuộc biểu đang nhập."))
    passage = revision.passages.filter(section=section_id).first() or Passage(revision=revision, section_id=section_id)
    told = text.replace("\r\n", "\n").strip()
    if len(told) > LONGEST_PASSAGE:
        raise Refused(_("Phần lời văn dài quá 20.000 ký tự. Rút gọn lại."))
    if passage.text not in {was.replace("\r\n", "\n").strip(), told}:
        sentence = _("Có người vừa sửa phần này trước anh, chị. Xem lại hai bản rồi lưu bản đúng.")
        raise Stale(sentence, theirs={"text": passage.text}, ours={"text": told})
    if told == passage.text:
        return
    before, passage.text = {"text": passage.text}, told
    passage.save()
    _typed_on(report, revision)
    audit.record("save_passage", report, by=by, at=at, unit_id=report.unit_id, before=before, after={"text": told})


def _editable(report: Report, by: Actor) -> Revision:
    """Return the newest revision, locked; whoever types may do so."""
    kept = Report.objects.select_for_update(of=("self",)).select_related("edition", "period").get(pk=report.pk)
    if Act.EDIT not in acts(stand_of(kept), by.unit_id):
        raise Refused(_("Báo cáo này không còn nhập được. Thu hồi hoặc mở bản sửa rồi nhập tiếp."))
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
    if cell.value is None and not cell.note:
        if cell.pk:
            cell.delete()
    else:
        cell.save()
    return SavedCell(new)


def _shown(cell: Cell, line: FormLine) -> str:
    return shown(cell.value, kind_of(line), of=cell.of, qualifier=cell.qualifier)


def _typed_on(report: Report, revision: Revision) -> None:
    """A returned report that is typed on is a draft again; the reason of the return stays to be read."""
    if revision.state == ReportState.RETURNED:
        revision.state = ReportState.DRAFT
        revision.save(update_fields=["state"])
        Report.objects.filter(pk=report.pk).update(state=ReportState.DRAFT)
