"""The book of numbers of a year and symbol: which number is whose, which is missing, where the book goes on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core import clock
from thidua.decisions.commands import open_book
from thidua.decisions.models import AwardDecision
from thidua.decisions.queries.numbers import BookPage, book_page, books
from thidua.decisions.rules.numbers import clean_symbol, shown
from thidua.documents.queries import profile_on
from thidua.office.decisions.asked import year_of
from thidua.office.decisions.finding import DRAFTERS, KEEPERS, own_unit
from thidua.office.decisions.forms import OpenBookForm
from thidua.office.decisions.workbook import csv_file
from thidua.office.saving import refusals_shown_on
from thidua.office.spreadsheets import Column
from thidua.organisations.models import Unit
from thidua.web.formats import day
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest


@allow(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def number_book(request: ActingRequest) -> HttpResponse:
    """Show the numbers of ``?nam=`` and ``?ky-hieu=``; let the book go on after a number of the registry."""
    unit = own_unit(request)
    form = OpenBookForm(request.POST or None)
    if form.is_valid():
        with refusals_shown_on(form):
            year, symbol, last = (form.cleaned_data[name] for name in ("year", "symbol", "last"))
            book = open_book(unit=unit, year=year, symbol=symbol, last=last, by=request.actor, at=clock.now())
        if not form.errors:
            code = shown(book.last + 1, book.symbol)
            messages.success(request, _("Sổ cấp tiếp từ số %(code)s.") % {"code": code})
            response = redirect("office:number_book")
            response["Location"] += f"?{urlencode({'nam': str(book.year), 'ky-hieu': str(book.symbol)})}"
            return response
    page = _asked(request, unit)
    if not form.is_bound:
        form = OpenBookForm(initial={"year": page.year, "symbol": page.symbol})
    context = {
        "page": page,
        "form": form,
        "next": shown(page.next.number, page.symbol) if page.symbol else "",
        "missing": _spans(page.missing),
        "books": [(year, symbol) for key, year, symbol in books(request.actor, on=clock.today()) if key == unit.pk],
        "can_open": request.actor.has(*DRAFTERS) and (page.book is None or page.book.dated_on is None),
    }
    return render(request, "office/decisions/number_book.html", context, status=422 if form.errors else 200)


@allow(KEEPERS)
@require_GET
def export(request: ActingRequest) -> StreamingHttpResponse:
    """Send the numbers that the page shows."""
    page = _asked(request, own_unit(request))
    return csv_file(_columns(), page.rows, f"so-cap-so-{page.year}.csv")


def _asked(request: ActingRequest, unit: Unit) -> BookPage:
    today = clock.today()
    symbol = clean_symbol(request.GET.get("ky-hieu", ""))[:60] or _usual_symbol(unit, request)
    return book_page(unit, year_of(request.GET) or today.year, symbol)


def _usual_symbol(unit: Unit, request: ActingRequest) -> str:
    """Return the symbol of the newest numbers of a unit, else that of its office profile."""
    used = next((symbol for key, _year, symbol in books(request.actor, on=clock.today()) if key == unit.pk), "")
    profile = None if used else profile_on(unit, clock.today())
    return used or (f"QĐ-{profile.symbol}" if profile and profile.symbol else "")


def _spans(numbers: tuple[int, ...]) -> str:
    """Return numbers with neighbours drawn together.

    >>> _spans((3, 4, 5, 9))
    '3–5, 9'
    """
    spans: list[list[int]] = []
    for each in numbers:
        if spans and each == spans[-1][-1] + 1:
            spans[-1][1:] = [each]
        else:
            spans.append([each])
    return ", ".join("–".join(map(str, span)) for span in spans)


def _columns() -> list[Column[AwardDecision]]:
    return [
        Column(_("Số"), lambda row: row.code),
        Column(_("Ngày"), lambda row: day(row.dated_on)),
        Column(_("Trích yếu"), lambda row: row.title),
        Column(_("Lấy số ở đâu"), lambda row: _("sổ của đơn vị") if row.is_from_book else _("văn thư")),
        Column(_("Người ghi ban hành"), lambda row: row.issued_by),
    ]
