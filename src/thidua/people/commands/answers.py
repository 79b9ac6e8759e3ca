"""Answers to writing calls of machines, kept for some days so that a call may be sent again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.people.models import ApiAnswer, ApiToken

KEPT = timedelta(days=7)
"""How long an answer is kept."""


class KeyReused(Refused):
    """The key of another request."""


@dataclass(frozen=True)
class Claim:
    """A key that is being used now. ``body``: what was answered before, ``None`` for the first time."""

    answer: ApiAnswer
    body: str | None


def claim_key(*, token: ApiToken, key: str, request: str, at: datetime) -> Claim:
    """Claim ``key`` for a request, within the transaction that does what is asked.

    A second call with the same key waits here until the first is done: for its row on PostgreSQL, for the database on
    SQLite. Where the first fails, nothing of it is left, and the second is the first.

    Raises:
        KeyReused: the key was used for another request within the last seven days.
        RuntimeError: there is no transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a key is claimed within the transaction of its call")
    new = ApiAnswer(token=token, key=key, request=request, created_at=at)
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError:
        kept = ApiAnswer.objects.get(token=token, key=key)
        if kept.created_at < at - KEPT:  # as if it had been forgotten in time
            kept.delete()
            new.save(force_insert=True)
            return Claim(new, None)
        if kept.request != request:
            sentence = _("Khóa Idempotency-Key này đã dùng cho một yêu cầu khác. Đặt khóa mới cho yêu cầu mới.")
            raise KeyReused(sentence) from None
        return Claim(kept, kept.body)
    return Claim(new, None)


def keep_answer(*, claim: Claim, body: str) -> None:
    """Keep what a call is answered."""
    claim.answer.body = body
    claim.answer.save(update_fields=["body"])


def forget_old_answers(*, at: datetime) -> int:
    """Delete the answers that are older than seven days; return how many."""
    return ApiAnswer.objects.filter(created_at__lt=at - KEPT).delete()[0]
