"""The guide's pages."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.office.guide import pages
from thidua.web.permissions import EVERYONE, allow
from thidua.web.requests import ActingRequest


@allow(EVERYONE)
@require_GET
def guide(request: ActingRequest, name: str = pages.FIRST) -> HttpResponse:
    """Show a page of the guide beside the list of all."""
    shown = pages.page(name)
    if shown is None:
        raise Http404
    listed = [page for page_name in pages.names() if (page := pages.page(page_name))]
    return render(request, "office/guide/guide.html", {"page": shown, "pages": listed})
