"""The list of reports to make and to decide on, and the page of one."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from thidua.core import clock
from thidua.office.offline.entry_data import entry_data
from thidua.office.offline.readers import kept_offline
from thidua.office.reports.around import around_of
from thidua.office.reports.page import find_report, page_of
from thidua.office.reports.paper import panel_of
from thidua.office.reports.together.entitled import has_units_below
from thidua.organisations.models import Unit
from thidua.reports.commands import ensure_span, open_report
from thidua.reports.models import Form
from thidua.reports.queries.due import plain_ones, reports_due, waiting_for
from thidua.web.permissions import STAFF, WORKERS, allow
from thidua.web.requests import ActingRequest


@allow(STAFF)
@require_GET
def reports(request: ActingRequest) -> HttpResponse:
    """Show what the unit has to report, and what waits for its decision."""
    today = clock.today()
    unit = get_object_or_404(Unit, pk=request.actor.unit_id)
    due = [(each, each.is_late(today)) for each in reports_due(unit, on=today)]
    context = {
        "unit": unit,
        "due": due,
        "open": sum(each.is_waited_for(today) for each, _late in due),
        "waiting": waiting_for(unit.pk),
        "plain": plain_ones(waiting_for(unit.pk)),
        "can_edit": request.actor.has(*WORKERS),
        "today": today,
        "has_units_below": has_units_below(request.actor, on=today),
    }
    response = render(request, "office/reports/reports.html", context)
    return kept_offline(response) if context["can_edit"] else response


@allow(WORKERS)
@require_POST
def begin(request: ActingRequest) -> HttpResponse:
    """Open the report of the own unit on a form for a period, and go to it."""
    now, unit = clock.now(), get_object_or_404(Unit, pk=request.actor.unit_id)
    form = get_object_or_404(Form, code=request.POST.get("form", ""))
    offered = {each.period.key: each.period for each in reports_due(unit, on=clock.today())}
    period = offered.get(request.POST.get("period", ""))
    if period is None:
        raise Http404("no such period")
    report = open_report(form=form, unit=unit, period=ensure_span(span=period), by=request.actor, at=now)
    return redirect("office:report", uid=report.uid)


@allow(STAFF)
@require_GET
def report(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show a report: a grid to type in for its unit, the same to read and decide on for those above."""
    found = find_report(request, uid)
    page, can_edit = page_of(request, found), request.actor.has(*WORKERS)
    context = {"page": page, "report": found, "can_edit": can_edit, "panel": panel_of(request, found)}
    context["around"] = around_of(found)
    if not (can_edit and page.can_type):
        return render(request, "office/reports/report.html", context)
    return kept_offline(render(request, "office/reports/report.html", context | {"entry_data": entry_data(page)}))
