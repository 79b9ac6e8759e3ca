"""Rounds in sight, the page of one, opening, changing, its calendar, closing."""

from __future__ import annotations

from datetime import MAXYEAR
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.core import clock
from thidua.core.actors import Role
from thidua.nominations.choices import State
from thidua.nominations.commands import rounds as commands
from thidua.nominations.models import Round
from thidua.nominations.queries import rounds as queries
from thidua.nominations.queries.calendar import StatedDate, days_of, terms_by_law
from thidua.nominations.queries.deciding import awards_decided
from thidua.nominations.queries.notices import notices, waiting_for_notice
from thidua.office.notices.section import shown
from thidua.office.rounds.forms import DateForm, RoundForm
from thidua.office.saving import refusals_shown_on
from thidua.organisations.models import Unit
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest, whole_number

_KEEPERS = frozenset({Role.OFFICER, Role.APPROVER, Role.LEADER})
PAGE_SIZE = 30
_STATES = {"mo": True, "dong": False}
_LONGEST = 200


@allow(STAFF)
@require_GET
def rounds(request: ActingRequest) -> HttpResponse:
    """Show the rounds that the address asks for with how many nominations stand where, the open ones first."""
    today = clock.today()
    asked = _asked_of(request.GET)
    found = queries.rounds_found(request.actor, asked, on=today)
    page = Paginator(found, PAGE_SIZE).get_page(whole_number(request.GET.get("page", "")) or 1)
    lines = queries.round_lines(page, request.actor, on=today)
    context = {
        "asked": asked,
        "is_filtered": not asked.is_blank,
        "years": sorted(set(queries.rounds(request.actor, on=today).values_list("year", flat=True)), reverse=True),
        "page": page,
        "open_rounds": [each for each in lines if each.round.closed_at is None],
        "closed_rounds": [each for each in lines if each.round.closed_at is not None],
        "open_count": found.filter(closed_at=None).count(),
        "late": queries.late_count(found, on=today),
        "can_open": request.actor.has(*_KEEPERS),
    }
    return render(request, "office/rounds/rounds.html", context)


@allow(STAFF)
@require_GET
def one_round(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show one round: what it takes, its days, where its nominations stand."""
    found, today = _round(request, uid), clock.today()
    (line,) = queries.round_lines([found], request.actor, on=today)
    context = {
        "round": found,
        "line": line,
        "counts": [(state, State(state).label, line.counts[state]) for state in State if state in line.counts],
        "days": days_of(found, on=today),
        "terms": terms_by_law(unit_id=found.unit_id, codes=found.award_codes, on=today),
        "awards": awards_decided(found.unit, found.award_codes, on=found.opens_on),
        "is_keeper": _is_keeper(request, found),
        "is_open_to": queries.rounds_open_to(request.actor, on=today).filter(pk=found.pk).exists(),
        "date_form": DateForm(),
        "notices": [shown(each, today) for each in notices(request.actor).filter(round=found)],
        "may_ask_public": _is_keeper(request, found) and not found.closed_at and waiting_for_notice(found).exists(),
    }
    return render(request, "office/rounds/round.html", context)


@allow(_KEEPERS)
def open_new(request: ActingRequest) -> HttpResponse:
    """Open a round of one's own unit."""
    unit, today = get_object_or_404(Unit, pk=request.actor.unit_id or 0), clock.today()
    initial = {"year": today.year, "opens_on": today, "kind": "yearly"}
    form = RoundForm(request.POST or None, actor=request.actor, unit=unit, on=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            made = commands.open_round(unit=unit, stated=form.stated(), by=request.actor, at=clock.now())
        if not form.errors:
            messages.success(request, _("Đã mở %(round)s. Xem lại lịch của đợt.") % {"round": made.title})
            return redirect("office:round", uid=made.uid)
    context = {"form": form, "heading": _("Mở đợt xét"), "round": None}
    return render(request, "office/rounds/round_form.html", context, status=422 if form.errors else 200)


@allow(_KEEPERS)
def change(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Change what a round says."""
    found = _own_round(request, uid)
    form = RoundForm(request.POST or None, actor=request.actor, unit=found.unit, on=found.opens_on, kept=found)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            version = form.cleaned_data["version"] or 0
            commands.change_round(round=found, stated=form.stated(), version=version, by=request.actor, at=clock.now())
        if not form.errors:
            messages.success(request, _("Đã lưu đợt xét."))
            return redirect("office:round", uid=uid)
    context = {"form": form, "heading": _("Sửa đợt xét"), "round": found}
    return render(request, "office/rounds/round_form.html", context, status=422 if form.errors else 200)


@allow(_KEEPERS)
@require_POST
def add_date(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Add a day to the calendar."""
    found, form = _own_round(request, uid), DateForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Ghi việc và ngày của mốc, thí dụ 10/12/2026."))
        return redirect("office:round", uid=uid)
    _set_days(request, found, [*_days(found), StatedDate(**form.cleaned_data)])
    return redirect("office:round", uid=uid)


@allow(_KEEPERS)
@require_POST
def drop_date(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take a day out of the calendar, named by its text and day."""
    found = _own_round(request, uid)
    named = (request.POST.get("text", ""), request.POST.get("due_on", ""))
    left = [each for each in _days(found) if (each.text, each.due_on.isoformat()) != named]
    _set_days(request, found, left)
    return redirect("office:round", uid=uid)


@allow(_KEEPERS)
@require_POST
def close(request: ActingRequest, uid: UUID) -> HttpResponse:
    """End a round: it takes no more nominations."""
    found = _own_round(request, uid)
    commands.close_round(round=found, by=request.actor, at=clock.now())
    messages.success(request, _("Đợt xét đã kết thúc, không nhận thêm hồ sơ. Mở lại được."))
    return redirect("office:round", uid=uid)


@allow(_KEEPERS)
@require_POST
def reopen(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Open a round again."""
    found = _own_round(request, uid)
    commands.reopen_round(round=found, by=request.actor, at=clock.now())
    messages.success(request, _("Đợt xét đã mở lại."))
    return redirect("office:round", uid=uid)


def _round(request: ActingRequest, uid: UUID) -> Round:
    return get_object_or_404(queries.rounds(request.actor, on=clock.today()), uid=uid)


def _own_round(request: ActingRequest, uid: UUID) -> Round:
    """Return a round of the actor's own unit: only it changes the round; for others there is nothing at the address."""
    return get_object_or_404(queries.rounds(request.actor, on=clock.today()), uid=uid, unit=request.actor.unit_id)


def _is_keeper(request: ActingRequest, found: Round) -> bool:
    return found.unit_id == request.actor.unit_id and request.actor.has(*_KEEPERS)


def _days(found: Round) -> list[StatedDate]:
    rows = found.dates.values_list("text", "due_on", "provision", "verified")
    return [StatedDate(*row) for row in rows]


def _set_days(request: ActingRequest, found: Round, days: list[StatedDate]) -> None:
    commands.set_calendar(round=found, dates=days, version=found.version, by=request.actor, at=clock.now())


def _asked_of(query: QueryDict) -> queries.RoundFilter:
    """Return which rounds an address asks for; what cannot be is as if it were not there."""
    year = whole_number(query.get("nam", "").strip())
    return queries.RoundFilter(
        year=year if year and year <= MAXYEAR else None,
        is_open=_STATES.get(query.get("tinh-trang", "")),
        text=query.get("ten", "").strip()[:_LONGEST],
    )
