"""Giving and ending roles. Work belongs to the unit: who comes next finds it there."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop as _

from thidua.core.actors import Actor, Role
from thidua.core.audit import record
from thidua.core.errors import Refused
from thidua.organisations.models import Unit
from thidua.people.models import RoleGrant, User
from thidua.people.rules import HeldSpan, leaves_unit_without_administrator, overlaps


@transaction.atomic
def give_role(
    *, user: User, unit: Unit, role: Role, since: date, until: date | None = None, by: Actor, at: datetime
) -> RoleGrant:
    """Give ``role`` at ``unit`` from ``since`` until ``until`` (exclusive).

    Raises:
        Refused: the span is empty, or the user holds that role there on one of its days.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if until is not None and until <= since:
        raise Refused(_("Ngày thôi vai trò phải sau ngày bắt đầu."), field="until")
    wanted = HeldSpan(user.pk, unit.pk, role, since, until)
    for held in RoleGrant.objects.filter(user=user, unit=unit, role=role, lent_by__isnull=True):
        if overlaps(wanted, HeldSpan(user.pk, unit.pk, held.role, held.since, held.until)):
            raise Refused(
                _("%(user)s đã giữ vai trò này tại %(unit)s từ ngày %(since)s. Cho thôi vai trò cũ trước."),
                field="since", user=user.full_name, unit=unit.full_name, since=f"{held.since:%d/%m/%Y}",
            )  # fmt: skip
    grant = RoleGrant.objects.create(user=user, unit=unit, role=role, since=since, until=until, created_at=at)
    record("give_role", user, by=by, at=at, unit_id=unit.pk, after=_as_json(grant))
    return grant


@transaction.atomic
def end_role(*, grant: RoleGrant, on: date, by: Actor, at: datetime) -> RoleGrant:
    """End a role: it no longer counts on the day ``on``. The last administrator of a unit cannot be ended."""
    grant = RoleGrant.objects.select_for_update().select_related("user", "unit").get(pk=grant.pk)
    if grant.until is not None and grant.until <= on:
        raise Refused(_("Vai trò này đã thôi từ ngày %(until)s."), until=f"{grant.until:%d/%m/%Y}")
    if grant.role == Role.ADMINISTRATOR:
        refuse_last_administrator(user=grant.user, unit=grant.unit, on=on)
    before = _as_json(grant)
    if on <= grant.since:
        grant.delete()
        record("take_back_role", grant.user, by=by, at=at, unit_id=grant.unit_id, before=before)
        return grant
    grant.until = on
    grant.version += 1
    grant.save(update_fields=["until", "version"])
    record("end_role", grant.user, by=by, at=at, unit_id=grant.unit_id, before=before, after=_as_json(grant))
    return grant


@transaction.atomic
def move_user(*, user: User, leave: Unit, join: Unit, role: Role, on: date, by: Actor, at: datetime) -> RoleGrant:
    """Move a user to another unit: on the day ``on`` the old roles no longer count and the new one does.

    What the user began stays with the unit that is left.
    """
    for grant in _open_grants(user, leave, on):
        end_role(grant=grant, on=on, by=by, at=at)
    return give_role(user=user, unit=join, role=role, since=on, by=by, at=at)


def refuse_last_administrator(*, user: User, unit: Unit, on: date) -> None:
    """Refuse where ``user`` is the only active administrator of ``unit`` on the day ``on``."""
    administrators = RoleGrant.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on), unit=unit, role=Role.ADMINISTRATOR, user__is_active=True
    ).values_list("user_id", flat=True)
    if leaves_unit_without_administrator(administrators, user.pk):
        raise Refused(
            _("%(user)s là người quản trị duy nhất của %(unit)s. Giao vai trò quản trị cho người khác trước."),
            user=user.full_name, unit=unit.full_name,
        )  # fmt: skip


def _open_grants(user: User, unit: Unit, on: date) -> list[RoleGrant]:
    own = RoleGrant.objects.filter(user=user, unit=unit, lent_by__isnull=True)
    return list(own.filter(Q(until__isnull=True) | Q(until__gt=on)))


def _as_json(grant: RoleGrant) -> dict[str, str | None]:
    return {
        "role": grant.role,
        "unit": grant.unit.full_name,
        "since": grant.since.isoformat(),
        "until": grant.until.isoformat() if grant.until else None,
    }
