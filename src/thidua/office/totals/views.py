"""The totals of a year: the table with what one of its numbers consists of, the workbook, the lines as CSV."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from thidua.office.filing.views import XLSX
from thidua.office.totals.asked import Asked, read_asked
from thidua.office.totals.page import totals_page
from thidua.office.totals.parts import ShownParts, shown_parts
from thidua.office.totals.published import (
    Causes,
    ShownPublished,
    causes_in,
    publication_panel,
    published_of,
    shown_published,
)
from thidua.office.totals.workbook import write_lines, write_table
from thidua.reports.models import Form
from thidua.reports.queries.totals import (
    PublishedNumbers,
    TotalRow,
    TotalsTable,
    UnitAbove,
    line_above,
    parts_of,
    totals_table,
)
from thidua.web.downloads import as_download
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

_Write = Callable[[TotalsTable, PublishedNumbers, Causes], bytes]


@allow(STAFF)
@require_GET
def totals(request: ActingRequest) -> HttpResponse:
    """Show what was accepted at and under a unit in a year; to htmx only the parts of the number that is asked for.

    ``?bieu=`` code of the form, ``?nam=`` year, ``?don-vi=`` uid, ``?ky=`` number of the period in the year or ``nam``,
    ``?chi-tieu=`` code of the indicator whose number is taken apart.
    """
    asked = read_asked(request)
    context: dict[str, Any] = {"asked": asked, "unit": asked.unit}
    if asked.form is None:
        return render(request, "office/totals/nothing.html", context | {"has_forms": Form.objects.exists()})
    table = _table(request, asked, asked.form)
    published = published_of(table)
    parts = _parts(request, asked, table, published) if asked.code else None
    if request.htmx and parts:
        response = render(request, "office/totals/parts.html", {"parts": parts})
    else:
        above = _above(request, asked, table)
        context["page"] = totals_page(table, asked, above, parts, published)
        context["publication"] = publication_panel(request.actor, table, asked, published)
        response = render(request, "office/totals/totals.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@allow(STAFF)
@require_GET
def workbook(request: ActingRequest) -> HttpResponse:
    """Send the table as a workbook."""
    return _file(request, write_table, XLSX, "xlsx")


@allow(STAFF)
@require_GET
def lines(request: ActingRequest) -> HttpResponse:
    """Send the numbers of the table as CSV, one a line."""
    return _file(request, write_lines, "text/csv; charset=utf-8", "csv")


def _file(request: ActingRequest, write: _Write, kind: str, ending: str) -> HttpResponse:
    asked = read_asked(request)
    if asked.form is None:
        raise Http404("no form asks anything here")
    table = _table(request, asked, asked.form)
    numbers = published_of(table)
    causes = causes_in(request.actor, table, numbers.restated_in(table), on=asked.today)
    return as_download(HttpResponse(write(table, numbers, causes), content_type=kind), f"so-lieu-{asked.year}.{ending}")


def _table(request: ActingRequest, asked: Asked, form: Form) -> TotalsTable:
    return totals_table(request.actor, form, asked.unit, asked.year, on=asked.today, number=asked.number)


def _above(request: ActingRequest, asked: Asked, table: TotalsTable) -> tuple[UnitAbove, ...]:
    if asked.is_own:
        return ()
    return line_above(request.actor, asked.unit, table.tree, table.newest.span, on=asked.today)


def _parts(request: ActingRequest, asked: Asked, table: TotalsTable, numbers: PublishedNumbers) -> ShownParts:
    """Return what the number that is asked for consists of, and what was published of it.

    Raises:
        Http404: the form has no such line.
    """
    place = asked.place(table)
    rows = [row for section in table.sections for row in section.rows]
    row = next((row for row in rows if row.line.indicator.code == asked.code), None)
    if row is None:
        raise Http404("no such line")
    span = table.columns[place].span
    found = parts_of(request.actor, table.form, row.line.indicator, asked.unit, span, on=asked.today)
    return shown_parts(found, table, asked, _published(request, asked, table, numbers, row))


def _published(
    request: ActingRequest, asked: Asked, table: TotalsTable, numbers: PublishedNumbers, row: TotalRow
) -> ShownPublished | None:
    """Return what was published of the number that is asked for, ``None`` where nothing was."""
    place = asked.place(table)
    indicator, key, cell = row.line.indicator, table.columns[place].span.key, row.cells[place]
    old = numbers.of(indicator.pk, key)
    if old is None or not (old.part or cell.part):
        return None
    restated = {(indicator.pk, key): old} if old.differs(cell.part, cell.expected) else {}
    causes = causes_in(request.actor, table, restated, on=asked.today)
    return shown_published(indicator, old, cell.part, cell.expected, causes.get((indicator.pk, key), ()))
