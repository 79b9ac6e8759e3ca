"""Lending a role to a colleague for the days that its holder is away, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import clock
from thidua.core.actors import Actor, Role
from thidua.core.audit import record
from thidua.core.errors import Refused
from thidua.organisations.models import Unit
from thidua.people.models import RoleGrant, User
from thidua.people.rules import HeldSpan, LendingFault, lending_fault

_FAULTS = {
    LendingFault.EMPTY: (_("Ngày cuối phải từ ngày đầu trở đi."), "until"),
    LendingFault.PAST: (_("Chỉ ủy quyền từ hôm nay trở đi."), "since"),
    LendingFault.TOO_LONG: (_("Ủy quyền dài nhất sáu tháng. Hết hạn thì ủy quyền tiếp."), "until"),
    LendingFault.NOT_LENDABLE: (
        _("Vai trò này không ủy quyền được. Nhờ người quản trị giao cho người khác."), "role",
    ),
    LendingFault.NOT_HELD: (_("Anh, chị không giữ vai trò này tại đơn vị trong cả thời gian ấy."), "role"),
    LendingFault.HELD_ALREADY: (_("%(user)s đã có vai trò này trong thời gian ấy."), "to"),
    LendingFault.NOT_A_COLLEAGUE: (_("Chỉ ủy quyền được cho người cùng đơn vị trong cả thời gian ấy."), "to"),
}  # fmt: skip


@transaction.atomic
def lend_role(*, role: Role, to: User, unit: Unit, since: date, until: date, by: Actor, at: datetime) -> RoleGrant:
    """Lend the actor's own ``role`` at ``unit`` to a colleague from ``since`` until ``until`` (exclusive).

    It ends by itself, and before that when the actor no longer holds the role. Lending the same twice changes nothing.

    Raises:
        Refused: the actor does not hold it on all those days, the other is no colleague or has it already, the role may
            not be lent, or the days are none, past or too many.
    """
    User.objects.select_for_update().get(pk=to.pk)
    here = RoleGrant.objects.filter(unit=unit, taken_back_at__isnull=True)
    same = here.filter(user=to, role=role, lent_by=by.user_id, since=since, until=until).first()
    if same and by.user_id:
        return same
    own = here.filter(lent_by__isnull=True)
    is_other = to.pk != by.user_id and to.is_active
    fault = lending_fault(
        HeldSpan(to.pk, unit.pk, role, since, until),
        lender=_spans(own.filter(user=by.user_id)),
        borrower=_spans(own.filter(user=to)) if is_other else [],
        lent=_spans(here.filter(user=to, lent_by__isnull=False)),
        today=clock.legal_day(at),
    )
    if fault:
        sentence, field = _FAULTS[fault]
        raise Refused(sentence, field=field, user=to.full_name)
    grant = RoleGrant.objects.create(
        user=to, unit=unit, role=role, since=since, until=until, lent_by_id=by.user_id, created_at=at
    )
    after = {"role": str(role), "since": since.isoformat(), "until": until.isoformat(), "lent_by": by.label}
    record("lend_role", to, by=by, at=at, unit_id=unit.pk, after=after)
    return grant


@transaction.atomic
def take_back_role(*, grant: RoleGrant, by: Actor, at: datetime) -> RoleGrant:
    """Take a lent role back; from here it opens nothing. Its row stays. Taking it back twice changes nothing.

    Raises:
        Refused: it was not lent, or neither by the actor nor is the actor an administrator of the unit.
    """
    kept = RoleGrant.objects.select_for_update(of=("self",)).select_related("user", "unit").get(pk=grant.pk)
    may = kept.lent_by_id == by.user_id or (by.unit_id == kept.unit_id and by.has(Role.ADMINISTRATOR))
    if kept.lent_by_id is None or not may:
        raise Refused(_("Chỉ người đã ủy quyền hoặc người quản trị của đơn vị thu hồi được."))
    if kept.taken_back_at is None:
        kept.taken_back_at = at
        kept.version += 1
        kept.save(update_fields=["taken_back_at", "version"])
        before = {"role": kept.role, "until": kept.until.isoformat() if kept.until else None}
        record("take_back_lent_role", kept.user, by=by, at=at, unit_id=kept.unit_id, before=before)
    return kept


def _spans(grants: Iterable[RoleGrant]) -> list[HeldSpan]:
    return [HeldSpan(each.user_id, each.unit_id, each.role, each.since, each.until) for each in grants]
