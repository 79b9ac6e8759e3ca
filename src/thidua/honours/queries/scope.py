"""Which records of the ledger somebody may see."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from thidua.core.actors import Actor
from thidua.honours.models import Holder, Honour, Post
from thidua.organisations.queries import units_in_scope


def holders(actor: Actor, *, on: date) -> QuerySet[Holder]:
    """Return the records that stand: kept in the actor's scope, a unit of it, or with a post or an honour in it.

    After a merge a record is kept by one unit and has honours in the ledgers of two.
    """
    scope = units_in_scope(actor, on=on)
    here = Post.objects.filter(holder=OuterRef("pk"), body__unit__in=scope)
    honoured = Honour.objects.in_force().filter(holder=OuterRef("pk"), keeper__in=scope)
    own = Q(keeper__in=scope) | Q(body_unit__in=scope)
    return Holder.objects.filter(own | Exists(here) | Exists(honoured), merged_into=None)


def honours_kept(actor: Actor, *, on: date) -> QuerySet[Honour]:
    """Return the honours in force that stand in the ledgers of the actor's scope.

    Where these are many, the database is kept from looking them up by keeper and sorting them all for one page: as
    an expression the keeper has no index, and the rows are walked in their order.
    """
    scope = units_in_scope(actor, on=on)
    kept = Honour.objects.in_force().filter(keeper__in=scope)
    if len(kept.order_by().values_list("pk")[:_MANY]) < _MANY:
        return kept
    return Honour.objects.in_force().alias(kept_by=F("keeper_id") + 0).filter(kept_by__in=scope.values("pk"))


_MANY = 5000
