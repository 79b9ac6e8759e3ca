"""The yearly statistics: the tables of a year and their workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.insights.statistics import AwardLine, Statistics, Table, read_statistics
from thidua.office.form_year import YEARS
from thidua.office.statistics import sentences
from thidua.office.statistics.workbook import write_statistics
from thidua.web.downloads import as_download
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest, whole_number

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_YEARS_OFFERED = 10


@dataclass(frozen=True)
class Shown:
    """A table as the page shows it: its sentence, what counts once, what must be known beside, the day it is due."""

    table: Table
    conclusion: str
    counted_once: list[str]
    reservations: list[str]
    due_on: date
    by_form: tuple[AwardLine, ...]


@allow(STAFF)
@require_GET
def statistics(request: ActingRequest) -> HttpResponse:
    """Show the tables of ``?nam=``, this year where none is asked."""
    today = clock.today()
    year = year_asked(request, today)
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
    year = year_asked(request, today)
    book = write_statistics(read_statistics(request.actor, year, on=today))
    return as_download(HttpResponse(book, content_type=XLSX), f"thong-ke-{year}.xlsx")


def _shown(found: Statistics, table: Table) -> Shown:
    return Shown(
        table=table,
        conclusion=sentences.conclusion(found, table),
        counted_once=sentences.counted_once(found, table),
        reservations=sentences.reservations(found, table),
        due_on=table.form.due.of(found.year),
        by_form=found.awards_by_form.get(table.form.code, ()),
    )


def year_asked(request: ActingRequest, today: date) -> int:
    """Return the year of ``?nam=``, this year where none is asked or what is asked is none."""
    year = whole_number(request.GET.get("nam", "").strip())
    return year if year is not None and year in YEARS else today.year
