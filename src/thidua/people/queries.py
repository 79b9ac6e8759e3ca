"""Who may do what, today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from thidua.core.actors import Actor, Grant, Role
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.people.models import PublicPerson, RoleGrant, User
from thidua.people.rules import same_capacity
from thidua.vietnamese.fold import fold, same_form


def actor_of(user: User, *, on: date) -> Actor:
    """Return the actor that ``user`` is on the day ``on``: only roles in force that day count.

    The unit in whose name they work is the one they chose, while they still hold a role there, else the first held.
    """
    held = RoleGrant.objects.filter(Q(until__isnull=True) | Q(until__gt=on), user=user, since__lte=on)
    grants = tuple(Grant(role=Role(role), unit_id=unit_id) for role, unit_id in held.values_list("role", "unit_id"))
    units = [grant.unit_id for grant in grants]
    chosen = user.working_unit_id if user.working_unit_id in units else next(iter(units), None)
    return Actor(uid=user.uid, label=user.full_name, grants=grants, unit_id=chosen, user_id=user.pk)


def users_in_scope(actor: Actor, *, on: date) -> QuerySet[User]:
    """Return the users whom ``actor`` may see among users, sorted by sign-in name.

    They hold (now or later) a role at a unit in scope; or they hold none anywhere and the ones they had were there.
    """
    open_roles = RoleGrant.objects.filter(Q(until__isnull=True) | Q(until__gt=on))
    units = units_in_scope(actor, on=on)
    here = open_roles.filter(unit__in=units).values("user")
    were_here = RoleGrant.objects.filter(unit__in=units).values("user")
    gone = User.objects.filter(pk__in=were_here).exclude(pk__in=open_roles.values("user")).values("pk")
    return User.objects.filter(Q(pk__in=here) | Q(pk__in=gone)).order_by("username")


def holds_roles_elsewhere(user: User, actor: Actor, *, on: date) -> bool:
    """Whether ``user`` holds a role outside ``actor``'s scope, so that the account is not ``actor``'s to change."""
    held = RoleGrant.objects.filter(Q(until__isnull=True) | Q(until__gt=on), user=user)
    return held.exclude(unit__in=units_in_scope(actor, on=on)).exists()


def roles_of(users: Iterable[User], actor: Actor, *, on: date) -> dict[int, list[RoleGrant]]:
    """Return, for each user's key, the roles in ``actor``'s scope that count on the day ``on`` or later."""
    held: dict[int, list[RoleGrant]] = {user.pk: [] for user in users}
    grants = RoleGrant.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on), user__in=held, unit__in=units_in_scope(actor, on=on)
    )
    for grant in grants.select_related("unit"):
        held[grant.user_id].append(grant)
    return held


def units_worked_for(actor: Actor) -> QuerySet[Unit]:
    """Return the units at which ``actor`` holds a role today, to choose among."""
    return Unit.objects.filter(pk__in={grant.unit_id for grant in actor.grants})


def public_persons_like(wanted: Sequence[tuple[str, Sequence[str]]]) -> list[PublicPerson | None]:
    """Return, for each (name, posts), the record in public capacity that it belongs to; ``None`` where it is new.

    One query for all. Records in public capacity are the same for every unit, as the offices they name are.
    """
    names = [" ".join(name.split()) for name, _posts in wanted]
    rows = list(PublicPerson.objects.filter(folded__in={fold(name) for name in names}, withdrawn_at__isnull=True))
    rows.sort(key=lambda row: row.pk)
    return [
        next(
            (row for row in rows if same_form(row.name) == same_form(name) and same_capacity(row.posts, posts)),
            None,
        )
        for name, (_name, posts) in zip(names, wanted, strict=True)
    ]
