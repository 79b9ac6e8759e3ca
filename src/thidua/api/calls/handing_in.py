"""Whole reports at once: one that a machine hands in, and those that a unit above accepts together."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Router

from thidua.api.calls.cells import write_into
from thidua.api.calls.found import own_unit
from thidua.api.calls.reports import due_or_404, find_due_report
from thidua.api.declaring import writes
from thidua.api.once import Key, once
from thidua.api.requests import CallingRequest
from thidua.api.shapes.reports import AcceptedOut, ReportHead, heads
from thidua.api.shapes.writing import HandInIn, SeveralIn
from thidua.core import audit, clock
from thidua.organisations.models import Unit
from thidua.reports.commands import (
    Opening,
    accept_reports,
    draft_report,
    file_sheet,
    hold_or_open,
    keep_draft,
    prepare_opening,
    settle_totals,
)
from thidua.reports.models import FormEdition, Period, Report
from thidua.reports.queries.due import is_begun, waiting_for
from thidua.reports.tasks import ask_for_paper, settle_marked_totals

router = Router(tags=["steps"])


@writes(
    router, "POST", "reports/hand-in", ReportHead, name="hand_in_report", summary=_("Lập và gửi cả báo cáo một lần")
)
def hand_in(request: CallingRequest, wanted: HandInIn, key: Key) -> HttpResponse:
    """Begin a report that is due (or take the one that was begun), write what is sent, and file it: all, or nothing.

    The same checks as on the screen: where a cell is in the way of filing the call is refused and nothing is kept.
    """
    found = find_due_report(request, wanted)
    opening = _opening(*found) if found else None

    def act() -> ReportHead:
        with audit.together():
            sheet = hold_or_open(opening=due_or_404(opening), by=request.actor, at=clock.now())
            write_into(request, sheet, wanted)
            return _filed(request, file_sheet(sheet, by=request.actor, at=clock.now()))

    if opening and not is_begun(*opening.which):
        with suppress(IntegrityError):  # somebody began it meanwhile
            return once(request, key, _whole(request, wanted, opening))
    return once(request, key, act)


def _opening(edition: FormEdition, unit: Unit, period: Period) -> Opening:
    return prepare_opening(form=edition.form, unit=unit, period=period, likely=edition)


def _whole(request: CallingRequest, wanted: HandInIn, opening: Opening) -> Callable[[], ReportHead]:
    """Work out a report that nobody has begun before its transaction; return what keeps it there."""
    with audit.held_back() as trail:
        sheet = draft_report(opening=opening, by=request.actor, at=clock.now())
        write_into(request, sheet, wanted)
        file_sheet(sheet, by=request.actor, at=clock.now())
    return lambda: _filed(request, keep_draft(sheet=sheet, trail=trail))


def _filed(request: CallingRequest, report: Report) -> ReportHead:
    ask_for_paper(report, by=request.actor)
    return heads([report])[0]


@writes(
    router,
    "POST",
    "reports/accept-several",
    AcceptedOut,
    name="accept_several",
    summary=_("Nhận nhiều báo cáo cấp dưới cùng lúc"),
)
def accept_several(request: CallingRequest, wanted: SeveralIn, key: Key) -> HttpResponse:
    """Accept reports that wait for the token's unit; one that has changed since it was read stays as it is."""
    versions = {each.uid: each.version for each in wanted.reports}

    def act() -> AcceptedOut:
        waiting = waiting_for(own_unit(request).pk).filter(uid__in=versions)
        with transaction.atomic():  # killed after this, the worker adds the totals
            read = [each for each in waiting if each.version == versions[each.uid]]
            accepted = accept_reports(reports=read, by=request.actor, at=clock.now())
            settle_marked_totals.enqueue()
        done = {each.uid for each in accepted}
        return AcceptedOut(accepted=sorted(done), left=sorted(versions.keys() - done))

    answer = once(request, key, act)
    settle_totals(at=clock.now())
    return answer
