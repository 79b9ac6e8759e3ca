"""Who may do what, today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.core.actors import Actor, Grant, Role
from thidua.core.prepared import prepared_with_plan
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.people.models import ApiToken, PublicPerson, RoleGrant, User
from thidua.people.rules import digest, same_capacity
from thidua.vietnamese.fold import fold, same_form


def actor_of(user: User, *, on: date) -> Actor:
    """Return the actor that ``user`` is on the day ``on``: only roles in force that day count.

    The unit in whose name they work is the one they chose, while they still hold a role there, else the first held.
    """
    held = grants_in_force(on).filter(user=user).values_list("role", "unit_id", "lent_by__full_name")
    grants = tuple(Grant(Role(role), unit_id, lent_by=lender or "") for role, unit_id, lender in held)
    units = [grant.unit_id for grant in grants]
    chosen = user.working_unit_id if user.working_unit_id in units else next(iter(units), None)
    return Actor(uid=user.uid, label=user.full_name, grants=grants, unit_id=chosen, user_id=user.pk)


def grants_in_force(on: date) -> QuerySet[RoleGrant]:
    """Return the roles that count on the day ``on``.

    A lent one counts while its lender holds that role there and may sign in, and its holder has a role of their own
    there: who lends never gives more than they have, and only to a colleague.
    """
    rows = _dated(on)
    own = rows.filter(lent_by__isnull=True, unit=OuterRef("unit"))
    lender_holds = Exists(own.filter(user=OuterRef("lent_by"), role=OuterRef("role"), user__is_active=True))
    is_colleague = Exists(own.filter(user=OuterRef("user")))
    return rows.filter(Q(lent_by__isnull=True) | (Q(lender_holds) & Q(is_colleague)))


def _dated(on: date) -> QuerySet[RoleGrant]:
    """Return the roles, own and lent, whose days have come and that nobody took back."""
    return RoleGrant.objects.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on, taken_back_at__isnull=True)


def colleagues(user_id: int, unit_id: int, *, on: date) -> QuerySet[User]:
    """Return the others who hold a role of their own at a unit on the day ``on``."""
    own = grants_in_force(on).filter(unit=unit_id, lent_by__isnull=True)
    return User.objects.filter(pk__in=own.values("user"), is_active=True).exclude(pk=user_id).order_by("full_name")


def lendings(actor: Actor, *, on: date) -> list[RoleGrant]:
    """Return the roles lent by and to ``actor`` at their unit, that count on the day ``on`` or will; by day.

    Of those that have begun only what counts: not where the lender no longer holds the role.
    """
    mine = Q(lent_by=actor.user_id) | Q(user=actor.user_id, lent_by__isnull=False)
    rows = RoleGrant.objects.filter(mine, unit=actor.unit_id, until__gt=on, taken_back_at__isnull=True)
    counts = Q(since__gt=on) | Q(pk__in=grants_in_force(on).values("pk"))
    return list(rows.filter(counts).select_related("user", "lent_by", "unit"))


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
        Q(until__isnull=True) | Q(until__gt=on),
        user__in=held,
        unit__in=units_in_scope(actor, on=on),
        taken_back_at__isnull=True,
    )
    for grant in grants.select_related("unit", "lent_by"):
        held[grant.user_id].append(grant)
    return held


def units_worked_for(actor: Actor) -> QuerySet[Unit]:
    """Return the units at which ``actor`` holds a role today, to choose among."""
    return Unit.objects.filter(pk__in={grant.unit_id for grant in actor.grants})


def token_with(secret: str, *, on: date) -> ApiToken | None:
    """Return the token of a secret, with its user and unit, where it is valid on the day ``on``.

    That it is no more where the user no longer holds the role there. A role that was lent to the user does not count:
    it was lent to a person.
    """
    return next(iter(_live_token(digest(secret), on)), None)


@prepared_with_plan
def _live_token(hashed: str, on: date) -> QuerySet[ApiToken]:
    held = _dated(on).filter(user=OuterRef("user"), unit=OuterRef("unit"), role=OuterRef("role"), lent_by__isnull=True)
    live = ApiToken.objects.filter(Exists(held), revoked_at__isnull=True, until__gt=on, user__is_active=True)
    return live.filter(digest=hashed).select_related("user", "unit")


def actor_of_token(token: ApiToken) -> Actor:
    """Return the actor that a machine is. Its label names user and machine, so that the trail tells them apart."""
    grant, user = Grant(Role(token.role), token.unit_id), token.user
    label = f"{user.full_name}, qua {token.name}"
    return Actor(uid=user.uid, label=label, grants=(grant,), unit_id=token.unit_id, user_id=user.pk)


def tokens_in_reach(actor: Actor, *, on: date) -> QuerySet[ApiToken]:
    """Return the tokens that ``actor`` may revoke: their own, and an administrator's those of the units in scope."""
    mine = Q(user=actor.user_id)
    if actor.has(Role.ADMINISTRATOR):
        mine |= Q(unit__in=units_in_scope(actor, on=on))
    return ApiToken.objects.filter(mine).select_related("user", "unit")


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
