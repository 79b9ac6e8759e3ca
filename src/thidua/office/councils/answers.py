"""How an act on a session is answered: back to the page, with what was done or why it was not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from thidua.core.errors import Refused
from thidua.councils.models import AgendaItem, Session
from thidua.web.requests import ActingRequest


@contextmanager
def refusals_told(request: ActingRequest) -> Iterator[None]:
    """Tell a refusal beside the page instead of in its place: nothing that others see there is lost."""
    try:
        yield
    except Refused as refusal:
        messages.error(request, str(refusal))


def to_session(session: Session, item: AgendaItem | None = None) -> HttpResponse:
    """Go back to the page of a session, at an item where one is named."""
    url = reverse("office:council_session", args=[session.uid])
    return redirect(f"{url}?muc={item.uid}#muc" if item else url)
