"""Lent roles as both who lent and who acts read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from thidua.core.actors import Actor
from thidua.people.models import RoleGrant
from thidua.web.formats import day


@dataclass(frozen=True)
class LentRow:
    """A lent role in a sentence. ``is_mine``: the reader lent it, and may take it back."""

    sentence: str
    uid: UUID
    is_mine: bool
    has_begun: bool


def lent_rows(grants: Sequence[RoleGrant], actor: Actor, *, today: date) -> list[LentRow]:
    """Put lent roles into words, for one of the two."""
    return [
        LentRow(_sentence(grant, actor, today), grant.uid, grant.lent_by_id == actor.user_id, grant.since <= today)
        for grant in grants
    ]


def _sentence(grant: RoleGrant, actor: Actor, today: date) -> str:
    values = {
        "role": grant.get_role_display(),
        "first": day(grant.since),
        "last": day(grant.until - timedelta(days=1)) if grant.until else "",
        "who": grant.user.full_name if grant.lent_by_id == actor.user_id else str(grant.lent_by),
    }
    if grant.lent_by_id == actor.user_id:
        if grant.since <= today:
            return _("%(who)s đang thay mặt anh, chị (%(role)s) đến hết %(last)s.") % values
        return _("%(who)s sẽ thay mặt anh, chị (%(role)s) từ %(first)s đến hết %(last)s.") % values
    if grant.since <= today:
        return _("Anh, chị đang thay mặt %(who)s (%(role)s) đến hết %(last)s.") % values
    return _("Anh, chị sẽ thay mặt %(who)s (%(role)s) từ %(first)s đến hết %(last)s.") % values
