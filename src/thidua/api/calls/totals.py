"""Totals: the table of a year, and what one of its numbers consists of."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import Field

from thidua.api.calls.asked import FormYear, form_asked, unit_asked
from thidua.api.declaring import reads
from thidua.api.requests import CallingRequest
from thidua.api.shapes.common import Plain
from thidua.api.shapes.totals import PartsOut, TotalsOut, key_of, parts_out, totals_out
from thidua.core import clock
from thidua.reports.queries.totals import (
    PublishedNumbers,
    TotalsTable,
    causes_of,
    forms_counted,
    parts_of,
    published_numbers,
    totals_table,
)

router = Router(tags=["totals"])
Period = Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "year"]


class CellAsked(FormYear):
    """Which number of the table."""

    period: Period = Field(description="Key of the column.")
    indicator: Annotated[Plain, Field(min_length=1, max_length=60)] = Field(description="Code of the line.")


@reads(router, "totals", TotalsOut, name="totals", summary=_("Tổng của một đơn vị trên một biểu trong một năm"))
def totals(request: CallingRequest, asked: Query[FormYear]) -> TotalsOut:
    """Return what was accepted at and under a unit: a row per line, a column per period and the year.

    Beside each number stands what was made known of it, where its period was published.
    """
    table = _table(request, asked)
    return totals_out(table, _published(table))


@reads(router, "totals/parts", PartsOut, name="total_parts", summary=_("Một con số tổng gồm những số nào"))
def total_parts(request: CallingRequest, asked: Query[CellAsked]) -> PartsOut:
    """Return of what a number of the table consists: units directly below, or shorter periods.

    Where it was published and is another number now: what happened since.
    """
    table = _table(request, asked)
    places = {key_of(table, place): place for place in range(len(table.columns))}
    rows = {row.line.indicator.code: row for section in table.sections for row in section.rows}
    if asked.period not in places or asked.indicator not in rows:
        raise Http404("no such number")
    place, row = places[asked.period], rows[asked.indicator]
    span, cell, indicator, today = table.columns[place].span, row.cells[place], row.line.indicator, clock.today()
    found = parts_of(request.actor, table.form, indicator, table.unit, span, on=today)
    number, old = (indicator.pk, span.key), _published(table).of(indicator.pk, span.key)
    restated = {number: old} if old and old.differs(cell.part, cell.expected) else {}
    causes = causes_of(request.actor, table.form, table.unit, restated, [span], on=today)
    return parts_out(found, row, cell, old, causes.get(number, ()))


def _published(table: TotalsTable) -> PublishedNumbers:
    return published_numbers(table.unit, table.form, [column.span for column in table.columns])


def _table(request: CallingRequest, asked: FormYear) -> TotalsTable:
    unit = unit_asked(request, asked)
    form = form_asked(forms_counted(unit), asked)
    return totals_table(request.actor, form, unit, asked.year, on=clock.today())
