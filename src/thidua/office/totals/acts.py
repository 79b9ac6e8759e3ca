"""What is done with the totals of a period: making them known, taking that back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.office.filing.words import period_with_year
from thidua.office.totals.asked import Addresses, read_asked
from thidua.organisations.queries import units_in_scope
from thidua.reports.commands import ensure_span, publish_totals, withdraw_publication
from thidua.reports.models import Publication
from thidua.reports.queries.totals import totals_table
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest


@allow(WORKERS)
@require_POST
def publish(request: ActingRequest) -> HttpResponse:
    """Make known the totals of the own unit for the period that the address names (``?ky=`` as on the page)."""
    asked = read_asked(request)
    if asked.form is None:
        raise Http404("no form asks anything here")
    table = totals_table(request.actor, asked.form, asked.unit, asked.year, on=asked.today, number=asked.number)
    place = asked.place(table)
    span = table.columns[place].span
    made = publish_totals(
        form=asked.form, period=ensure_span(span=span), unit=asked.unit, by=request.actor, at=clock.now()
    )
    values = {"period": period_with_year(span), "number": made.number}
    messages.success(request, _("Đã công bố số liệu %(period)s, bản %(number)s.") % values)
    return redirect(f"{reverse('office:totals')}{Addresses(asked).column(asked.period(table, place))}")


@allow(WORKERS)
@require_POST
def withdraw(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take back an edition of the own unit, with the reason; back to the period that the address names."""
    scope = units_in_scope(request.actor, on=clock.today())
    found = get_object_or_404(Publication.objects.select_related("unit", "period"), uid=uid, unit__in=scope)
    withdraw_publication(publication=found, reason=request.POST.get("reason", ""), by=request.actor, at=clock.now())
    values = {"period": capfirst(found.period.label), "number": found.number}
    messages.success(request, _("%(period)s: đã thu hồi bản công bố số %(number)s.") % values)
    query = request.GET.urlencode()
    return redirect(f"{reverse('office:totals')}{'?' if query else ''}{query}")
