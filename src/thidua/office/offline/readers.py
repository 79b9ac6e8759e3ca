"""For whom a page was made: what a browser kept for one reader never comes before another, nor is sent as another's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from django.http import HttpRequest, HttpResponseBase, JsonResponse

from thidua.people.models import User
from thidua.web.permissions import WORKERS
from thidua.web.requests import ActingRequest

READER = "Thidua-Reader"
"""In an answer: whose page it is. In a request: for whom it was typed."""
KEEP = "Thidua-Offline"
"""On a page that the worker of the browser may keep for when there is no connection."""
NOBODY = "none"

Response = TypeVar("Response", bound=HttpResponseBase)


def reader_of(request: HttpRequest) -> str:
    """Return who reads, and in whose name: the user's uid and the unit, as a word that tells nothing to others."""
    user = request.user
    if not isinstance(user, User):
        return NOBODY
    return f"{user.uid.hex}.{cast('ActingRequest', request).actor.unit_id}"


def kept_offline(response: Response) -> Response:
    """Let the worker of the browser keep this page of its reader."""
    response.headers[KEEP] = "keep"
    return response


class ReaderMiddleware:
    """Name the reader in every answer; answer 412 to what was typed for another reader, and write nothing.

    A browser sends what it kept whenever it can; by then the session may have ended or be another officer's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; ``request.reader`` and ``request.keeps_offline`` are there for templates."""
        reader = reader_of(request)
        request.reader = reader  # type: ignore[attr-defined]
        request.keeps_offline = cast("ActingRequest", request).actor.has(*WORKERS)  # type: ignore[attr-defined]
        typed_for = request.headers.get(READER, reader)
        response = self.get_response(request) if typed_for == reader else JsonResponse({"reader": reader}, status=412)
        response.headers[READER] = reader_of(request)  # signing in and out change it
        return response
