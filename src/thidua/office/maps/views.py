"""One figure as it was and on today's map."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.office.maps.asked import read_asked
from thidua.office.maps.page import maps_page
from thidua.reports.models import Form
from thidua.reports.queries.two_maps import two_maps
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
