"""The page of a session, and what is new on it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.councils.choices import SessionState
from thidua.office.councils.finding import session_or_404
from thidua.office.councils.page import session_page
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

_STOP_POLLING = 286
"""HTMX's own status for «no need to ask again»."""
_SECONDS_OPEN, _SECONDS_PLANNED = 4, 15
"""How often a page asks what is new: while a session is held, and before it."""


@allow(STAFF)
@require_GET
@never_cache
def session(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show a session: the item in hand or the one asked for, the agenda, who is there, what was counted."""
    found = session_or_404(request, uid)
    page = session_page(request, found, _asked(request), on=clock.today())
    context = {
        "session": found,
        "parts": page.drawn(request),
        "asked": _asked(request),
        "is_over": found.state == SessionState.CLOSED,
        "is_running": page.now.is_running,
        "seconds": _SECONDS_OPEN if found.state == SessionState.OPEN else _SECONDS_PLANNED,
        "is_following": _asked(request) is None,
    }
    return render(request, "office/councils/session.html", context)


@allow(STAFF)
@require_GET
@never_cache
def watch(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send the parts that a page does not have yet; 204 where it has all of them."""
    found = session_or_404(request, uid)
    page = session_page(request, found, _asked(request), on=clock.today())
    content = page.changed(request, request.GET.getlist("co"))
    if found.state == SessionState.CLOSED:
        return HttpResponse(content, status=_STOP_POLLING)
    return HttpResponse(content, status=200 if content else 204)


def _asked(request: ActingRequest) -> UUID | None:
    """The item that the address asks for; ``None`` where it follows the one in hand."""
    try:
        return UUID(request.GET.get("muc", ""))
    except ValueError:
        return None
