"""Issuing a draft: number and day are asked, the effect is told, then it is done; what stands in the way is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.decisions.choices import DecisionKind, DecisionState
from thidua.decisions.commands import issue_decision
from thidua.decisions.models import AwardDecision, DecisionLine, Fund
from thidua.decisions.queries.balances import balance_of
from thidua.decisions.queries.claims import moneys_of
from thidua.decisions.queries.decisions import decision_page
from thidua.decisions.queries.found import decision_numbered
from thidua.decisions.queries.numbers import next_from_book
from thidua.decisions.queries.signing import signature_words, surroundings_of
from thidua.decisions.rules.acts import may_issue
from thidua.decisions.rules.numbers import read_number, shown
from thidua.office.decisions.finding import DRAFTERS, decision_or_404, works_on
from thidua.office.decisions.forms import IssueForm
from thidua.office.decisions.obstacles import Obstacle, obstacles, unclear_now
from thidua.office.decisions.words import money, recipients_of
from thidua.office.saving import refusals_shown_on
from thidua.vietnamese.writing import number
from thidua.web.formats import day
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest

_MANY = 200
"""From so many lines on issuing takes seconds, and the page says how many."""
_LINES_A_SECOND = 100


@dataclass(frozen=True)
class Effect:
    """What issuing will do, told before: one sentence, and what should be known beside it."""

    sentence: str
    beside: tuple[str, ...]
    seconds: int


@allow(DRAFTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask for number and day, tell the effect, and issue once that is confirmed."""
    found = decision_or_404(request, uid)
    if found.state != DecisionState.DRAFT:
        return _already(request, found)
    form = IssueForm(request.POST or None, initial={"dated_on": clock.today()})
    if not form.is_valid() or not _number_is_free(form, found):
        return _page(request, found, form, status=422 if form.errors else 200)
    if "sua" in request.POST:
        return _page(request, found, form)
    if "xac-nhan" not in request.POST:
        return _page(request, found, form, asks_confirmation=True)
    return _issue(request, found, form)


def _issue(request: ActingRequest, found: AwardDecision, form: IssueForm) -> HttpResponse:
    """Issue; a second click finds the decision issued and is led to it."""
    in_way: list[Obstacle] = []
    with refusals_shown_on(form):
        try:
            issued = issue_decision(
                decision=found,
                number=form.typed,
                dated_on=form.cleaned_data["dated_on"],
                by=request.actor,
                at=clock.now(),
            )
        except Refused as refusal:
            found.refresh_from_db()
            if found.state != DecisionState.DRAFT:
                return _already(request, found)
            if not refusal.field:
                in_way = unclear_now(found, _lines(found), request.actor, on=clock.today())
            raise
    if form.errors:
        return _page(request, found, form, in_way=in_way, status=422)
    messages.success(request, _("Đã ra Quyết định số %(code)s.") % {"code": issued.decision.code})
    if issued.passed:
        passed = ", ".join(map(str, issued.passed))
        messages.info(request, _("Sổ bỏ qua số %(numbers)s vì đã nhập tay trước.") % {"numbers": passed})
    return redirect("office:decision", uid=found.uid)


def _already(request: ActingRequest, found: AwardDecision) -> HttpResponse:
    messages.info(request, _("Quyết định này đã ban hành, số %(code)s.") % {"code": found.code})
    return redirect("office:decision", uid=found.uid)


def _page(
    request: ActingRequest,
    found: AwardDecision,
    form: IssueForm,
    *,
    asks_confirmation: bool = False,
    in_way: Sequence[Obstacle] = (),
    status: int = 200,
) -> HttpResponse:
    today = clock.today()
    page, lines = decision_page(found, on=today), _lines(found)
    known = obstacles(page, lines, request.actor)
    told: dict[str, Any] = {}
    if asks_confirmation:
        told["effect"] = _effect(found, lines, form)
    context = {
        "decision": found,
        "page": page,
        "form": form,
        "next": shown(page.next_number.number, found.symbol) if page.next_number else "",
        "recipients": recipients_of(lines),
        "in_way": in_way,
        "known": () if in_way else known,
        "works": works_on(request, found.unit_id),
        "may_issue": may_issue(DecisionKind(found.kind), request.actor.roles),
        "signature": _signature(found, _day(form) or today),
        "is_long": len(lines) >= _MANY,
        "seconds": max(len(lines) // _LINES_A_SECOND, 1),
        **told,
    }
    return render(request, "office/decisions/issue.html", context, status=status)


def _number_is_free(form: IssueForm, found: AwardDecision) -> bool:
    """Whether the typed number is one and nobody has it; the command asks again under its lock."""
    if form.typed is None:
        return True
    given = read_number(form.typed, found.symbol)
    if given is None:
        sentence = _("“%(text)s” không phải số của quyết định %(symbol)s. Ghi số thứ tự bằng chữ số, như 15.")
        form.add_error("number", sentence % {"text": form.typed.strip(), "symbol": found.symbol})
        return False
    year = form.cleaned_data["dated_on"].year
    other = decision_numbered(found, year, given)
    if other is not None:
        sentence = _("Số %(code)s năm %(year)s đã có: “%(title)s”. Kiểm tra sổ văn thư rồi ghi số khác.")
        form.add_error("number", sentence % {"code": other.code, "year": year, "title": other.title})
    return other is None


def _effect(found: AwardDecision, lines: Sequence[DecisionLine], form: IssueForm) -> Effect:
    on: date = form.cleaned_data["dated_on"]
    given = read_number(form.typed, found.symbol) if form.typed else next_from_book(found, on).number
    code = shown(given or 0, found.symbol)
    said = {"code": code, "day": day(on), "whom": recipients_of(lines), "count": number(len(lines))}
    seconds = max(len(lines) // _LINES_A_SECOND, 1) if len(lines) >= _MANY else 0
    if found.kind == DecisionKind.ANNUL:
        owed = sum(line.of.bonus or 0 for line in lines if line.of and line.of.paid_on)
        sentence = _(
            "Ra Quyết định số %(code)s ngày %(day)s hủy bỏ khen thưởng của %(whom)s: rút %(count)s dòng khỏi sổ khen "
            "thưởng, phải thu hồi %(money)s."
        )
        return Effect(sentence % (said | {"money": money(owed)}), _of_book(form), seconds)
    if found.kind == DecisionKind.REISSUE:
        sentence = _("Ra Quyết định số %(code)s ngày %(day)s cấp đổi, cấp lại cho %(whom)s. Sổ khen thưởng không đổi.")
        return Effect(sentence % said, _of_book(form), seconds)
    total = sum(each.bonus or 0 for each in moneys_of(found, lines, on=on).values())
    sentence = _(
        "Ra Quyết định số %(code)s ngày %(day)s cho %(whom)s: ghi %(count)s dòng vào sổ khen thưởng, tiền thưởng "
        "%(money)s."
    )
    return Effect(sentence % (said | {"money": money(total)}), (*_of_book(form), *_of_fund(found, on, total)), seconds)


def _of_book(form: IssueForm) -> tuple[str, ...]:
    if form.typed is not None:
        return ()
    return (_("Số lấy trong sổ của đơn vị. Nếu có người lấy số này trước thì quyết định nhận số sau."),)


def _of_fund(found: AwardDecision, on: date, total: int) -> tuple[str, ...]:
    """Say what the fund of the year has; nothing is paid yet."""
    if not total:
        return ()
    fund = Fund.objects.filter(unit=found.unit_id, year=on.year).first()
    if fund is None:
        sentence = _("Chưa mở Quỹ thi đua, khen thưởng năm %(year)s. Ra quyết định được; mở quỹ trước khi chi.")
        return (sentence % {"year": on.year},)
    left = balance_of(fund)
    if left >= total:
        return ()
    sentence = _(
        "Quỹ năm %(year)s còn %(left)s, thiếu %(short)s để chi hết. Ra quyết định được; bổ sung quỹ trước khi chi."
    )
    return (sentence % {"year": on.year, "left": money(left), "short": money(total - left)},)


def _lines(found: AwardDecision) -> list[DecisionLine]:
    rows = DecisionLine.objects.in_force().filter(decision=found)
    return list(rows.select_related("nomination", "of").order_by("place", "pk"))


def _day(form: IssueForm) -> date | None:
    return form.cleaned_data.get("dated_on") if form.is_bound and form.is_valid() else None


def _signature(found: AwardDecision, on: date) -> str:
    return signature_words(found, surroundings_of(found, on))
