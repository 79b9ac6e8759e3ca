"""The public pages. They read published things only, and write nothing."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.awards.queries import published_awards
from thidua.web.permissions import EVERYONE, allow
from thidua.web.requests import ActingRequest

PAGE_SIZE = 30


@allow(EVERYONE)
@require_GET
def honours(request: ActingRequest) -> HttpResponse:
    """List who was honoured, from what was published; ``?q=`` searches names, awards and units."""
    text = request.GET.get("q", "").strip()[:200]
    page = Paginator(published_awards(text), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "portal/honours.html", {"page": page, "text": text})
