"""What the grid sends while somebody types. Answers are JSON with the fragments that changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.core.errors import Stale
from thidua.office.reports.page import ReportPage, find_report, page_of
from thidua.reports.commands import CellEntry, SavedCell, save_cells, save_explanation, save_passage
from thidua.reports.models import Report
from thidua.reports.rules import typed
from thidua.web.formats import moment
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest, whole_number

_TEXT, _WAS = "o-", "cu-"
_LONGEST_TEXT = 200


@allow(WORKERS)
@require_POST
def cells(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Keep cells: ``o-<line>`` is what was typed, ``cu-<line>`` what stood there before."""
    found = find_report(request, uid)
    entries = {
        line: CellEntry(str(text).strip()[:_LONGEST_TEXT], request.POST.get(f"{_WAS}{line}", ""))
        for name, text in request.POST.items()
        if name.startswith(_TEXT) and (line := whole_number(name.removeprefix(_TEXT))) is not None
    }
    saved = save_cells(report=found, entries=entries, by=request.actor, at=clock.now())
    answers = {line: _answer(outcome, entries[line]) for line, outcome in saved.items()}
    return _changed(request, found, answers)


@allow(WORKERS)
@require_POST
def explanation(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Keep the reason that a check asks for."""
    found = find_report(request, uid)
    told = {name: request.POST.get(name, "") for name in ("check", "cell", "text")}
    save_explanation(
        report=found,
        check_code=told["check"],
        cell_code=told["cell"],
        text=told["text"],
        by=request.actor,
        at=clock.now(),
    )
    return _changed(request, found, {})


@allow(WORKERS)
@require_POST
def passage(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Keep the text of a narrative section; where somebody else wrote meanwhile, both texts come back."""
    found = find_report(request, uid)
    section, text = whole_number(request.POST.get("section", "")), request.POST.get("text", "")
    try:
        save_passage(
            report=found,
            section_id=section or 0,
            text=text,
            was=request.POST.get("was", ""),
            by=request.actor,
            at=clock.now(),
        )
    except Stale as stale:
        return JsonResponse({"theirs": stale.theirs["text"], "message": str(stale)}, status=409)
    return JsonResponse({"text": text.replace("\r\n", "\n").strip(), "at": _saved_at()})


def _answer(outcome: SavedCell, entry: CellEntry) -> dict[str, Any]:
    """Return what the grid needs of one cell: what is kept, and what to say where that is not what was typed."""
    answer: dict[str, Any] = {"text": outcome.text}
    if outcome.theirs is not None:
        sentence = _("Người khác vừa ghi ô này là %(theirs)s. Giữ số đó, hoặc ghi lại số của anh, chị.")
        answer["message"] = sentence % {"theirs": outcome.theirs or _("trống")}
        answer["choices"] = [outcome.theirs, entry.text]
    if outcome.asked is not None:
        answer["message"] = _question(outcome.asked, entry.text)
        answer["choices"] = list(outcome.asked.choices)
    return answer


def _question(asked: typed.Typed, text: str) -> str:
    if len(asked.choices) == 1:
        return _("“%(text)s” chưa rõ là số nào. Bấm %(choice)s nếu đúng, hoặc ghi lại.") % {
            "text": text.strip(),
            "choice": asked.choices[0],
        }
    if asked.choices:
        return _("“%(text)s” đọc được theo hai cách. Chọn số đúng.") % {"text": text.strip()}
    sentences = {
        typed.NOT_A_NUMBER: _("“%(text)s” không phải là số. Ghi số, thí dụ 1600 hoặc 1.600."),
        typed.TOO_PRECISE: _("“%(text)s” có quá nhiều chữ số thập phân. Làm tròn rồi ghi lại."),
        typed.TOO_LARGE: _("“%(text)s” lớn quá mức ghi được. Kiểm tra lại."),
        typed.NO_QUALIFIER: _("Ô này chỉ ghi số chính xác, không ghi trên, gần, khoảng."),
        typed.NOT_A_RATIO: _("Ô này ghi hai số, thí dụ 12/15."),
    }
    return sentences[asked.problem] % {"text": text.strip()}


def _changed(request: ActingRequest, report: Report, answers: dict[int, Any]) -> JsonResponse:
    """Return the answers and every fragment of the page that depends on the cells."""
    page = page_of(request, find_report(request, report.uid))
    return JsonResponse({"cells": answers, "html": _fragments(request, page), "at": _saved_at()})


def _fragments(request: ActingRequest, page: ReportPage) -> dict[str, str]:
    html: dict[str, str] = {
        "summary": render_to_string("office/reports/summary.html", {"page": page}, request),
        "main-action": render_to_string("office/reports/main_action.html", {"page": page}, request),
    }
    for shown in page.rows:
        row, context = shown.row, {"shown": shown, "row": shown.row, "page": page}
        html[f"check-{row.line.pk}"] = render_to_string("office/reports/check.html", context, request)
        html[f"message-{row.line.pk}"] = render_to_string("office/reports/message.html", context, request)
        html[f"so-far-{row.line.pk}"] = row.so_far
    return html


def _saved_at() -> str:
    return moment(clock.now(), clock.today())
