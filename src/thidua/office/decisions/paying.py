"""Bonuses: amounts that somebody states, what was paid, what came back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core import clock
from thidua.decisions.commands import pay_lines, record_recovery, set_bonus, take_back_payments
from thidua.decisions.models import AwardDecision, DecisionLine, Fund, FundEntry
from thidua.decisions.queries.balances import balance_of, recoveries_of
from thidua.decisions.queries.decisions import lines_in_scope
from thidua.decisions.queries.funds import owed_lines, standing_payments, unpaid_lines
from thidua.office.decisions.finding import DRAFTERS, decision_or_404, line_or_404, ticked, uids, works_on
from thidua.office.decisions.forms import BonusForm, PayForm, RecoveryForm, UnpayForm
from thidua.office.decisions.page import decision_as_page
from thidua.office.decisions.words import money
from thidua.office.saving import refusals_shown_on
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest


@allow(DRAFTERS)
@require_POST
def state_bonus(request: ActingRequest, uid: UUID) -> HttpResponse:
    """State the amount of the ticked lines of a draft."""
    found = decision_or_404(request, uid)
    form = BonusForm(request.POST)
    if form.is_valid():
        lines = list(_ticked(request, found))
        if not lines:
            form.add_error(None, _("Đánh dấu ít nhất một dòng để ghi số tiền."))
        else:
            with refusals_shown_on(form):
                count = set_bonus(
                    decision=found,
                    lines=lines,
                    amount=form.cleaned_data["amount"],
                    reason=form.cleaned_data["reason"],
                    by=request.actor,
                    at=clock.now(),
                )
        if not form.errors:
            sentence = _("Đã ghi %(money)s cho %(count)s dòng.")
            messages.success(request, sentence % {"money": money(form.cleaned_data["amount"]), "count": count})
            return redirect("office:decision", uid=uid)
    return decision_as_page(request, found, bonus=form, status=422)


@allow(DRAFTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Record that bonuses of a decision were paid from the fund of the year."""
    found = decision_or_404(request, uid)
    waiting = list(unpaid_lines(found.unit).filter(decision=found))
    form = PayForm(request.POST or None, initial={"paid_on": clock.today()})
    chosen = list(_ticked(request, found)) if request.method == "POST" else waiting
    if form.is_valid():
        with refusals_shown_on(form):
            total = pay_lines(
                lines=chosen,
                paid_on=form.cleaned_data["paid_on"],
                overdraft_reason=form.cleaned_data["overdraft_reason"],
                by=request.actor,
                at=clock.now(),
            )
        if not form.errors:
            sentence = _("Đã ghi chi %(money)s cho %(count)s dòng.")
            messages.success(request, sentence % {"money": money(total), "count": len(chosen)})
            return redirect("office:decision", uid=uid)
    fund = Fund.objects.filter(unit=found.unit, year=clock.today().year).first()
    context = {
        "decision": found,
        "form": form,
        "waiting": waiting,
        "ticked": {line.pk for line in chosen},
        "total": sum(line.bonus or 0 for line in chosen),
        "fund": fund,
        "left": balance_of(fund) if fund else None,
        "year": clock.today().year,
    }
    return render(request, "office/decisions/pay.html", context, status=422 if form.errors else 200)


@allow(DRAFTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def unpay(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take back payments that were written by mistake; ``?khoan=`` is ticked already."""
    found = decision_or_404(request, uid)
    standing = list(standing_payments(found))
    form = UnpayForm(request.POST or None)
    asked = ticked(request, "khoan") or uids(request.GET.getlist("khoan"))
    if form.is_valid():
        with refusals_shown_on(form):
            chosen = FundEntry.objects.filter(line__decision=found, uid__in=asked)
            total = take_back_payments(
                payments=chosen, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now()
            )
        if not form.errors:
            sentence = _("Đã bỏ ghi chi %(money)s; quỹ ghi thêm dòng vào, dòng chi cũ giữ nguyên.")
            messages.success(request, sentence % {"money": money(total)})
            return redirect("office:decision", uid=uid)
    context = {
        "decision": found,
        "form": form,
        "standing": standing,
        "ticked": set(asked),
        "works": works_on(request, found.unit_id),
    }
    return render(request, "office/decisions/unpay.html", context, status=422 if form.errors else 200)


@allow(DRAFTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def recover(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Record that money of an annulled award came back."""
    line = line_or_404(request, uid)
    owed = next((left for each, left in owed_lines(line.decision.unit) if each.pk == line.pk), 0)
    initial = {"amount": owed or None, "on": clock.today(), "version": recoveries_of(line).count()}
    form = RecoveryForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_shown_on(form):
            stated = {name: form.cleaned_data[name] for name in ("amount", "on", "note")}
            seen = form.cleaned_data["version"]
            entry = record_recovery(line=line, **stated, seen=seen, by=request.actor, at=clock.now())
        if not form.errors:
            messages.success(request, _("Đã ghi thu hồi %(money)s vào quỹ.") % {"money": money(entry.amount)})
            return redirect("office:decision", uid=line.decision.uid)
    context = {"line": line, "form": form, "owed": owed}
    return render(request, "office/decisions/recover.html", context, status=422 if form.errors else 200)


def _ticked(request: ActingRequest, found: AwardDecision) -> QuerySet[DecisionLine]:
    return lines_in_scope(request.actor, on=clock.today()).filter(decision=found, uid__in=ticked(request, "dong"))
