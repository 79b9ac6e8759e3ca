"""Writing into a report: read as what a person types, checked alike; all of a call is kept, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Router

from thidua.api.calls.found import find_report, held, refuse_other, told
from thidua.api.declaring import writes
from thidua.api.marks import IfMatch
from thidua.api.once import Key, once
from thidua.api.problems import CallFailed, CellProblem, WrongValue
from thidua.api.requests import CallingRequest
from thidua.api.shapes.reports import ReportOut
from thidua.api.shapes.writing import CellIn, CellsIn, ContentIn, ReasonIn, TextIn
from thidua.core import clock
from thidua.core.errors import Stale
from thidua.reports.commands import (
    CellEntry,
    SavedCell,
    hold_for_typing,
    write_cells,
    write_explanation,
    write_passage,
)
from thidua.reports.models import FormLine
from thidua.reports.queries.desk import Sheet
from thidua.reports.rules.typed import CellKind, Typed, shown, typed
from thidua.web.questions import question

router = Router(tags=["reports"])


@writes(
    router,
    "PUT",
    "reports/{uuid:uid}/cells",
    ReportOut,
    name="report_cells",
    summary=gettext_lazy("Ghi ô, lý do, lời văn của một báo cáo"),
)
def report_cells(request: CallingRequest, uid: UUID, wanted: CellsIn, key: Key, match: IfMatch = None) -> HttpResponse:
    """Keep cells, reasons and texts of the report; the answer has what the checks say now."""
    found = find_report(request, uid)

    def act() -> ReportOut:
        report = held(found, revision=wanted.revision)
        refuse_other(request, report, match)
        write_into(request, hold_for_typing(report, request.actor), wanted)
        return told(request, uid)

    return once(request, key, act)


def write_into(request: CallingRequest, sheet: Sheet, wanted: ContentIn) -> None:
    """Keep what is sent in a report that is held.

    Raises:
        CallFailed: cells cannot be read, or somebody else wrote them meanwhile.
    """
    _write_cells(request, sheet, wanted.cells)
    _write_reasons(request, sheet, wanted.reasons)
    _write_texts(request, sheet, wanted.texts)


def _write_cells(request: CallingRequest, sheet: Sheet, cells: Sequence[CellIn]) -> None:
    lines = _lines(sheet, cells)
    kinds = sheet.structure.kinds
    entries = {lines[each.code].pk: _entry(each, kinds[lines[each.code].pk]) for each in cells}
    saved = write_cells(sheet, entries, by=request.actor, at=clock.now())
    codes = {line.pk: code for code, line in lines.items()}
    unread = [_unread(codes[pk], entries[pk], each) for pk, each in saved.items() if each.asked is not None]
    if unread:
        sentence = _("Chưa ghi gì: có ô chưa đọc được. Sửa các ô nêu trong cells rồi gửi lại.")
        raise CallFailed("unreadable", sentence, cells=unread)
    stale = [
        CellProblem(code=codes[pk], theirs=each.theirs, ours=entries[pk].text)
        for pk, each in saved.items()
        if each.theirs is not None
    ]
    if stale:
        sentence = _("Chưa ghi gì: có ô người khác đã ghi. Xem hai bản trong cells rồi gửi lại số đúng.")
        raise CallFailed("stale", sentence, cells=stale)


def _write_reasons(request: CallingRequest, sheet: Sheet, reasons: Sequence[ReasonIn]) -> None:
    for each in reasons:
        with _naming(check=each.check, cell=each.cell):
            write_explanation(
                sheet,
                check_code=each.check,
                cell_code=each.cell,
                text=each.text,
                was=each.was,
                by=request.actor,
                at=clock.now(),
            )


def _write_texts(request: CallingRequest, sheet: Sheet, texts: Sequence[TextIn]) -> None:
    ids = {each.order: each.pk for each in sheet.structure.sections}
    for each in texts:
        with _naming(section=each.section):
            write_passage(
                sheet,
                section_id=ids.get(each.section, 0),
                text=each.text,
                was=each.was,
                by=request.actor,
                at=clock.now(),
            )


@contextmanager
def _naming(**place: str | int) -> Iterator[None]:
    """Let a stale save say which of several it is about."""
    try:
        yield
    except Stale as stale:
        raise Stale(stale.message, theirs=stale.theirs | place, ours=stale.ours | place) from stale


def _lines(sheet: Sheet, cells: Sequence[CellIn]) -> Mapping[str, FormLine]:
    """Return the lines of the form by the codes that are sent.

    Raises:
        CallFailed: a code is none of the form's, or stands there twice.
    """
    lines = {line.indicator.code: line for line in sheet.lines}
    often = Counter(each.code for each in cells)
    wrong = [
        WrongValue(at=f"body.cells.{place}.code", kind="unknown" if each.code not in lines else "twice", message="")
        for place, each in enumerate(cells)
        if each.code not in lines or often[each.code] > 1
    ]
    if wrong:
        raise CallFailed("invalid", _("Có mã ô không thuộc biểu này, hoặc nêu hai lần. Xem errors."), errors=wrong)
    return {each.code: lines[each.code] for each in cells}


def _entry(cell: CellIn, kind: CellKind) -> CellEntry:
    """Return what a person would have typed, over what they would have seen."""
    was = typed(cell.was, kind) if cell.was else Typed()
    seen = shown(was.value, kind, of=was.of, qualifier=was.qualifier) if was.is_settled else cell.was
    if cell.text is not None:
        return CellEntry(cell.text, seen)
    text = shown(cell.value, kind, of=cell.of, qualifier=cell.qualifier)
    if cell.of is not None and not kind.is_ratio:
        text += f"/{cell.of}"  # so that it is refused as it would be on the screen
    return CellEntry(text, seen)


def _unread(code: str, entry: CellEntry, saved: SavedCell) -> CellProblem:
    asked = saved.asked
    if asked is None:
        raise ValueError("the cell was read")
    return CellProblem(
        code=code,
        ours=entry.text,
        problem=asked.problem,
        choices=list(asked.choices),
        sentence=question(asked, entry.text),
    )
