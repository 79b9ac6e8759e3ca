"""Answers to writing calls of machines, kept for some days so that a call may be sent again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.core.prepared import prepared
from thidua.core.single import insert
from thidua.people.models import ApiAnswer, ApiToken

KEPT = timedelta(days=7)
"""How long an answer is kept."""


class KeyReused(Refused):
    """The key of another request."""


@dataclass(frozen=True)
class Call:
    """A writing call of a machine. ``request``: a digest of what it asks for."""

    token: ApiToken
    key: str
    request: str


def kept_answer(*, call: Call, at: datetime) -> str | None:
    """Return what a call with this key was answered, ``None`` where there was none within the last seven days.

    An older one is deleted, as if it had been forgotten in time.

    Raises:
        KeyReused: the key was used for another request.
    """
    kept = next(iter(_answers(call.token.pk, call.key)), None)
    if kept is None:
        return None
    if kept.created_at < at - KEPT:
        with transaction.atomic():  # on SQLite only transactions stand in the queue
            kept.delete()
        return None
    if kept.request != call.request:
        raise KeyReused(_("Khóa Idempotency-Key này đã dùng cho một yêu cầu khác. Đặt khóa mới cho yêu cầu mới."))
    return kept.body


@prepared
def _answers(token: int, key: str) -> QuerySet[ApiAnswer]:
    return ApiAnswer.objects.filter(token=token, key=key)


def keep_answer(*, call: Call, body: str, at: datetime) -> None:
    """Keep what a call is answered, as the last thing of the transaction that does what is asked.

    Raises:
        IntegrityError: another call with this key was answered meanwhile; what this one did is to be undone.
    """
    insert(ApiAnswer(token=call.token, key=call.key, request=call.request, body=body, created_at=at))


def forget_old_answers(*, at: datetime) -> int:
    """Delete the answers that are older than seven days; return how many."""
    return ApiAnswer.objects.filter(created_at__lt=at - KEPT).delete()[0]
