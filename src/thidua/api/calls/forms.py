"""Forms: which there are, and what one asks on a day."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from thidua.api.declaring import reads
from thidua.api.requests import CallingRequest
from thidua.api.shapes.forms import EditionOut, FormOut, edition_out, form_out
from thidua.api.shapes.units import OnDay
from thidua.core import clock
from thidua.organisations.queries import in_force
from thidua.reports.models import Form

router = Router(tags=["forms"])


@reads(router, "forms", list[FormOut], name="forms", summary=_("Các biểu báo cáo"))
def forms(request: CallingRequest) -> list[FormOut]:  # noqa: ARG001 - ninja gives it
    """Return the forms; they are the same for every unit."""
    return [form_out(each) for each in Form.objects.prefetch_related("editions")]


@reads(router, "forms/{uuid:uid}", EditionOut, name="form", summary=_("Các dòng của một biểu vào một ngày"))
def form(request: CallingRequest, uid: UUID, asked: Query[OnDay]) -> EditionOut:  # noqa: ARG001 - likewise
    """Return the edition of a form that is in force on a day; 404 where none is."""
    found = get_object_or_404(Form.objects.prefetch_related("editions"), uid=uid)
    edition = found.editions.filter(in_force(asked.on or clock.today())).order_by("-number").first()
    if edition is None:
        raise Http404("no edition that day")
    return edition_out(found, edition)
