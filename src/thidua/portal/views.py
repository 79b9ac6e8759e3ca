"""The public pages. They read published things only, and write nothing."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.awards.queries import published_awards
from thidua.core import clock
from thidua.nominations.queries.notices import is_any_open, public_notice, public_notices
from thidua.nominations.rules.commenting import LONGEST_COMMENT
from thidua.web.permissions import EVERYONE, allow
from thidua.web.requests import ActingRequest

PAGE_SIZE = 30


@allow(EVERYONE)
@require_GET
def honours(request: ActingRequest) -> HttpResponse:
    """List who was honoured, from what was published; ``?q=`` searches names, awards and units."""
    text = request.GET.get("q", "").strip()[:200]
    page = Paginator(published_awards(text), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "text": text, "asks_public": is_any_open(on=clock.today())}
    return render(request, "portal/honours.html", context)


@allow(EVERYONE)
@require_GET
def notices(request: ActingRequest) -> HttpResponse:
    """List the notices that ask the public today, those that close first at the top."""
    return render(request, "portal/notices.html", {"notices": public_notices(on=clock.today())})


@allow(EVERYONE)
@require_GET
def notice(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show whom a notice is about, until when, and a form for a comment on each; the form goes to ``office``."""
    shown = public_notice(uid, on=clock.today())
    if shown is None:
        raise Http404
    context = {"notice": shown, "longest": LONGEST_COMMENT, "is_sent": "da-gui" in request.GET}
    return render(request, "portal/notice.html", context)
