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
