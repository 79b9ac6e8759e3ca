"""The yearly statistics: the tables of a year, their workbook, and the movements behind a number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.insights.statistics import AwardLine, Statistics, Table, movements_behind, read_statistics
from thidua.law.statistic_forms import Column, Line, Subject
from thidua.law.statistics import statistics_on
from thidua.office.form_year import YEARS
from thidua.office.statistics import sentences
from thidua.office.statistics.workbook import write_statistics
from thidua.web.downloads import as_download
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest, whole_number

PAGE_SIZE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_YEARS_OFFERED = 10
_Part = TypeVar("_Part", Column, Line)


@dataclass(frozen=True)
class Shown:
    """A table as the page shows it: its sentence, what must be known beside, the day it is due."""

    table: Table
    conclusion: str
    reservations: list[str]
    due_on: date
    by_form: tuple[AwardLine, ...]


@allow(STAFF)
@require_GET
def statistics(request: ActingRequest) -> HttpResponse:
    """Show the tables of ``?nam=``, this year where none is asked."""
    today = clock.today()
    year = _year_asked(request, today)
    found = read_statistics(request.actor, year, on=today)
    context = {
        "found": found,
        "tables": [_shown(found, table) for table in found.tables],
        "typed": [(form, form.due.of(year)) for form in found.typed],
        "left_out": sentences.left_out(found),
        "years": sorted({*range(today.year - _YEARS_OFFERED, today.year + 1), year}, reverse=True),
    }
    return render(request, "office/statistics/statistics.html", context)


@allow(STAFF)
@require_GET
def export(request: ActingRequest) -> HttpResponse:
    """Send the tables of ``?nam=`` as a workbook."""
    today = clock.today()
    year = _year_asked(request, today)
    book = write_statistics(read_statistics(request.actor, year, on=today))
    return as_download(HttpResponse(book, content_type=XLSX), f"thong-ke-{year}.xlsx")


@allow(STAFF)
@require_GET
def movements(request: ActingRequest) -> HttpResponse:
    """List the movements behind a cell: ``?nam=`` year, ``?dong=`` code of the line, ``?cot=`` of the column."""
    today = clock.today()
    year = _year_asked(request, today)
    form = next((each for each in statistics_on(date(year, 12, 31)) if each.subject is Subject.MOVEMENTS), None)
    if form is None:
        raise Http404("no form of movements that year")
    line, column = _named(form.lines, request.GET.get("dong", "")), _named(form.columns, request.GET.get("cot", ""))
    rows = movements_behind(request.actor, form, line, column, year=year, on=today)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "line": line, "column": column, "year": year}
    return render(request, "office/statistics/movements.html", context)


def _shown(found: Statistics, table: Table) -> Shown:
    return Shown(
        table=table,
        conclusion=sentences.conclusion(found, table),
        reservations=sentences.reservations(found, table),
        due_on=table.form.due.of(found.year),
        by_form=found.awards_by_form.get(table.form.code, ()),
    )


def _named(parts: Iterable[_Part], code: str) -> _Part:
    """Return the column or line with the code, the first where none is asked."""
    found = next((part for part in parts if code in ("", part.code)), None)
    if found is None:
        raise Http404("no such line or column")
    return found


def _year_asked(request: ActingRequest, today: date) -> int:
    year = whole_number(request.GET.get("nam", "").strip())
    return year if year is not None and year in YEARS else today.year
