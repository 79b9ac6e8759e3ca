"""One edition of published totals: what it said, beside what the numbers are now."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.indicators.models import Indicator
from thidua.office.filing.words import period_with_year
from thidua.office.totals.asked import WHOLE_YEAR
from thidua.office.totals.published import ShownCause, causes_in, said, shown_cause
from thidua.office.totals.words import value_in_words
from thidua.organisations.queries import units_in_scope
from thidua.reports.models import Publication
from thidua.reports.queries.figures import span
from thidua.reports.queries.totals import (
    Edition,
    Published,
    TotalCell,
    TotalsTable,
    cells_of,
    edition_of,
    numbers_of,
    totals_table,
)
from thidua.reports.rules import Span
from thidua.reports.rules.calendar import number_of
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest


@dataclass(frozen=True)
class ShownLine:
    """One number of the edition, and why it is another one now."""

    name: str
    unit_word: str
    was: str
    now: str
    is_restated: bool
    causes: tuple[ShownCause, ...]


@dataclass(frozen=True)
class EditionPage:
    """The page of one edition. ``totals_url``: the totals of the period as they are now."""

    heading: str
    told: str
    edition: Edition
    lines: tuple[ShownLine, ...]
    totals_url: str


@allow(STAFF)
@require_GET
def edition(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show what a unit in scope published for a period, also where it was taken back, beside the numbers now."""
    today = clock.today()
    scope = units_in_scope(request.actor, on=today)
    found = get_object_or_404(Publication.objects.select_related("unit", "form", "period"), uid=uid, unit__in=scope)
    of_period, known = span(found.period), edition_of(found)
    year = of_period.since.year if of_period.since else today.year
    table = totals_table(request.actor, found.form, found.unit, year, on=today)
    numbers = numbers_of(found.unit, known)
    cells = {indicator: cell for indicator, column, cell in cells_of(table) if column.key == of_period.key}
    restated = {
        (indicator, of_period.key): numbers.get(indicator, Published(known, None, 0))
        for indicator, cell in cells.items()
        if numbers.get(indicator, Published(known, None, 0)).differs(cell.part, cell.expected)
    }
    causes = causes_in(request.actor, table, restated, on=today)
    lines = []
    for indicator in _indicators(table):
        old, cell = numbers.get(indicator.pk, Published(known, None, 0)), cells.get(indicator.pk)
        if old.part or (cell and cell.part):
            key = (indicator.pk, of_period.key)
            why = tuple(shown_cause(indicator, each) for each in causes.get(key, ()))
            lines.append(_line(indicator, old, cell, why, is_restated=key in restated))
    page = EditionPage(
        heading=_heading(known, of_period),
        told=found.form.name,
        edition=known,
        lines=tuple(lines),
        totals_url=_totals_url(found, of_period, year),
    )
    return render(request, "office/totals/edition.html", {"page": page})


def _indicators(table: TotalsTable) -> list[Indicator]:
    return [row.line.indicator for section in table.sections for row in section.rows]


def _line(
    indicator: Indicator, old: Published, cell: TotalCell | None, why: tuple[ShownCause, ...], *, is_restated: bool
) -> ShownLine:
    now = ""
    if cell and cell.part:
        value = value_in_words(indicator, cell.part)
        now = f"{cell.word} {value}" if cell.word else value
    return ShownLine(
        name=indicator.name,
        unit_word=indicator.unit_of_measure,
        was=said(indicator, old),
        now=now or _("không còn số"),
        is_restated=is_restated,
        causes=why,
    )


def _heading(known: Edition, of_period: Span) -> str:
    values = {"period": capfirst(period_with_year(of_period)), "number": known.number, "unit": known.unit_name}
    return _("%(period)s: số liệu %(unit)s đã công bố, bản %(number)s") % values


def _totals_url(found: Publication, of_period: Span, year: int) -> str:
    is_year = of_period.kind != found.form.period_kind
    query = {
        "bieu": found.form.code,
        "nam": str(year),
        "don-vi": str(found.unit.uid),
        "ky": WHOLE_YEAR if is_year else str(number_of(of_period)),
    }
    return f"{reverse('office:totals')}?{urlencode(query)}"
