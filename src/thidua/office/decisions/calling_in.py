"""Certificates and medals of annulled awards that are called in: what became of each, and taking that back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core import clock
from thidua.decisions.commands import record_return, undo_return
from thidua.office.decisions.finding import DRAFTERS, line_or_404
from thidua.office.decisions.forms import ReturnForm
from thidua.office.saving import refusals_shown_on
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest


@allow(DRAFTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Record what became of the certificate of an annulled award."""
    line = line_or_404(request, uid)
    form = ReturnForm(request.POST or None, initial={"returned": "handed_back", "on": clock.today()})
    if form.is_valid():
        with refusals_shown_on(form):
            stated = {name: form.cleaned_data[name] for name in ("returned", "on", "note")}
            record_return(line=line, **stated, by=request.actor, at=clock.now())
        if not form.errors:
            sentence = _("Đã ghi bằng, hiện vật của %(name)s.") % {"name": line.name}
            messages.success(request, sentence, extra_tags=reverse("office:undo_return", args=[uid]))
            return redirect("office:decision", uid=line.decision.uid)
    context = {"line": line, "form": form}
    return render(request, "office/decisions/return.html", context, status=422 if form.errors else 200)


@allow(DRAFTERS)
@require_POST
def undo(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take back what was recorded of a certificate; it is called in again."""
    line = undo_return(line=line_or_404(request, uid), by=request.actor, at=clock.now())
    messages.success(request, _("Đã bỏ ghi; bằng, hiện vật của %(name)s lại chờ thu.") % {"name": line.name})
    return redirect("office:decision", uid=line.decision.uid)
