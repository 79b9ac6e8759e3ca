"""Certificates that are exchanged or given again: requests, and the decision that answers them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core import clock
from thidua.decisions.commands import draft_reissue, request_reissue, withdraw_request
from thidua.decisions.queries.decisions import reissue_requests
from thidua.documents.queries import signatories_on
from thidua.office.decisions.finding import DRAFTERS, KEEPERS, honour_or_404, own_unit, ticked
from thidua.office.decisions.forms import ReissueForm, ReissueRequestForm, stated
from thidua.office.saving import refusals_shown_on
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest

_TITLE = "Về việc cấp đổi, cấp lại bằng khen, giấy khen"
"""A title to begin with, in Vietnamese as the decision is."""
_ANSWERED_SHOWN = 50


@allow(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def requests(request: ActingRequest) -> HttpResponse:
    """List what was asked for, and draft a decision on the ticked requests."""
    today = clock.today()
    seen = reissue_requests(request.actor, on=today)
    waiting = list(reissue_requests(request.actor, on=today, waiting=True))
    signers = signatories_on(own_unit(request), today)
    form = ReissueForm(request.POST or None, initial={"title": _TITLE}, signers=signers)
    chosen = set(ticked(request, "de-nghi")) if request.method == "POST" else {each.uid for each in waiting}
    if form.is_valid():
        with refusals_shown_on(form):
            made = draft_reissue(
                unit=own_unit(request),
                requests=[each for each in waiting if each.uid in chosen],
                **stated(form, "title", "authority", "symbol", "bases"),
                by=request.actor,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("Đã lập dự thảo cấp đổi, cấp lại."))
            return redirect("office:decision", uid=made.uid)
    answered = seen.exclude(pk__in=[each.pk for each in waiting]).order_by("-asked_on", "-pk")[:_ANSWERED_SHOWN]
    context = {
        "form": form,
        "waiting": waiting,
        "ticked": chosen,
        "answered": answered.prefetch_related("lines__decision"),
        "can_draft": request.actor.has(*DRAFTERS),
    }
    return render(request, "office/decisions/reissues.html", context, status=422 if form.errors else 200)


@allow(DRAFTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Record that somebody asks for the certificate of an honour anew."""
    honour = honour_or_404(request, uid)
    form = ReissueRequestForm(request.POST or None, initial={"asked_on": clock.today()})
    if form.is_valid():
        with refusals_shown_on(form):
            request_reissue(
                unit=own_unit(request),
                honour=honour,
                **{name: form.cleaned_data[name] for name in ("ground", "asked_on", "asked_by")},
                by=request.actor,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("Đã ghi đề nghị của %(name)s.") % {"name": honour.holder.name})
            return redirect("office:reissues")
    context = {"form": form, "honour": honour}
    return render(request, "office/decisions/ask_reissue.html", context, status=422 if form.errors else 200)


@allow(DRAFTERS)
@require_POST
def take_back(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take a request back that no decision names."""
    found = get_object_or_404(reissue_requests(request.actor, on=clock.today()), uid=uid)
    withdraw_request(request=found, reason="", by=request.actor, at=clock.now())
    messages.success(request, _("Đã rút đề nghị cấp đổi, cấp lại của %(name)s.") % {"name": found.honour.holder.name})
    return redirect("office:reissues")
