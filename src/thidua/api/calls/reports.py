"""Reports: what is due, what waits, the list, one with its cells; beginning one."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated, Literal, TypeVar
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import Field

from thidua.api.calls.found import own_unit, told
from thidua.api.declaring import reads, writes
from thidua.api.marks import MARK, mark_of_shape
from thidua.api.once import Key, once
from thidua.api.requests import CallingRequest
from thidua.api.shapes.common import PageOf, Paging, Plain, Year, paged
from thidua.api.shapes.reports import DueOut, ReportHead, ReportOut, due_out, heads
from thidua.api.shapes.writing import OpenIn
from thidua.core import clock
from thidua.organisations.models import Unit
from thidua.reports.commands import ensure_span, open_report
from thidua.reports.models import FormEdition, Period
from thidua.reports.queries import due
from thidua.reports.rules import Span
from thidua.reports.rules.calendar import number_of

router = Router(tags=["reports"])
T = TypeVar("T")
DueReport = tuple[FormEdition, Unit, Period]


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
    return [due_out(each, today) for each in due.reports_due(own_unit(request), on=today)]


@reads(
    router, "reports/waiting", PageOf[ReportHead], name="reports_waiting", summary=_("Báo cáo chờ đơn vị của mã duyệt")
)
def reports_waiting(request: CallingRequest, asked: Query[Paging]) -> PageOf[ReportHead]:
    """Return the filed reports on which the token's unit has to decide, the oldest first."""
    return paged(due.waiting_for(own_unit(request).pk), asked, heads)


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
def report(request: CallingRequest, uid: UUID, response: HttpResponse) -> ReportOut:
    """Return the newest revision of a report; its mark is what a writing call may send as If-Match."""
    answer = told(request, uid)
    response.headers[MARK] = mark_of_shape(answer)
    return answer


@writes(router, "POST", "reports", ReportOut, name="open_report", summary=_("Mở báo cáo của đơn vị mình cho một kỳ"))
def open_one(request: CallingRequest, wanted: OpenIn, key: Key) -> HttpResponse:
    """Begin a report that is due, or return the one that was begun; 404 for one that is not due."""
    due_now = find_due_report(request, wanted)

    def act() -> ReportOut:
        edition, unit, period = due_or_404(due_now)
        report = open_report(form=edition.form, unit=unit, period=period, by=request.actor, at=clock.now())
        return told(request, report.uid)

    return once(request, key, act)


def find_due_report(request: CallingRequest, wanted: OpenIn) -> DueReport | None:
    """Return the edition, unit and period of a report that the token's unit has to make; ``None`` where it is not due.

    The edition is the one of today; that of the period may be an earlier one.

    Looked up before the transaction, so that on SQLite nobody waits for it.
    """
    unit = own_unit(request)
    found = due.find_due(unit, wanted.form, partial(_is, wanted), on=clock.today())
    return (found[0], unit, ensure_span(span=found[1])) if found else None


def due_or_404(found: T | None) -> T:
    """Return what was found; asked within ``once``, so that a call that is sent again is answered as before."""
    if found is None:
        raise Http404("no such report is due")
    return found


def _is(wanted: OpenIn, span: Span) -> bool:
    return span.since is not None and (span.since.year, number_of(span)) == (wanted.year, wanted.number)
