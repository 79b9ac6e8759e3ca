"""Who has filed: the matrix, the detail of one of its cells, the workbook."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.office.filing.asked import Asked, read_asked
from thidua.office.filing.children import children_page
from thidua.office.filing.detail import detail_of
from thidua.office.filing.page import matrix_page
from thidua.office.filing.period import period_panel
from thidua.office.filing.reminders import reminder_panel
from thidua.office.filing.words import ICONS
from thidua.office.filing.workbook import write_children, write_matrix
from thidua.office.form_year import unit_asked
from thidua.reports.models import Form
from thidua.reports.queries.filing import MOST_ROWS, Plan, plan_of, read_by_child, read_matrix, rows_under
from thidua.reports.rules.filing import CellState
from thidua.web.downloads import as_download
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allow(STAFF)
@require_GET
def filing(request: ActingRequest) -> HttpResponse:
    """Show who under a unit has filed.

    ``?bieu=`` code of the form, ``?nam=`` year, ``?don-vi=`` uid, ``?ky=`` number of the period in the year, ``?loc=``
    which units.
    """
    asked = read_asked(request)
    context: dict[str, Any] = {"asked": asked, "unit": asked.unit}
    if asked.form is None:
        return render(request, "office/filing/empty.html", context | {"has_forms": Form.objects.exists()})
    plan = plan_of(asked.form, asked.unit, asked.year)
    count = rows_under(request.actor, plan, today=asked.today)
    if not count:
        return render(request, "office/filing/empty.html", context | {"has_forms": True})
    if count > MOST_ROWS:
        found = read_by_child(request.actor, plan, today=asked.today)
        page = children_page(found, asked)
        here = found.sums[page.place]
        panel = period_panel(request.actor, plan, asked, place=page.place, missing=here.missing, due_on=here.due_on)
        return render(request, "office/filing/children.html", context | {"page": page, "period": panel})
    matrix = read_matrix(request.actor, plan, today=asked.today)
    if not matrix.rows:
        return render(request, "office/filing/empty.html", context | {"has_forms": True})
    icons = [(state.value, name) for state, name in ICONS.items()]
    place = asked.place(matrix.current, len(matrix.columns))
    column = matrix.columns[place]
    missing = column.tally.of(CellState.MISSING)
    panel = period_panel(request.actor, plan, asked, place=place, missing=missing, due_on=column.due_on)
    context |= {"page": matrix_page(matrix, asked), "icons": icons, "period": panel}
    return render(request, "office/filing/matrix.html", context)


@allow(STAFF)
@require_GET
def cell(request: ActingRequest) -> HttpResponse:
    """Show one cell beside the matrix, or as a page of its own; ``?o=`` uid of the unit, ``?ky=`` the period."""
    asked, plan = _planned(request)
    unit = unit_asked(request, request.GET.get("o", ""), asked.today)
    matrix = read_matrix(request.actor, plan, today=asked.today, only=unit.uid)
    place = (asked.number or 0) - 1
    if not matrix.rows or not 0 <= place < len(matrix.columns):
        raise Http404("no such cell")
    row = matrix.rows[0]
    if row.cells[place].state == CellState.NOT_ASKED:
        raise Http404("nothing is asked there")
    template = "office/filing/cell.html" if request.htmx else "office/filing/cell_page.html"
    detail = detail_of(matrix, row, place, asked.today)
    told = reminder_panel(request.actor, matrix, row, asked, place=place)
    context = {"asked": asked, "detail": detail, "told": told}
    return render(request, template, context)


@allow(STAFF)
@require_GET
def export(request: ActingRequest) -> HttpResponse:
    """Send what the page shows as a workbook."""
    asked, plan = _planned(request)
    if rows_under(request.actor, plan, today=asked.today) > MOST_ROWS:
        content = write_children(read_by_child(request.actor, plan, today=asked.today))
    else:
        matrix = read_matrix(request.actor, plan, today=asked.today)
        place = asked.place(matrix.current, len(matrix.columns))
        content = write_matrix(matrix, matrix.in_state(place, asked.only) if asked.only else matrix.rows)
    return as_download(HttpResponse(content, content_type=XLSX), f"ai-da-gui-{asked.year}.xlsx")


def _planned(request: ActingRequest) -> tuple[Asked, Plan]:
    asked = read_asked(request)
    if asked.form is None:
        raise Http404("no form asks anything here")
    return asked, plan_of(asked.form, asked.unit, asked.year)
