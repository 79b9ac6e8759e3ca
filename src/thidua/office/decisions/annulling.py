"""Drafting the annulment of awards of an issued decision, on one of the grounds of the law; no details are asked."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.core import clock
from thidua.decisions.choices import DecisionKind
from thidua.decisions.commands import draft_annulment
from thidua.decisions.models import AwardDecision, DecisionLine
from thidua.decisions.queries.decisions import lines_in_scope
from thidua.documents.queries import signatories_on
from thidua.office.decisions.finding import DRAFTERS, decision_or_404, own_unit, ticked
from thidua.office.decisions.forms import AnnulForm, stated
from thidua.office.saving import refusals_shown_on
from thidua.web.formats import day
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest

ALL, SOME = "ca-quyet-dinh", "chon"


@allow(DRAFTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def annul(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask which lines and on which ground, and draft the decision that annuls them."""
    found = decision_or_404(request, uid)
    signers = signatories_on(own_unit(request), clock.today())
    form = AnnulForm(request.POST or None, initial={"title": _proposed_title(found)}, signers=signers)
    which = request.POST.get("pham-vi", SOME)
    chosen = ticked(request, "dong") if request.method == "POST" else []
    if form.is_valid():
        lines = None if which == ALL else list(_lines(request, found).filter(uid__in=chosen))
        with refusals_shown_on(form):
            made = draft_annulment(
                decision=found,
                lines=lines,
                **stated(form, "reason", "title", "symbol", "bases"),
                by=request.actor,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("Đã lập dự thảo hủy bỏ. Chưa rút khỏi sổ; rút khi ban hành."))
            return redirect("office:decision", uid=made.uid)
    standing = [line for line in _lines(request, found) if line.annulled_at is None]
    context = {
        "decision": found,
        "form": form,
        "lines": standing,
        "ticked": {str(each) for each in chosen},
        "which": which,
        "is_award": found.kind == DecisionKind.AWARD,
    }
    return render(request, "office/decisions/annul.html", context, status=422 if form.errors else 200)


def _lines(request: ActingRequest, found: AwardDecision) -> QuerySet[DecisionLine]:
    return lines_in_scope(request.actor, on=clock.today()).filter(decision=found)


def _proposed_title(found: AwardDecision) -> str:
    """Return a title to begin with, in Vietnamese as the decision is."""
    return f"Về việc hủy bỏ khen thưởng tại Quyết định số {found.code} ngày {day(found.dated_on)}"
