"""The page of a review, fixing its data cut, publishing its awards."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from thidua.awards.commands import publish_awards
from thidua.conferences.commands import freeze_review
from thidua.conferences.models import Review
from thidua.conferences.queries import conference_packs, read_review, reviews
from thidua.conferences.queries.issuing import issuing_unit
from thidua.core import clock
from thidua.documents.queries import surroundings
from thidua.office.reviews.page import page_of
from thidua.web.permissions import DECIDERS, STAFF, WORKERS, allow
from thidua.web.requests import ActingRequest


@allow(STAFF)
@require_GET
def review(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show a review: figures with their sources, comparison, chart, honours, directions, persons."""
    found = find_review(request, uid)
    reading = read_review(found)
    context = {
        "review": found,
        "reading": reading,
        "page": page_of(reading),
        "packs": conference_packs(request.actor, on=clock.today()).filter(review=found)[:3],
        "missing": surroundings(issuing_unit(found.unit, on=clock.today()), clock.today()).missing,
        "can_edit": request.actor.has(*WORKERS),
        "can_decide": request.actor.has(*DECIDERS),
    }
    return render(request, "office/reviews/review.html", context)


@allow(DECIDERS)
@require_POST
def freeze(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Fix the data cut; it cannot be undone, so the page asks first."""
    found = freeze_review(review=find_review(request, uid), by=request.actor, at=clock.now())
    messages.success(request, _("Đã chốt số của “%(title)s”.") % {"title": found.title})
    return redirect("office:review", uid=uid)


@allow(DECIDERS)
@require_POST
def publish(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show the awards of a review to the public."""
    awards = read_review(find_review(request, uid)).awards
    count = publish_awards(awards=awards, by=request.actor, at=clock.now())
    sentence = ngettext(
        "Đã công bố %(count)s lần khen thưởng.", "Đã công bố %(count)s lần khen thưởng.", count
    )  # fmt: skip
    messages.success(request, sentence % {"count": count} if count else _("Mọi khen thưởng ở đây đã công bố rồi."))
    return redirect("office:review", uid=uid)


def find_review(request: ActingRequest, uid: UUID) -> Review:
    """Return a review in the actor's scope; 404 for any other."""
    return get_object_or_404(reviews(request.actor, on=clock.today()), uid=uid)
