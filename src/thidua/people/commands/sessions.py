"""What a sign-in leaves behind."""

from __future__ import annotations

from thidua.people.models import User


def begin_session(*, user: User) -> User:
    """Remember until when ``user`` has seen what changed: their sign-in before the present one.

    Called before the sign-in itself is noted; writes no audit row, since nothing of the office changes.
    """
    user.seen_until = user.last_login
    user.save(update_fields=["seen_until"])
    return user
