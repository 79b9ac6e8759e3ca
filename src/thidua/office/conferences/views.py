"""Conferences: the list, and one with its persons and awards."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.conferences.choices import ConferenceKind, ParticipationRole
from thidua.conferences.models import Conference
from thidua.conferences.queries import conferences as conferences_in_scope
from thidua.conferences.queries import on_stage, participations_of, reviews
from thidua.core import clock
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

PAGE_SIZE = 30


@allow(STAFF)
@require_GET
def conferences(request: ActingRequest) -> HttpResponse:
    """List the conferences in scope, latest first."""
    found = conferences_in_scope(request.actor, on=clock.today())
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [(each, _kinds(each)) for each in page.object_list]
    return render(request, "office/conferences/conferences.html", {"page": page, "rows": rows})


@allow(STAFF)
@require_GET
def conference(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show one conference: when, where, who was there, what was awarded on stage."""
    today = clock.today()
    found = get_object_or_404(conferences_in_scope(request.actor, on=today), uid=uid)
    people = [
        (each, ", ".join(str(ParticipationRole(role).label) for role in each.roles))
        for each in participations_of(found)
    ]
    context = {
        "conference": found,
        "kinds": _kinds(found),
        "people": people,
        "awards": on_stage(found),
        "reviews": reviews(request.actor, on=today).filter(movement=found.movement, unit=found.unit)
        if found.movement
        else [],
    }
    return render(request, "office/conferences/conference.html", context)


def _kinds(each: Conference) -> str:
    return ", ".join(str(ConferenceKind(kind).label) for kind in each.kinds)
