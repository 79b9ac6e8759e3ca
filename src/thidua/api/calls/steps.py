"""The ladder: sending up, taking back, accepting, returning, amending. The same decisions as on the screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Router

from thidua.api.calls.found import find_report, held, refuse_other, told
from thidua.api.declaring import writes
from thidua.api.marks import IfMatch
from thidua.api.once import Key, once
from thidua.api.requests import CallingRequest
from thidua.api.shapes.reports import ReportOut
from thidua.api.shapes.writing import ReasonedStepIn, StepIn
from thidua.core import clock
from thidua.reports.commands import (
    accept_report,
    amend_report,
    recall_report,
    return_report,
    settle_totals,
)
from thidua.reports.models import Report
from thidua.reports.tasks import file_with_paper, settle_marked_totals

router = Router(tags=["steps"])
_REPORT = "reports/{uuid:uid}/"


class Sent(NamedTuple):
    """What a step is sent in headers: its key, and the mark of the report as it was read."""

    key: str
    match: str | None


@writes(router, "POST", f"{_REPORT}file", ReportOut, name="file_report", summary=_("Gửi báo cáo lên cấp trên"))
def file_it(request: CallingRequest, uid: UUID, wanted: StepIn, key: Key, match: IfMatch = None) -> HttpResponse:
    """Send the report up; it can be recalled until it is accepted. Its document is made soon after."""
    return _step(
        request,
        uid,
        wanted,
        Sent(key, match),
        lambda report: file_with_paper(report=report, by=request.actor, at=clock.now()),
    )


@writes(router, "POST", f"{_REPORT}recall", ReportOut, name="recall_report", summary=_("Thu hồi báo cáo đã gửi"))
def recall(request: CallingRequest, uid: UUID, wanted: StepIn, key: Key, match: IfMatch = None) -> HttpResponse:
    """Take a filed report back."""
    return _step(
        request,
        uid,
        wanted,
        Sent(key, match),
        lambda report: recall_report(report=report, by=request.actor, at=clock.now()),
    )


@writes(router, "POST", f"{_REPORT}accept", ReportOut, name="accept_report", summary=_("Nhận báo cáo của cấp dưới"))
def accept(request: CallingRequest, uid: UUID, wanted: StepIn, key: Key, match: IfMatch = None) -> HttpResponse:
    """Accept a report; totals above it are right when the answer is there."""

    def act(report: Report) -> None:
        accept_report(report=report, by=request.actor, at=clock.now())
        settle_marked_totals.enqueue()  # killed after this, the worker adds the totals

    answer = _step(request, uid, wanted, Sent(key, match), act)
    settle_totals(at=clock.now())
    return answer


@writes(router, "POST", f"{_REPORT}return", ReportOut, name="return_report", summary=_("Trả lại báo cáo, nêu lý do"))
def send_back(
    request: CallingRequest, uid: UUID, wanted: ReasonedStepIn, key: Key, match: IfMatch = None
) -> HttpResponse:
    """Return a report with the reason."""
    return _step(
        request,
        uid,
        wanted,
        Sent(key, match),
        lambda report: return_report(report=report, reason=wanted.reason, by=request.actor, at=clock.now()),
    )


@writes(router, "POST", f"{_REPORT}amend", ReportOut, name="amend_report", summary=_("Mở bản sửa của báo cáo đã nhận"))
def amend(request: CallingRequest, uid: UUID, wanted: ReasonedStepIn, key: Key, match: IfMatch = None) -> HttpResponse:
    """Begin a new revision of an accepted report; the numbers that were accepted go on counting."""
    return _step(
        request,
        uid,
        wanted,
        Sent(key, match),
        lambda report: amend_report(report=report, reason=wanted.reason, by=request.actor, at=clock.now()),
    )


def _step(
    request: CallingRequest, uid: UUID, wanted: StepIn, sent: Sent, act: Callable[[Report], object]
) -> HttpResponse:
    """Do a step on the version that the caller decided on, once."""
    found = find_report(request, uid)

    def stepped() -> ReportOut:
        report = held(found, version=wanted.version)
        refuse_other(request, report, sent.match)
        act(report)
        return told(request, uid)

    return once(request, sent.key, stepped)
