"""Nominations as a request may reach them."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _

from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.errors import Refused
from thidua.nominations.models import Nomination
from thidua.nominations.queries.sides import nominations_in_scope, sides_of
from thidua.nominations.rules.path import Side
from thidua.web.requests import ActingRequest

MOVERS = frozenset({Role.OFFICER, Role.APPROVER, Role.LEADER})
"""Those who work on nominations; each act says itself which of them, and at which unit."""


def nomination_or_404(request: ActingRequest, uid: UUID) -> Nomination:
    """Return a nomination that the actor may see, with its round, units and record of the ledger."""
    rows = nominations_in_scope(request.actor, on=clock.today())
    return get_object_or_404(rows.select_related("round__unit", "unit", "holder", "appraiser"), uid=uid)


def own_nomination_or_404(request: ActingRequest, uid: UUID) -> Nomination:
    """Return a nomination of the actor's own unit.

    Raises:
        Refused: the actor sees it, but another unit proposes it.
    """
    found = nomination_or_404(request, uid)
    if Side.NOMINATING not in sides_of(found, request.actor, on=clock.today()):
        raise Refused(_("Đơn vị đề nghị mới sửa được hồ sơ này: %(unit)s."), unit=found.unit.full_name)
    return found
