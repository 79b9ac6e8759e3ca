"""Drafting a decision on what waits in a round, adding to it, taking out, changing its words, dropping it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.decisions.choices import DecisionState
from thidua.decisions.commands import add_lines, change_decision, draft_decision, drop_draft, remove_lines
from thidua.decisions.models import AwardDecision
from thidua.decisions.queries.decisions import lines_in_scope
from thidua.decisions.queries.signing import kept_signer
from thidua.decisions.rules.papers.texts import award_name
from thidua.documents.queries import signatories_on, surroundings
from thidua.documents.rules import signer_line
from thidua.nominations.models import Round
from thidua.office.decisions.choosing import Choice, choice_of
from thidua.office.decisions.finding import DRAFTERS, decision_or_404, round_or_404, ticked
from thidua.office.decisions.forms import ChangeForm, DecisionForm, stated
from thidua.office.saving import refusals_shown_on
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest


@allow(DRAFTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Draft a decision on nominations of a round."""
    round_ = round_or_404(request, uid)
    asked = request.POST if request.method == "POST" else None
    choice = choice_of(round_, asked, on=clock.today())
    signers = signatories_on(round_.unit, clock.today())
    form = DecisionForm(asked, initial={"title": _proposed_title(round_, choice)}, signers=signers)
    if form.is_valid() and _some_chosen(form, choice):
        with refusals_shown_on(form):
            made = draft_decision(
                round=round_,
                **stated(form, "title", "symbol", "bases"),
                nominations=choice.chosen,
                by=request.actor,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("Đã lập dự thảo. Chưa có số; số cấp khi ban hành."))
            return redirect("office:decision", uid=made.uid)
    return _page(request, form, round_, choice)


@allow(DRAFTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Put more nominations of the same round into a draft."""
    decision = decision_or_404(request, uid)
    if decision.round is None or decision.state != DecisionState.DRAFT:
        raise Refused(_("Chỉ thêm hồ sơ vào dự thảo tặng thưởng của một đợt xét."))
    asked = request.POST if request.method == "POST" else None
    choice = choice_of(decision.round, asked, on=clock.today())
    if asked is not None:
        add_lines(decision=decision, nominations=choice.chosen, by=request.actor, at=clock.now())
        added = len(choice.chosen)
        messages.success(request, _("Đã thêm %(count)s hồ sơ vào dự thảo.") % {"count": added})
        return redirect("office:decision", uid=uid)
    return _page(request, None, decision.round, choice, decision=decision)


@allow(DRAFTERS)
@require_POST
def remove(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take the ticked lines out of a draft."""
    decision = decision_or_404(request, uid)
    lines = lines_in_scope(request.actor, on=clock.today()).filter(decision=decision, uid__in=ticked(request, "dong"))
    chosen = list(lines)
    left = remove_lines(decision=decision, lines=chosen, by=request.actor, at=clock.now())
    sentence = _("Đã bỏ %(count)s dòng; dự thảo còn %(left)s dòng. Hồ sơ bỏ ra lại chờ quyết định.")
    messages.success(request, sentence % {"count": len(chosen), "left": left})
    return redirect("office:decision", uid=uid)


@allow(DRAFTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Change the title, who decides and signs, the symbol, the office's own bases of a draft."""
    decision = decision_or_404(request, uid)
    names = ("title", "authority", "symbol", "bases", "version")
    kept = kept_signer(decision)
    initial = {name: getattr(decision, name) for name in names} | {"signer": signer_line(kept) if kept else ""}
    signers = signatories_on(decision.unit, clock.today())
    form = ChangeForm(request.POST or None, initial=initial, signers=signers)
    if form.is_valid():
        with refusals_shown_on(form):
            changes = stated(form, *names[:-1])
            version = form.cleaned_data["version"] or 0
            change_decision(decision=decision, changes=changes, version=version, by=request.actor, at=clock.now())
        if not form.errors:
            messages.success(request, _("Đã sửa dự thảo."))
            return redirect("office:decision", uid=uid)
    context = {"form": form, "decision": decision}
    return render(request, "office/decisions/change.html", context, status=422 if form.errors else 200)


@allow(DRAFTERS)
@require_POST
def drop(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Drop a draft; what stood in it waits again."""
    decision = decision_or_404(request, uid)
    drop_draft(decision=decision, reason="", by=request.actor, at=clock.now())
    sentence = _("Đã bỏ dự thảo “%(title)s”. Hồ sơ trong đó lại chờ quyết định.")
    messages.success(request, sentence % {"title": decision.title})
    return redirect("office:decisions")


def _page(
    request: ActingRequest,
    form: DecisionForm | None,
    round_: Round,
    choice: Choice,
    *,
    decision: AwardDecision | None = None,
) -> HttpResponse:
    around = surroundings(round_.unit, clock.today())
    context = {
        "form": form,
        "round": round_,
        "choice": choice,
        "decision": decision,
        "signature": around.signature,
        "missing": around.missing,
        "symbol": around.symbol,
    }
    return render(request, "office/decisions/draft.html", context, status=422 if form and form.errors else 200)


def _some_chosen(form: DecisionForm, choice: Choice) -> bool:
    if not choice.chosen:
        form.add_error(None, _("Chọn ít nhất một nhóm hoặc một hồ sơ để đưa vào dự thảo."))
    return bool(choice.chosen)


def _proposed_title(round_: Round, choice: Choice) -> str:
    """Return a title to begin with, in Vietnamese as the decision is."""
    awards = {award_name(group.award_name, round_.authority) for group in choice.groups}
    return f"Về việc tặng {awards.pop()}" if len(awards) == 1 else f"Về việc khen thưởng: {round_.title}"
