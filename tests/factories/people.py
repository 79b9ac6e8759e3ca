"""Users and the actors they are."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

from tests.factories.organisations import AT

from thidua.core import clock
from thidua.core.actors import Actor, Grant, Role
from thidua.people.commands import make_token as make_api_token
from thidua.people.commands.tokens import NewToken
from thidua.people.models import RoleGrant, User
from thidua.people.queries import actor_of

_numbers = itertools.count(1)
TODAY = date(2026, 11, 20)
PASSWORD = "mat-khau-thu-2026"


def make_user(
    role=Role.OFFICER, *, unit, username=None, full_name="Trần Thu Hà", since=date(2020, 1, 1), until=None, **fields
):
    """A user who holds ``role`` at ``unit`` and has already changed the first password."""
    user = User(
        username=username or f"nguoi.dung.{next(_numbers)}",
        full_name=full_name,
        created_at=AT,
        **{"must_change_password": False, "working_unit": unit, **fields},
    )
    user.set_password(PASSWORD)
    user.save()
    RoleGrant.objects.create(user=user, unit=unit, role=role, since=since, until=until, created_at=AT)
    return user


def make_actor(role=Role.OFFICER, *, unit, on=TODAY, **fields) -> Actor:
    """The actor that a new user is."""
    return actor_of(make_user(role, unit=unit, **fields), on=on)


def make_token(user, *, name="Kho dữ liệu", can_write=True):
    """The secret of a new token of ``user`` for the first role that they hold, and the token; good for 100 days."""
    grant, today = RoleGrant.objects.filter(user=user).first(), clock.today()
    new = NewToken(name=name, role=Role(grant.role), can_write=can_write, until=today + timedelta(days=100))
    by = replace(actor_of(user, on=today), unit_id=grant.unit_id)
    token, secret = make_api_token(new=new, by=by, at=clock.now())
    return secret, token


def process_actor(unit=None) -> Actor:
    """An actor without a user row, as commands run from the shell have."""
    grants = (Grant(Role.ADMINISTRATOR, unit.pk),) if unit else ()
    return Actor(uid=None, label="Người thử", grants=grants, unit_id=unit.pk if unit else None)
