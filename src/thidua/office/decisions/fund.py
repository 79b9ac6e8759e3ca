"""The commendation fund of a year: what it began with, what went out and came back, what is left."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core import clock
from thidua.decisions.commands import change_fund, open_fund
from thidua.decisions.models import Fund, FundEntry
from thidua.decisions.queries.balances import changes_of
from thidua.decisions.queries.funds import Movement, fund_page, owed_lines, unpaid_lines
from thidua.decisions.rules.funds import INTO
from thidua.office.decisions.asked import year_of
from thidua.office.decisions.finding import DRAFTERS, KEEPERS, own_unit
from thidua.office.decisions.forms import ChangeFundForm, OpenFundForm
from thidua.office.decisions.words import money
from thidua.office.decisions.workbook import csv_file
from thidua.office.saving import refusals_shown_on
from thidua.office.spreadsheets import Column
from thidua.web.formats import day
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest


@allow(KEEPERS)
@require_GET
def fund(request: ActingRequest) -> HttpResponse:
    """Show the fund of ``?nam=``, this year where none is asked."""
    return _page(request)


@allow(DRAFTERS)
@require_POST
def open_one(request: ActingRequest) -> HttpResponse:
    """Open the fund of a year."""
    form = OpenFundForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            made = open_fund(
                unit=own_unit(request),
                year=form.cleaned_data["year"],
                opening=form.cleaned_data["opening"],
                by=request.actor,
                at=clock.now(),
            )
        if not form.errors:
            said = {"year": made.year, "money": money(made.opening)}
            messages.success(request, _("Đã mở quỹ năm %(year)s với %(money)s.") % said)
            return _to(made)
    return _page(request, opening=form)


@allow(DRAFTERS)
@require_http_methods(["POST"])
def change(request: ActingRequest) -> HttpResponse:
    """Add to the fund of ``?nam=``, or take from it."""
    found = get_object_or_404(_funds(request), year=year_of(request.GET) or clock.today().year)
    form = ChangeFundForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            stated = {name: form.cleaned_data[name] for name in ("amount", "on", "note")}
            change_fund(fund=found, **stated, seen=form.cleaned_data["version"], by=request.actor, at=clock.now())
        if not form.errors:
            messages.success(request, _("Đã ghi vào quỹ."))
            return _to(found)
    return _page(request, changing=form)


@allow(KEEPERS)
@require_GET
def export(request: ActingRequest) -> HttpResponseBase:
    """Send the entries of the fund of ``?nam=``; without a fund the heads alone."""
    year = year_of(request.GET) or clock.today().year
    found = _funds(request).filter(year=year).first()
    rows = fund_page(found, on=clock.today()).movements if found else ()
    return csv_file(_columns(), rows, f"quy-thi-dua-khen-thuong-{year}.csv")


def _page(
    request: ActingRequest, *, opening: OpenFundForm | None = None, changing: ChangeFundForm | None = None
) -> HttpResponse:
    today = clock.today()
    year = year_of(request.GET) or today.year
    unit = own_unit(request)
    found = _funds(request).filter(year=year).first()
    waiting = unpaid_lines(unit)
    page = fund_page(found, on=today) if found else None
    seen = changes_of(found).count() if found else 0
    context = {
        "year": year,
        "fund": found,
        "page": page,
        "rows": [(each, each.entry.kind in INTO) for each in page.movements] if page else [],
        "years": sorted({*_funds(request).values_list("year", flat=True), today.year, year}, reverse=True),
        "opening": opening or OpenFundForm(initial={"year": year}),
        "changing": changing or ChangeFundForm(initial={"on": today, "version": seen}),
        "waiting": _by_decision(waiting.values_list("decision__uid", "decision__title", "bonus")),
        "owed": owed_lines(unit),
        "can_write": request.actor.has(*DRAFTERS),
    }
    refused = bool((opening and opening.errors) or (changing and changing.errors))
    return render(request, "office/decisions/fund.html", context, status=422 if refused else 200)


def _by_decision(rows: object) -> list[tuple[object, str, int, int]]:
    """Return (uid, title, how many lines, đồng) of decisions whose bonuses are still to be paid."""
    found: dict[object, tuple[str, int, int]] = {}
    for uid, title, bonus in rows:  # type: ignore[attr-defined]
        _title, count, total = found.get(uid, (title, 0, 0))
        found[uid] = (title, count + 1, total + bonus)
    return [(uid, *told) for uid, told in found.items()]


def _funds(request: ActingRequest) -> QuerySet[Fund]:
    return Fund.objects.filter(unit=request.actor.unit_id or 0).select_related("unit")


def _to(found: Fund) -> HttpResponse:
    response = redirect("office:fund")
    response["Location"] += f"?nam={found.year}"
    return response


def _signed(entry: FundEntry) -> int:
    return entry.amount if entry.kind in INTO else -entry.amount


def _columns() -> list[Column[Movement]]:
    return [
        Column(_("Ngày"), lambda row: day(row.entry.on)),
        Column(_("Loại"), lambda row: row.entry.get_kind_display()),
        Column(_("Số tiền (đồng)"), lambda row: _signed(row.entry)),
        Column(_("Còn lại (đồng)"), lambda row: row.left),
        Column(_("Người nhận"), lambda row: row.entry.line.name if row.entry.line else ""),
        Column(_("Số quyết định"), lambda row: row.entry.line.decision.code if row.entry.line else ""),
        Column(_("Ghi chú"), lambda row: row.entry.note),
        Column(_("Người ghi"), lambda row: row.entry.made_by),
    ]
