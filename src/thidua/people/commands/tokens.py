"""Keys with which other machines read and write in a user's name."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import clock
from thidua.core.actors import Actor, Role
from thidua.core.audit import record
from thidua.core.errors import Refused
from thidua.core.single import update
from thidua.people.models import ApiToken, User
from thidua.people.rules import digest

LONGEST_NAME = 60
"""Letters of a token's name."""
MOST_DAYS = 366
"""How long a token may be valid."""
_PREFIX = "thidua_"  # so that whoever finds one in a file knows what it is


@dataclass(frozen=True)
class NewToken:
    """What a token is for. ``until``: the first day on which it no longer opens anything."""

    name: str
    role: Role
    can_write: bool
    until: date


@transaction.atomic
def make_token(*, new: NewToken, by: Actor, at: datetime) -> tuple[ApiToken, str]:
    """Make a token for the unit that the actor works for; return it and its secret, which nothing keeps.

    Raises:
        Refused: no name, a role that the actor does not hold there (a lent one does not count), or a day that is past
            or too far away.
    """
    name, today = " ".join(new.name.replace("\0", "").split()), clock.legal_day(at)
    if not name or len(name) > LONGEST_NAME:
        raise Refused(
            _("Ghi tên máy hay phần mềm sẽ kết nối, dài tối đa %(most)s chữ."), field="name", most=LONGEST_NAME
        )
    if by.unit_id is None or by.user_id is None or not by.owns(new.role):
        raise Refused(_("Anh, chị không giữ vai trò này tại đơn vị đang làm việc. Chọn vai trò khác."), field="role")
    if not today < new.until <= today + timedelta(days=MOST_DAYS):
        raise Refused(_("Ngày hết hạn phải sau hôm nay và trong vòng một năm."), field="until")
    secret = _PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=User.objects.get(pk=by.user_id), unit_id=by.unit_id, role=new.role, name=name, digest=digest(secret),
        can_write=new.can_write, until=new.until, created_at=at,
    )  # fmt: skip
    after = {"role": str(new.role), "can_write": new.can_write, "until": new.until.isoformat()}
    record("make_token", token, by=by, at=at, unit_id=token.unit_id, after=after)
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Actor, at: datetime) -> ApiToken:
    """Revoke a token; from here it opens nothing. Revoking it twice changes nothing."""
    kept = ApiToken.objects.select_for_update().get(pk=token.pk)
    if kept.revoked_at is None:
        kept.revoked_at = at
        kept.version += 1
        kept.save(update_fields=["revoked_at", "version"])
        record("revoke_token", kept, by=by, at=at, unit_id=kept.unit_id, after={"revoked_at": at.isoformat()})
    return kept


def note_use(*, token: ApiToken, at: datetime) -> bool:
    """Keep the day on which a token was last used; tell whether this is the first use then, else write nothing."""
    today = clock.legal_day(at)
    if token.last_used_on == today:
        return False
    with transaction.atomic(savepoint=False):  # on SQLite only transactions stand in the queue
        token.last_used_on = today
        update(token, "last_used_on")
    return True
