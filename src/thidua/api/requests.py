"""The request as the calls see it, after its token was looked at."""

from __future__ import annotations

from django.http import HttpRequest

from thidua.core.actors import Actor
from thidua.people.models import ApiToken


class CallingRequest(HttpRequest):
    """A request of a machine, with the token it holds and the actor that it is."""

    actor: Actor
    token: ApiToken
