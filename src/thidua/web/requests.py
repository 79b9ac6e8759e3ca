"""The request as the pages see it, after the middleware."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from thidua.core.actors import Actor
from thidua.people.models import User


class ActingRequest(HttpRequest):
    """A request with its actor. On a page that needs a role, ``user`` is a ``User``."""

    actor: Actor
    htmx: HtmxDetails
    user: User


_LONGEST_NUMBER = 9
"""Digits that fit every integer column and every calendar reckoning that follows."""


def whole_number(text: str) -> int | None:
    """Return the number that an address or a form carries; ``None`` where it is none that a page could have written.

    >>> whole_number("12"), whole_number("²"), whole_number("-1"), whole_number("9" * 5000)
    (12, None, None, None)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else None
