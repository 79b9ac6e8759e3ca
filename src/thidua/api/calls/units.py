"""Units: looking for them, one of them, those under it, each as of a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from thidua.api.declaring import reads
from thidua.api.requests import CallingRequest
from thidua.api.shapes.common import PageOf, paged
from thidua.api.shapes.units import (
    ChildrenAsked,
    OnDay,
    UnitDetail,
    UnitOut,
    UnitsAsked,
    unit_detail,
    unit_out,
)
from thidua.core import clock
from thidua.organisations.models import Unit, UnitDescription
from thidua.organisations.names import plain
from thidua.organisations.queries import children, describe, describe_all, in_force, units_in_scope
from thidua.vietnamese.fold import fold

router = Router(tags=["units"])


@reads(
    router, "units", PageOf[UnitOut], name="units", summary=_("Tìm đơn vị trong phạm vi, theo tên hay mã của một ngày")
)
def units(request: CallingRequest, asked: Query[UnitsAsked]) -> PageOf[UnitOut]:
    """Look for units in scope that were called or coded so on a day, the highest level first."""
    day = asked.on or clock.today()
    called = UnitDescription.objects.filter(in_force(day))
    if code := asked.q.strip():
        wanted = fold(plain(asked.q))
        called = called.filter(Q(folded__contains=wanted) | Q(code=code) if wanted else Q(code=code))
    scope = units_in_scope(request.actor, on=clock.today()).filter(in_force(day))
    return paged(scope.filter(pk__in=called.values("unit")), asked, lambda rows: _described(rows, day))


@reads(router, "units/{uuid:uid}", UnitDetail, name="unit", summary=_("Một đơn vị vào một ngày, từ đâu đến, thành gì"))
def unit(request: CallingRequest, uid: UUID, asked: Query[OnDay]) -> UnitDetail:
    """Return a unit as it was on a day."""
    return unit_detail(describe(_unit(request, uid), on=asked.on or clock.today()))


@reads(
    router,
    "units/{uuid:uid}/children",
    PageOf[UnitOut],
    name="unit_children",
    summary=_("Các đơn vị trực tiếp bên dưới vào một ngày"),
)
def unit_children(request: CallingRequest, uid: UUID, asked: Query[ChildrenAsked]) -> PageOf[UnitOut]:
    """Return the units directly under one in a tree on a day, those of them that are in scope."""
    day = asked.on or clock.today()
    scope = units_in_scope(request.actor, on=clock.today())
    below = children(_unit(request, uid), on=day, tree=asked.tree).filter(pk__in=scope.order_by().values("pk"))
    return paged(below, asked, lambda rows: _described(rows, day))


def _unit(request: CallingRequest, uid: UUID) -> Unit:
    return get_object_or_404(units_in_scope(request.actor, on=clock.today()), uid=uid)


def _described(rows: list[Unit], day: date) -> list[UnitOut]:
    return [unit_out(each) for each in describe_all(rows, on=day)] if rows else []
