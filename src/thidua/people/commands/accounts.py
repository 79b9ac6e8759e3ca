"""Accounts: create, import, change, close, and new passwords without e-mail."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop as _

from thidua.core.actors import Actor, Role
from thidua.core.audit import record
from thidua.core.changes import save_checked
from thidua.core.errors import Refused
from thidua.organisations.models import Unit
from thidua.people.commands.roles import give_role, refuse_last_administrator
from thidua.people.models import RoleGrant, User
from thidua.people.rules import is_username

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are taken for one another

LONGEST_NAME = 120
"""Letters that the database keeps of a name or a post."""


@dataclass(frozen=True)
class NewUser:
    """What an account needs at the beginning."""

    username: str
    full_name: str
    unit: Unit
    role: Role
    address: str = "anh, chị"
    post: str = ""


@transaction.atomic
def create_user(*, new: NewUser, since: date, by: Actor, at: datetime) -> tuple[User, str]:
    """Create an account with one role; return it and its first password, which must be changed at first sign-in.

    Raises:
        Refused: the sign-in name is not one, or is taken.
    """
    username = new.username.strip().lower()
    if not is_username(username):
        raise Refused(
            _("Tên đăng nhập «%(name)s» chưa dùng được. Viết 3 đến 60 chữ thường không dấu, chữ số hoặc dấu chấm."),
            field="username", name=new.username,
        )  # fmt: skip
    if not new.full_name.strip():
        raise Refused(_("Chưa có họ và tên của người dùng."), field="full_name")
    if max(len(new.full_name), len(new.post)) > LONGEST_NAME:
        raise Refused(
            _("Họ tên và chức vụ dài tối đa %(most)s chữ. Viết gọn lại."), field="full_name", most=LONGEST_NAME
        )
    user = User(
        username=username, full_name=" ".join(new.full_name.split()), address=new.address, post=new.post.strip(),
        working_unit=new.unit, created_at=at,
    )  # fmt: skip
    password = first_password()
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as clash:
        raise Refused(
            _("Tên đăng nhập «%(name)s» đã có người dùng. Chọn tên khác."), field="username", name=username
        ) from clash
    record(
        "create_user",
        user,
        by=by,
        at=at,
        unit_id=new.unit.pk,
        after={"username": username, "full_name": user.full_name},
    )
    give_role(user=user, unit=new.unit, role=new.role, since=since, by=by, at=at)
    return user, password


@transaction.atomic
def import_users(*, rows: Sequence[NewUser], since: date, by: Actor, at: datetime) -> list[tuple[User, str]]:
    """Create all accounts or none. A refusal names the row it is about, counted from 1."""
    created = []
    for number, row in enumerate(rows, start=1):
        try:
            created.append(create_user(new=row, since=since, by=by, at=at))
        except Refused as refusal:
            raise Refused(_("Dòng %(row)s: %(why)s"), row=number, why=str(refusal)) from refusal
    return created


def edit_user(*, user: User, full_name: str, address: str, post: str, version: int, by: Actor, at: datetime) -> User:
    """Change what a user is called. A save on an older version is refused with both texts."""
    changes = {"full_name": " ".join(full_name.split()), "address": address, "post": post.strip()}
    return save_checked(user, changes, version=version, act="edit_user", by=by, at=at)


@transaction.atomic
def deactivate_user(*, user: User, on: date, by: Actor, at: datetime) -> User:
    """Close an account: its holder can no longer sign in; what they did stays under their name."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.uid == by.uid:
        raise Refused(_("Không tự khóa tài khoản của mình được. Nhờ người quản trị khác."))
    for grant in RoleGrant.objects.filter(user=user, role=Role.ADMINISTRATOR, until__isnull=True).select_related(
        "unit"
    ):
        refuse_last_administrator(user=user, unit=grant.unit, on=on)
    return _set_active(user, active=False, by=by, at=at)


@transaction.atomic
def reactivate_user(*, user: User, by: Actor, at: datetime) -> User:
    """Open a closed account again."""
    return _set_active(User.objects.select_for_update().get(pk=user.pk), active=True, by=by, at=at)


@transaction.atomic
def reset_password(*, user: User, by: Actor, at: datetime) -> str:
    """Return a new first password, in force at once; the holder must change it at the next sign-in."""
    user = User.objects.select_for_update().get(pk=user.pk)
    password = first_password()
    user.set_password(password)
    user.must_change_password = True
    user.version += 1
    user.save(update_fields=["password", "must_change_password", "version"])
    record("reset_password", user, by=by, at=at)
    return password


@transaction.atomic
def change_own_password(*, user: User, password: str, by: Actor, at: datetime) -> None:
    """Set the password that its holder chose.

    Raises:
        Refused: it is weak, or the one in use: a first password is known to whoever gave it.
    """
    if user.check_password(password):
        raise Refused(_("Mật khẩu này đang dùng. Chọn một mật khẩu khác."), field="password")
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Refused(" ".join(weak.messages), field="password") from weak
    user.set_password(password)
    user.must_change_password = False
    user.version += 1
    user.save(update_fields=["password", "must_change_password", "version"])
    record("change_own_password", user, by=by, at=at)


def work_for(*, user: User, unit: Unit, by: Actor, at: datetime) -> None:
    """Choose the unit in whose name the user works from now on; one where they hold a role today."""
    if unit.pk not in {grant.unit_id for grant in by.grants}:
        raise Refused(_("Anh, chị không giữ vai trò nào tại đơn vị này."))
    User.objects.filter(pk=user.pk).update(working_unit=unit)
    record("work_for", user, by=by, at=at, unit_id=unit.pk, before={"unit_id": by.unit_id}, after={"unit_id": unit.pk})


def first_password() -> str:
    """Return a random password that can be read out on the telephone: four groups of four."""
    return "-".join("".join(secrets.choice(_LETTERS) for _letter in range(4)) for _group in range(4))


def _set_active(user: User, *, active: bool, by: Actor, at: datetime) -> User:
    before = user.is_active
    user.is_active = active
    user.version += 1
    user.save(update_fields=["is_active", "version"])
    act = "reactivate_user" if active else "deactivate_user"
    record(act, user, by=by, at=at, before={"is_active": before}, after={"is_active": active})
    return user
