"""What whoever runs a session does with an item, and what who chairs concludes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.councils import commands
from thidua.councils.choices import Outcome, Way
from thidua.councils.models import AgendaItem
from thidua.office.councils.answers import refusals_told, to_session
from thidua.office.councils.finding import item_or_404
from thidua.office.councils.forms import hands_of
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest


@allow(STAFF)
@require_POST
def take_up(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take up an item: members may vote from now on."""
    item = item_or_404(request, uid)
    with refusals_told(request):
        commands.open_item(item=item, by=request.actor, at=clock.now())
    return to_session(item.session)


@allow(STAFF)
@require_POST
def close(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Close an item and count: the box, or what was counted by hand."""
    item = item_or_404(request, uid)
    with refusals_told(request):
        by_hand = item.way == Way.HANDS or (item.way == Way.BALLOT and item.is_on_paper)
        hands = hands_of(request.POST) if by_hand else None
        commands.close_item(item=item, hands=hands, by=request.actor, at=clock.now())
        messages.success(request, _("Đã đóng mục %(order)s.") % {"order": item.order})
    return to_session(item.session)


@allow(STAFF)
@require_POST
def end(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Close an item on which the council does not vote after all."""
    item = item_or_404(request, uid)
    with refusals_told(request):
        commands.end_without_vote(item=item, by=request.actor, at=clock.now())
        messages.success(request, _("Đã đóng mục %(order)s, không biểu quyết.") % {"order": item.order})
    return to_session(item.session)


@allow(STAFF)
@require_POST
def repeat(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Throw away what was voted and vote again; the minutes say why."""
    item = item_or_404(request, uid)
    with refusals_told(request):
        commands.repeat_vote(item=item, reason=request.POST.get("reason", ""), by=request.actor, at=clock.now())
        messages.success(request, _("Biểu quyết lại mục %(order)s. Mọi người bỏ phiếu lại.") % {"order": item.order})
    return to_session(item.session)


@allow(STAFF)
@require_POST
def conclude(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Confirm what an item came to; the nomination goes where that leads."""
    item = item_or_404(request, uid)
    with refusals_told(request):
        outcome = _outcome(request)
        commands.confirm_outcome(
            item=item,
            outcome=outcome,
            reason=request.POST.get("reason", ""),
            lower_form=request.POST.get("lower_form", "") if outcome == Outcome.LOWER_FORM else "",
            by=request.actor,
            at=clock.now(),
        )
        _say(request, item, outcome)
    return to_session(item.session)


def _outcome(request: ActingRequest) -> str:
    chosen = request.POST.get("outcome", "")
    if chosen not in Outcome.values:
        raise Refused(_("Chọn kết luận của mục này."))
    return chosen


def _say(request: ActingRequest, item: AgendaItem, outcome: str) -> None:
    told = {"order": item.order, "outcome": Outcome(outcome).label}
    messages.success(request, _("Mục %(order)s: %(outcome)s.") % told)
