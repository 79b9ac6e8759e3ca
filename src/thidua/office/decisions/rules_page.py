"""How the unit makes its decisions: symbol, signer, where numbers go on, whether bonuses are rounded."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.decisions.queries.numbers import book_page
from thidua.decisions.rules.numbers import shown
from thidua.documents.queries import surroundings
from thidua.law.catalogue import NotInForceError, all_parameters
from thidua.law.money import ROUND_UP, ROUNDING, ROUNDING_DIRECTION
from thidua.local_rules.commands import add_value
from thidua.local_rules.queries import law_for
from thidua.local_rules.rules import StatedValue
from thidua.office.decisions.finding import KEEPERS, own_unit
from thidua.office.decisions.forms import RoundingForm
from thidua.office.saving import refusals_shown_on
from thidua.web.permissions import ADMINISTRATORS, allow
from thidua.web.requests import ActingRequest


@allow(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: ActingRequest) -> HttpResponse:
    """Show how decisions are made here; an administrator switches the rounding of bonuses from a day on."""
    today = clock.today()
    unit = own_unit(request)
    may_change = request.actor.has(*ADMINISTRATORS)
    if request.method == "POST" and not may_change:
        raise Refused(_("Người quản trị của đơn vị mới đổi được cách làm tròn. Gửi người quản trị văn bản quy định."))
    form = RoundingForm(request.POST or None, choices=_choices(), initial={"since": today})
    if form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        stated = StatedValue(parameter=ROUNDING_DIRECTION, is_verified=True, **typed)
        with refusals_shown_on(form):
            row = add_value(unit=unit, stated=stated, by=request.actor, at=clock.now())
        if not form.errors:
            undo = reverse("office:withdraw_local_value", args=[row.uid])
            messages.success(request, _("Đã đổi cách làm tròn; quyết định trước ngày ấy giữ nguyên."), extra_tags=undo)
            return redirect("office:decision_settings")
    around = surroundings(unit, today)
    symbol = f"QĐ-{around.symbol}" if around.symbol else ""
    context = {
        "form": form,
        "may_change": may_change,
        "symbol": symbol,
        "signature": around.signature,
        "missing": around.missing,
        "next": shown(book_page(unit, today.year, symbol).next.number, symbol) if symbol else "",
        **_rounding(unit.pk),
    }
    return render(request, "office/decisions/settings.html", context, status=422 if form.errors else 200)


def _choices() -> list[tuple[int, str]]:
    choices = all_parameters()[ROUNDING_DIRECTION][-1].choices
    return [(place, words.capitalize()) for place, (_code, words) in enumerate(choices)]


def _rounding(unit_id: int) -> dict[str, Any]:
    today = clock.today()
    law = law_for(unit_id, today, on=today)
    try:
        direction, step = law.parameter(ROUNDING_DIRECTION), law.parameter(ROUNDING)
    except NotInForceError:
        return {"direction": None}
    return {
        "direction": direction,
        "is_rounded": law.choice(ROUNDING_DIRECTION) == ROUND_UP,
        "step": step.value,
        "provisions": "; ".join(map(str, direction.provisions)),
    }
