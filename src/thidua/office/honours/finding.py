"""Records of the ledger as a request may reach them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from thidua.core import clock
from thidua.honours.models import Holder, Honour, Merge
from thidua.honours.queries.scope import holders
from thidua.organisations.queries import units_in_scope
from thidua.web.requests import ActingRequest


def holder_or_404(request: ActingRequest, uid: UUID) -> Holder:
    """Return a record that stands and that the actor may see."""
    return get_object_or_404(holders(request.actor, on=clock.today()).select_related("keeper", "body_unit"), uid=uid)


def kept_holder_or_404(request: ActingRequest, uid: UUID) -> Holder:
    """Return a record that the actor's units keep: only they change it."""
    scope = units_in_scope(request.actor, on=clock.today())
    rows = Holder.objects.filter(keeper__in=scope, merged_into=None).select_related("body_unit")
    return get_object_or_404(rows, uid=uid)


def kept_honours(request: ActingRequest) -> QuerySet[Honour]:
    """Return the honours of the actor's ledgers, withdrawn ones too."""
    return Honour.objects.filter(keeper__in=units_in_scope(request.actor, on=clock.today())).select_related("holder")


def kept_merges(request: ActingRequest) -> QuerySet[Merge]:
    """Return the merges of records that the actor's units keep."""
    return Merge.objects.filter(kept__keeper__in=units_in_scope(request.actor, on=clock.today()))
