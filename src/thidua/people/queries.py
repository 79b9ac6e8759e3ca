"""Who may do what, today."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from thidua.core.actors import Actor, Grant, Role
from thidua.people.models import RoleGrant, User


def actor_of(user: User, *, on: date) -> Actor:
    """Return the actor that ``user`` is on the day ``on``: only roles in force that day count.

    The unit in whose name they work is the one they chose, while they still hold a role there, else the first held.
    """
    held = RoleGrant.objects.filter(Q(until__isnull=True) | Q(until__gt=on), user=user, since__lte=on)
    grants = tuple(Grant(role=Role(role), unit_id=unit_id) for role, unit_id in held.values_list("role", "unit_id"))
    units = [grant.unit_id for grant in grants]
    chosen = user.working_unit_id if user.working_unit_id in units else next(iter(units), None)
    return Actor(uid=user.uid, label=user.full_name, grants=grants, unit_id=chosen, user_id=user.pk)
