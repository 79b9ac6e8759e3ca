"""One unit as it was on a day: its names, where it came from, what it became, what stands under it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from thidua.core import clock
from thidua.insights.holdings import holdings
from thidua.office.units.changes import change_rows
from thidua.organisations.models import Unit
from thidua.organisations.queries import children, describe, units_in_scope
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

PAGE_SIZE = 60


@allow(STAFF)
def unit(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show a unit in scope, today or on the day asked for (``ngay``, as printed or ISO); one gone, on its last."""
    today = clock.today()
    scope = units_in_scope(request.actor, on=today)
    shown = get_object_or_404(scope, uid=uid)
    on = _day_asked_for(request.GET.get("ngay", "")) or _last_day(shown, today)
    seen = describe(shown, on=on)
    others = [change.unit.pk for change in (*seen.came_from, *seen.became)]
    context = {
        "unit": seen,
        "uid": uid,
        "on": on,
        "is_gone": shown.until is not None and shown.until <= today,
        "is_today": on == today,
        "map_on": None if on == today else on,
        "names": shown.descriptions.all(),
        "changes": change_rows(seen, reachable=set(scope.filter(pk__in=others).values_list("pk", flat=True))),
        "page": Paginator(children(shown, on=on).order_by("level", "sort_key", "pk"), PAGE_SIZE).get_page(
            request.GET.get("page")
        ),
        "held": holdings(shown),
    }
    return render(request, "office/units/unit.html", context)


def _day_asked_for(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with suppress(ValueError):
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
    return None


def _last_day(shown: Unit, today: date) -> date:
    return shown.until - timedelta(days=1) if shown.until and shown.until <= today else today
