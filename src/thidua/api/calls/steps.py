"""The ladder: sending up, taking back, accepting, returning, amending. The same decisions as on the screens."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Router

from thidua.api.calls.found import find_report, held, told
from thidua.api.declaring import writes
from thidua.api.once import Key, once
from thidua.api.requests import CallingRequest
from thidua.api.shapes.reports import ReportOut
from thidua.api.shapes.writing import ReasonedStepIn, StepIn
from thidua.core import clock
from thidua.reports.commands import (
    accept_report,
    amend_report,
    file_report,
    recall_report,
    return_report,
    settle_totals,
)
from thidua.reports.models import Report
from thidua.reports.tasks import settle_marked_totals

router = Router(tags=["steps"])
_REPORT = "reports/{uuid:uid}/"


@writes(router, "POST", f"{_REPORT}file", ReportOut, name="file_report", summary=_("Gửi báo cáo lên cấp trên"))
def file_it(request: CallingRequest, uid: UUID, wanted: StepIn, key: Key) -> HttpResponse:
    """Send the report up; it can be recalled until it is accepted."""
    return _step(request, uid, wanted, key, lambda report: file_report(report=report, by=request.actor, at=clock.now()))


@writes(router, "POST", f"{_REPORT}recall", ReportOut, name="recall_report", summary=_("Thu hồi báo cáo đã gửi"))
def recall(request: CallingRequest, uid: UUID, wanted: StepIn, key: Key) -> HttpResponse:
    """Take a filed report back."""
    return _step(
        request, uid, wanted, key, lambda report: recall_report(report=report, by=request.actor, at=clock.now())
    )


@writes(router, "POST", f"{_REPORT}accept", ReportOut, name="accept_report", summary=_("Nhận báo cáo của cấp dưới"))
def accept(request: CallingRequest, uid: UUID, wanted: StepIn, key: Key) -> HttpResponse:
    """Accept a report; totals above it are right when the answer is there."""

    def act(report: Report) -> None:
        accept_report(report=report, by=request.actor, at=clock.now())
        settle_marked_totals.enqueue()  # killed after this, the worker adds the totals

    answer = _step(request, uid, wanted, key, act)
    settle_totals(at=clock.now())
    return answer


@writes(router, "POST", f"{_REPORT}return", ReportOut, name="return_report", summary=_("Trả lại báo cáo, nêu lý do"))
def send_back(request: CallingRequest, uid: UUID, wanted: ReasonedStepIn, key: Key) -> HttpResponse:
    """Return a report with the reason."""
    return _step(
        request,
        uid,
        wanted,
        key,
        lambda report: return_report(report=report, reason=wanted.reason, by=request.actor, at=clock.now()),
    )


@writes(router, "POST", f"{_REPORT}amend", ReportOut, name="amend_report", summary=_("Mở bản sửa của báo cáo đã nhận"))
def amend(request: CallingRequest, uid: UUID, wanted: ReasonedStepIn, key: Key) -> HttpResponse:
    """Begin a new revision of an accepted report; the numbers that were accepted go on counting."""
    return _step(
        request,
        uid,
        wanted,
        key,
        lambda report: amend_report(report=report, reason=wanted.reason, by=request.actor, at=clock.now()),
    )


def _step(
    request: CallingRequest, uid: UUID, wanted: StepIn, key: str, act: Callable[[Report], object]
) -> HttpResponse:
    """Do a step on the version that the caller decided on, once."""
    found = find_report(request, uid)

    def stepped() -> ReportOut:
        act(held(found, version=wanted.version))
        return told(request, uid)

    return once(request, key, stepped)
