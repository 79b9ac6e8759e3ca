"""The conference pack: one press, a page that shows how far it is, and what came of it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from thidua.conferences.commands import request_pack
from thidua.conferences.models import ConferencePack
from thidua.conferences.queries import conference_packs
from thidua.conferences.queries.issuing import issuing_unit
from thidua.conferences.tasks import make_conference_pack
from thidua.core import clock
from thidua.documents.queries import surroundings
from thidua.office.reviews.views import find_review
from thidua.web.permissions import STAFF, WORKERS, allow
from thidua.web.requests import ActingRequest

_STOP_POLLING = 286
"""HTMX's own status for «no need to ask again»."""


@allow(WORKERS)
@require_POST
def press(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask for a pack; the work is done by the worker, the page that follows shows it."""
    pack_asked = request_pack(review=find_review(request, uid), by=request.actor, at=clock.now())
    make_conference_pack.enqueue(pack_id=pack_asked.pk, user_id=request.user.pk)
    return redirect("office:conference_pack", uid=pack_asked.uid)


@allow(STAFF)
@require_GET
def pack(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show a pack: being made, made, or why it could not be."""
    return render(request, "office/reviews/pack.html", _context(request, uid))


@allow(STAFF)
@require_GET
def progress(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send the part of the pack's page that changes (HTMX asks every two seconds until it is made)."""
    context = _context(request, uid)
    found = context["pack"]
    is_over = isinstance(found, ConferencePack) and bool(found.made_at or found.failed_because)
    return render(request, "office/reviews/pack_progress.html", context, status=_STOP_POLLING if is_over else 200)


def _context(request: ActingRequest, uid: UUID) -> dict[str, object]:
    found = get_object_or_404(conference_packs(request.actor, on=clock.today()), uid=uid)
    today = clock.today()
    missing = surroundings(issuing_unit(found.review.unit, on=today), today).missing
    return {"pack": found, "review": found.review, "missing": missing, "can_edit": request.actor.has(*WORKERS)}
