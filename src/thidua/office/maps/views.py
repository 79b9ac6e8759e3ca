"""One figure as it was and on today's map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.office.filing.views import XLSX
from thidua.office.maps.asked import read_asked
from thidua.office.maps.files import write_lines, write_workbook
from thidua.office.maps.page import maps_page
from thidua.reports.models import Form
from thidua.reports.queries.two_maps import TwoMaps, two_maps
from thidua.web.downloads import as_download
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

PAGE_SIZE = 12


@allow(STAFF)
@require_GET
def two_maps_page(request: ActingRequest) -> HttpResponse:
    """Show one figure of a unit as it was at the end of a period, and on the map of today.

    ``?bieu=`` code of the form, ``?chi-tieu=`` code of the indicator, ``?nam=`` year, ``?ky=`` number of the period in
    the year or ``nam``, ``?don-vi=`` uid, ``?xem=`` ``khi-do`` or ``hom-nay`` for one of the two.
    """
    asked = read_asked(request)
    context: dict[str, Any] = {"asked": asked}
    if asked.form is None or asked.indicator is None:
        return render(request, "office/maps/nothing.html", context | {"has_forms": Form.objects.exists()})
    found = two_maps(request.actor, asked.form, asked.indicator, asked.unit, asked.span, on=asked.today)
    context["page"] = maps_page(found, asked)
    context["changes"] = Paginator(context["page"].changes, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "office/maps/maps.html", context)


@allow(STAFF)
@require_GET
def two_maps_workbook(request: ActingRequest) -> HttpResponse:
    """Send the numbers of both maps as a workbook."""
    return _file(request, write_workbook, XLSX, "xlsx")


@allow(STAFF)
@require_GET
def two_maps_lines(request: ActingRequest) -> HttpResponse:
    """Send the numbers of both maps as CSV, one a line."""
    return _file(request, write_lines, "text/csv; charset=utf-8", "csv")


def _file(request: ActingRequest, write: Callable[[TwoMaps], bytes], kind: str, ending: str) -> HttpResponse:
    asked = read_asked(request)
    if asked.form is None or asked.indicator is None:
        raise Http404("no form asks anything here")
    found = two_maps(request.actor, asked.form, asked.indicator, asked.unit, asked.span, on=asked.today)
    return as_download(HttpResponse(write(found), content_type=kind), f"hai-ban-do-{asked.year}.{ending}")
