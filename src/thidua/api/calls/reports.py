"""Reports: what is due, what waits, the list, one with its cells; beginning one."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import Field

from thidua.api.calls.found import told
from thidua.api.declaring import reads, writes
from thidua.api.once import Key, once
from thidua.api.requests import CallingRequest
from thidua.api.shapes.common import PageOf, Paging, Plain, Year, paged
from thidua.api.shapes.reports import DueOut, ReportHead, ReportOut, due_out, heads
from thidua.api.shapes.writing import OpenIn
from thidua.core import clock
from thidua.organisations.models import Unit
from thidua.reports.commands import ensure_span, open_report
from thidua.reports.queries import due
from thidua.reports.rules import Span
from thidua.reports.rules.calendar import number_of

router = Router(tags=["reports"])


class ReportsAsked(Paging):
    """Which reports."""

    form: Annotated[Plain, Field(max_length=60)] | None = Field(None, description="Code of the form.")
    unit: UUID | None = None
    state: Literal["draft", "filed", "returned", "accepted"] | None = None
    year: Year | None = Field(None, description="In which the period begins.")


@reads(router, "reports/due", list[DueOut], name="reports_due", summary=_("Báo cáo đơn vị của mã phải làm"))
def reports_due(request: CallingRequest) -> list[DueOut]:
    """Return what the token's unit has to report around today, the newest period first."""
    today = clock.today()
    return [due_out(each, today) for each in due.reports_due(_own_unit(request), on=today)]


@reads(
    router, "reports/waiting", PageOf[ReportHead], name="reports_waiting", summary=_("Báo cáo chờ đơn vị của mã duyệt")
)
def reports_waiting(request: CallingRequest, asked: Query[Paging]) -> PageOf[ReportHead]:
    """Return the filed reports on which the token's unit has to decide, the oldest first."""
    return paged(due.waiting_for(_own_unit(request).pk), asked, heads)


@reads(router, "reports", PageOf[ReportHead], name="reports", summary=_("Các báo cáo trong phạm vi"))
def reports(request: CallingRequest, asked: Query[ReportsAsked]) -> PageOf[ReportHead]:
    """Return the reports in scope, the newest period first."""
    rows = due.reports(request.actor, on=clock.today())
    if asked.form is not None:
        rows = rows.filter(form__code=asked.form)
    if asked.unit is not None:
        rows = rows.filter(unit__uid=asked.unit)
    if asked.state is not None:
        rows = rows.filter(state=asked.state)
    if asked.year is not None:
        rows = rows.filter(period__since__gte=date(asked.year, 1, 1), period__since__lt=date(asked.year + 1, 1, 1))
    return paged(rows, asked, heads)


@reads(router, "reports/{uuid:uid}", ReportOut, name="report", summary=_("Một báo cáo với các ô và điều kiểm tra thấy"))
def report(request: CallingRequest, uid: UUID) -> ReportOut:
    """Return the newest revision of a report."""
    return told(request, uid)


@writes(router, "POST", "reports", ReportOut, name="open_report", summary=_("Mở báo cáo của đơn vị mình cho một kỳ"))
def open_one(request: CallingRequest, wanted: OpenIn, key: Key) -> HttpResponse:
    """Begin a report that is due, or return the one that was begun; 404 for one that is not due."""

    def act() -> ReportOut:
        unit = _own_unit(request)
        offered = [each for each in due.reports_due(unit, on=clock.today()) if each.edition.form.code == wanted.form]
        found = next((each for each in offered if _is(each.period, wanted)), None)
        if found is None:
            raise Http404("no such report is due")
        period = ensure_span(span=found.period)
        made = open_report(form=found.edition.form, unit=unit, period=period, by=request.actor, at=clock.now())
        return told(request, made.uid)

    return once(request, key, act)


def _is(span: Span, wanted: OpenIn) -> bool:
    return span.since is not None and (span.since.year, number_of(span)) == (wanted.year, wanted.number)


def _own_unit(request: CallingRequest) -> Unit:
    return get_object_or_404(Unit, pk=request.actor.unit_id)
