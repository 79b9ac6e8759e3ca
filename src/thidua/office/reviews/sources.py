"""The fragments that source marks open below their row."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.conferences.pack.citing import around
from thidua.conferences.queries import read_review, reviews
from thidua.core import clock
from thidua.sources.queries import citations
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest


@allow(STAFF)
@require_GET
def source(request: ActingRequest, uid: UUID, number: int) -> HttpResponse:
    """Show the exact sentence with the cited words in bold, who accepted it and when."""
    citation = get_object_or_404(citations(request.actor, on=clock.today()), uid=uid)
    before, after = around(citation)
    further = citations(request.actor, on=clock.today()).filter(restates=citation).order_by("accepted_at", "pk")
    context = {"further": further, "citation": citation, "number": number, "before": before, "after": after}
    template = "office/reviews/source.html" if request.htmx else "office/reviews/source_page.html"
    return render(request, template, context)


@allow(STAFF)
@require_GET
def sum_of_units(request: ActingRequest, uid: UUID, code: str, number: int) -> HttpResponse:
    """Show the units that a number adds up, each with its own number and source."""
    review = get_object_or_404(reviews(request.actor, on=clock.today()), uid=uid)
    rows = read_review(review).results
    line = next((row.now for row in rows if row.now and row.now.indicator.code == code), None)
    if line is None or len(line.units) == 1:
        raise Http404
    template = "office/reviews/sum.html" if request.htmx else "office/reviews/sum_page.html"
    return render(request, template, {"line": line, "number": number, "review": review})
