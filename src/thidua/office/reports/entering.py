"""What the grid sends while somebody types. Answers are JSON with the fragments that changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.core.errors import Refused, Stale
from thidua.office.reports.page import ReportPage, find_report, page_of
from thidua.reports.commands import CellEntry, SavedCell, save_cells, save_explanation, save_note, save_passage
from thidua.reports.models import FormLine, Report
from thidua.web.formats import moment
from thidua.web.permissions import WORKERS, allow
from thidua.web.questions import question
from thidua.web.requests import ActingRequest, whole_number

_TEXT, _WAS = "o-", "cu-"
_LONGEST_TEXT = 200


View = Callable[[ActingRequest, UUID], HttpResponse]


def _told_as_json(view: View) -> View:
    """Answer a refusal as the grid reads it: 409 with the sentence and, where two people wrote, the other's text."""

    @wraps(view)
    def answered(request: ActingRequest, uid: UUID) -> HttpResponse:
        try:
            return view(request, uid)
        except Stale as stale:
            return JsonResponse({"theirs": stale.theirs["text"], "message": str(stale)}, status=409)
        except Refused as refusal:
            return JsonResponse({"message": str(refusal)}, status=409)

    return answered


@allow(WORKERS)
@require_POST
@_told_as_json
def cells(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Keep cells: ``o-<line>`` is what was typed, ``cu-<line>`` what stood there before."""
    found = _report_typed(request, uid)
    entries = {
        line: CellEntry(str(text).strip()[:_LONGEST_TEXT], request.POST.get(f"{_WAS}{line}", ""))
        for name, text in request.POST.items()
        if name.startswith(_TEXT) and (line := whole_number(name.removeprefix(_TEXT))) is not None
    }
    saved = save_cells(report=found, entries=entries, by=request.actor, at=clock.now())
    answers = {line: _answer(outcome, entries[line]) for line, outcome in saved.items()}
    return _changed(request, found, {"cells": answers})


@allow(WORKERS)
@require_POST
@_told_as_json
def explanation(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Keep the reason that a check asks for; ``was`` is what stood there before, where the page knows."""
    found = _report_typed(request, uid)
    told = {name: request.POST.get(name, "") for name in ("check", "cell", "text")}
    kept = save_explanation(
        report=found,
        check_code=told["check"],
        cell_code=told["cell"],
        text=told["text"],
        was=request.POST.get("was"),
        by=request.actor,
        at=clock.now(),
    )
    return _changed(request, found, {"cells": {}, "text": kept})


@allow(WORKERS)
@require_POST
@_told_as_json
def note(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Keep the note beside a cell."""
    found = _report_typed(request, uid)
    kept = save_note(
        report=found,
        line=_line_of(found, whole_number(request.POST.get("line", "")) or 0),
        note=request.POST.get("text", ""),
        was=request.POST.get("was"),
        by=request.actor,
        at=clock.now(),
    )
    return JsonResponse({"text": kept, "at": _saved_at()})


@allow(WORKERS)
@require_POST
@_told_as_json
def passage(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Keep the text of a narrative section; where somebody else wrote meanwhile, both texts come back."""
    found = _report_typed(request, uid)
    section, text = whole_number(request.POST.get("section", "")), request.POST.get("text", "")
    save_passage(
        report=found,
        section_id=section or 0,
        text=text,
        was=request.POST.get("was", ""),
        by=request.actor,
        at=clock.now(),
    )
    return JsonResponse({"text": text.replace("\r\n", "\n").strip(), "at": _saved_at()})


def _report_typed(request: ActingRequest, uid: UUID) -> Report:
    """Return the report that was typed in; what was typed for an earlier revision is never written into a later one."""
    found = find_report(request, uid)
    if request.POST.get("revision", str(found.number)) != str(found.number):
        raise Refused(_("Số này nhập cho bản trước của báo cáo, bản ấy đã gửi. Xem lại rồi nhập vào bản đang mở."))
    return found


def _line_of(report: Report, line_id: int) -> FormLine:
    line = FormLine.objects.filter(pk=line_id, section__edition=report.edition_id).select_related("indicator").first()
    if line is None:
        raise Refused(_("Dòng này không thuộc biểu đang nhập."))
    return line


def _answer(outcome: SavedCell, entry: CellEntry) -> dict[str, Any]:
    """Return what the grid needs of one cell: what is kept, and what to say where that is not what was typed."""
    answer: dict[str, Any] = {"text": outcome.text}
    if outcome.theirs is not None:
        sentence = _("Người khác vừa ghi ô này là %(theirs)s. Giữ số đó, hoặc ghi lại số của anh, chị.")
        answer["message"] = sentence % {"theirs": outcome.theirs or _("trống")}
        answer |= {"theirs": outcome.theirs, "choices": [outcome.theirs, entry.text]}
    if outcome.asked is not None:
        answer["message"] = question(outcome.asked, entry.text)
        answer["choices"] = list(outcome.asked.choices)
    return answer


def _changed(request: ActingRequest, report: Report, answers: dict[str, Any]) -> JsonResponse:
    """Return the answers and every fragment of the page that depends on the cells."""
    page = page_of(request, find_report(request, report.uid))
    return JsonResponse({**answers, "html": _fragments(request, page), "at": _saved_at()})


def _fragments(request: ActingRequest, page: ReportPage) -> dict[str, str]:
    html: dict[str, str] = {
        "summary": render_to_string("office/reports/summary.html", {"page": page}, request),
        "main-action": render_to_string("office/reports/main_action.html", {"page": page}, request),
    }
    for shown in page.rows:
        row = shown.row
        context = {"shown": shown, "row": row, "state": row.state, "page": page}
        html[f"check-{row.line.pk}"] = render_to_string("office/reports/check.html", context, request)
        html[f"message-{row.line.pk}"] = render_to_string("office/reports/message.html", context, request)
        html[f"so-far-{row.line.pk}"] = row.so_far
    return html


def _saved_at() -> str:
    return moment(clock.now(), clock.today())
