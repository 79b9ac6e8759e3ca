"""Who is calling: a token, looked up at every call, with what its user may do today."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer

from thidua.api.pace import Pace
from thidua.api.problems import CallFailed
from thidua.api.requests import CallingRequest
from thidua.core import clock
from thidua.core.actors import Role
from thidua.people.commands import note_use
from thidua.people.models import ApiToken
from thidua.people.queries import actor_of_token, token_with
from thidua.people.tasks import ask_to_forget
from thidua.web.errors import NotPermitted

CALLS_PER_MINUTE = 120
"""That every token may make; each process of the site counts for itself, so that it may be more."""
PACE = Pace()


def note_token_use(token: ApiToken, at: datetime) -> None:
    """Keep the day of a token's use; with the first one, ask that old answers be forgotten."""
    if note_use(token=token, at=at):
        ask_to_forget(on=clock.legal_day(at))


class Bearer(HttpBearer):
    """Lets through a token whose user holds one of ``roles``; with ``writes`` only one that may write."""

    def __init__(self, roles: frozenset[Role], *, writes: bool = False) -> None:
        super().__init__()
        self.roles = roles
        self._writes = writes

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """Return the token of a secret, ``None`` where it opens nothing today; the request then has its actor.

        Raises:
            NotPermitted: it opens something else.
            CallFailed: it called too often in this minute.
        """
        now = clock.now()
        found = token_with(token, on=clock.legal_day(now))
        if found is None:
            return None
        actor = actor_of_token(found)
        if PACE.call(found.uid, now) > CALLS_PER_MINUTE:
            raise CallFailed("too-many", "", headers={"Retry-After": str(60 - now.second)})
        if not self._writes:  # what writes notes it within its own transaction
            note_token_use(found, now)
        if not actor.has(*self.roles):
            raise NotPermitted(_("Việc này cần vai trò khác. Tạo mã với vai trò được làm việc này."))
        if self._writes and not found.can_write:
            raise NotPermitted(_("Mã này chỉ đọc. Tạo mã đọc và ghi."))
        calling = cast("CallingRequest", request)
        calling.actor, calling.token = actor, found
        return found
