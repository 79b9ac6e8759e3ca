"""What is done on the page of a nomination: steps, conclusions, holds, and asking the law again."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.nominations.choices import Act
from thidua.nominations.commands import (
    check_nominations,
    conclude,
    hold,
    move_all,
    override,
    release,
    withdraw_conclusion,
)
from thidua.nominations.commands.locking import lock_nominations
from thidua.nominations.models import Conclusion, Nomination
from thidua.nominations.queries.sides import nominations_in_scope, sides_of
from thidua.nominations.rules.path import WAYS
from thidua.office.nominations.finding import MOVERS, nomination_or_404
from thidua.office.nominations.page import nomination_page
from thidua.office.nominations.words import DONE
from thidua.web.formats import day
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest


@allow(MOVERS)
@require_POST
def step(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take the nomination a step by ``act``; the toast takes back what can be taken back."""
    one, act = nomination_or_404(request, uid), _act(request)
    reason = request.POST.get("reason", "")
    try:
        move_all(
            nominations=[one],
            act=act,
            reason=reason,
            received_on=_day(request, "received_on"),
            by=request.actor,
            at=clock.now(),
        )
    except Refused as refusal:
        refused = {"form": act.value, "sentence": str(refusal), "reason": reason}
        return nomination_page(request, one, refused=refused, status=422)
    undo = reverse("office:move_nomination", args=[uid]) + f"?act={Act.RECALL}" if act is Act.SEND_TO_REVIEW else ""
    messages.success(request, str(DONE[act]) % {"code": one.code}, extra_tags=undo)
    return redirect("office:nomination", uid=uid)


@allow(MOVERS)
@require_POST
def judge(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Write what the reader concludes of ``condition``: met, not met, or let it pass; the toast takes it back."""
    one = nomination_or_404(request, uid)
    typed = {name: request.POST.get(name, "") for name in ("condition", "said", "reason")}
    try:
        made = _judge(request, one, **typed)
    except Refused as refusal:
        refused = {**typed, "form": typed["condition"], "sentence": str(refusal)}
        return nomination_page(request, one, refused=refused, status=422)
    undo = reverse("office:withdraw_conclusion", args=[made.uid])
    messages.success(request, _("Đã ghi kết luận."), extra_tags=undo)
    return redirect(f"{reverse('office:nomination', args=[uid])}#dieu-kien-{made.condition}")


@allow(MOVERS)
@require_POST
def take_back(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take a conclusion back."""
    seen = nominations_in_scope(request.actor, on=clock.today())
    rows = Conclusion.objects.filter(nomination__in=seen).select_related("nomination__round__unit", "nomination__unit")
    made = get_object_or_404(rows, uid=uid)
    try:
        withdraw_conclusion(conclusion=made, by=request.actor, at=clock.now())
        messages.success(request, _("Đã rút kết luận; điều kiện lại chờ người xét."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("office:nomination", uid=made.nomination.uid)


@allow(MOVERS)
@require_POST
def hold_until(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Hold the nomination until a day; nothing is asked of why."""
    one = nomination_or_404(request, uid)
    try:
        until = _needed_day(request, "until")
        hold(nomination=one, until=until, by=request.actor, at=clock.now())
    except Refused as refusal:
        refused = {"form": "hold", "sentence": str(refusal), "until": request.POST.get("until", "")}
        return nomination_page(request, one, refused=refused, status=422)
    undo = reverse("office:release_nomination", args=[uid])
    messages.success(request, _("Tạm dừng xét đến ngày %(day)s.") % {"day": day(until)}, extra_tags=undo)
    return redirect("office:nomination", uid=uid)


@allow(MOVERS)
@require_POST
def go_on(request: ActingRequest, uid: UUID) -> HttpResponse:
    """End a hold before its day."""
    one = nomination_or_404(request, uid)
    release(nomination=one, by=request.actor, at=clock.now())
    messages.success(request, _("Xét tiếp %(code)s.") % {"code": one.code})
    return redirect("office:nomination", uid=uid)


@allow(MOVERS)
@require_POST
def check_again(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask the law again today: the ledger or the registration may have changed since."""
    one = nomination_or_404(request, uid)
    if not sides_of(one, request.actor, on=clock.today()):
        raise Refused(gettext_noop("Đơn vị đề nghị hoặc nơi xét mới xét lại được."))
    _check(one, request)
    messages.success(request, _("Đã xét lại điều kiện của %(code)s.") % {"code": one.code})
    return redirect("office:nomination", uid=uid)


def _judge(request: ActingRequest, one: Nomination, *, condition: str, said: str, reason: str) -> Conclusion:
    by, at = request.actor, clock.now()
    if said == "pass":
        return override(nomination=one, condition=condition, reason=reason, by=by, at=at)
    if said not in {"met", "not_met"}:
        raise Refused(gettext_noop("Chọn đạt hoặc chưa đạt."), field="said")
    return conclude(nomination=one, condition=condition, is_met=said == "met", reason=reason, by=by, at=at)


@transaction.atomic
def _check(one: Nomination, request: ActingRequest) -> None:
    check_nominations(nominations=lock_nominations([one]), by=request.actor, at=clock.now())


def _act(request: ActingRequest) -> Act:
    """Return the act of the button that was pressed, or of the undo in the address."""
    act = request.POST.get("act") or request.GET.get("act", "")
    if act not in Act.values or Act(act) not in WAYS or WAYS[Act(act)].is_outside:
        raise Http404
    return Act(act)


def _day(request: ActingRequest, name: str) -> date | None:
    """Return the day that was typed, nothing where the field was left blank.

    Raises:
        Refused: what was typed is no day.
    """
    text = request.POST.get(name, "").strip()
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"):
        with suppress(ValueError):
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
    if text:
        raise Refused(gettext_noop("Ghi ngày như 05/06/2020."), field=name)
    return None


def _needed_day(request: ActingRequest, name: str) -> date:
    day_typed = _day(request, name)
    if day_typed is None:
        raise Refused(gettext_noop("Ghi ngày như 05/06/2020."), field=name)
    return day_typed
