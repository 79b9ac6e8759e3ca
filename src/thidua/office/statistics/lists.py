"""What stands behind the numbers of the statistics: movements, rows of the ledger, awards that it has twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.honours.choices import HolderKind
from thidua.honours.models import Honour
from thidua.insights.statistics import (
    Aside,
    Asked,
    Double,
    awards_behind,
    awards_kept_twice,
    doubles_on,
    honours_by_key,
    movements_behind,
)
from thidua.law.catalogue import UnknownCodeError, award_form
from thidua.law.statistic_forms import Column, Line, StatisticForm, Subject
from thidua.law.statistics import statistics_on
from thidua.office.statistics import sentences
from thidua.office.statistics.views import year_asked
from thidua.web.permissions import STAFF, WORKERS, allow
from thidua.web.requests import ActingRequest

PAGE_SIZE = 50
_Part = TypeVar("_Part", Column, Line, StatisticForm)


@allow(STAFF)
@require_GET
def movements(request: ActingRequest) -> HttpResponse:
    """List the movements behind a cell: ``?nam=`` year, ``?dong=`` code of the line, ``?cot=`` of the column."""
    today = clock.today()
    year = year_asked(request, today)
    form = _named(_forms(year, Subject.MOVEMENTS), "")
    line, column = _named(form.lines, request.GET.get("dong", "")), _named(form.columns, request.GET.get("cot", ""))
    rows = movements_behind(request.actor, form, line, column, year=year, on=today)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "line": line, "column": column, "year": year}
    return render(request, "office/statistics/movements.html", context)


@allow(STAFF)
@require_GET
def awards(request: ActingRequest) -> HttpResponse:
    """List the awards behind a number: ``?bieu=`` form, ``?dong=``, ``?cot=``, or ``?ngoai=`` why on no form.

    ``?hinh-thuc=`` and ``?loai=`` ask further for one form of award and one kind of holder.
    """
    today = clock.today()
    year = year_asked(request, today)
    forms = _forms(year, Subject.AWARDS)
    asked = _asked(request, forms)
    keys = awards_behind(request.actor, asked, forms, year=year, on=today)
    page = Paginator(keys, PAGE_SIZE).get_page(request.GET.get("page"))
    found = honours_by_key(page.object_list)
    context = {
        "page": page,
        "rows": [found[key] for key in page.object_list if key in found],
        "told": _told(asked),
        "year": year,
    }
    return render(request, "office/statistics/awards.html", context)


@allow(STAFF)
@require_GET
def doubles(request: ActingRequest) -> HttpResponse:
    """List the awards of ``?nam=`` that the ledger has more than once; with ``?bieu=`` those on that form."""
    today = clock.today()
    year = year_asked(request, today)
    forms = _forms(year, Subject.AWARDS)
    found: Sequence[Double] = awards_kept_twice(request.actor, year, forms, on=today)
    form = _named(forms, request.GET["bieu"]) if request.GET.get("bieu") else None
    if form:
        found = doubles_on(found, form, forms)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "awards": _rows_of(page.object_list),
        "form": form,
        "year": year,
        "can_change": request.actor.has(*WORKERS),
    }
    return render(request, "office/statistics/doubles.html", context)


def _rows_of(found: Iterable[Double]) -> list[list[Honour]]:
    """Return the rows of each award, the one that counts first."""
    keys = [[row.key for row in (each.counted, *each.others)] for each in found]
    rows = honours_by_key(key for some in keys for key in some)
    return [[rows[key] for key in some if key in rows] for some in keys]


def _asked(request: ActingRequest, forms: Sequence[StatisticForm]) -> Asked:
    query = request.GET
    award, kind = query.get("hinh-thuc", ""), query.get("loai", "")
    if kind and kind not in HolderKind.values:
        raise Http404("no such kind of holder")
    if query.get("ngoai"):
        if query["ngoai"] not in set(Aside):
            raise Http404("no such reason")
        return Asked(Aside(query["ngoai"]), award=award, kind=kind)
    form = _named(forms, query.get("bieu", ""))
    line = _named(form.lines, query["dong"]) if query.get("dong") else None
    column = _named(form.columns, query["cot"]) if query.get("cot") else None
    return Asked(form, line, column, award, kind)


def _told(asked: Asked) -> list[str]:
    """Return what is asked, part by part, for the line under the heading."""
    parts = [sentences.reason(asked.place) if isinstance(asked.place, Aside) else asked.place.code]
    parts += [part.name for part in (asked.line, asked.column) if part]
    parts += [_award_name(asked.award)] if asked.award else []
    return [*parts, str(HolderKind(asked.kind).label)] if asked.kind else parts


def _award_name(code: str) -> str:
    try:
        return award_form(code).name
    except UnknownCodeError:
        raise Http404("no such form of award") from None


def _forms(year: int, subject: Subject) -> tuple[StatisticForm, ...]:
    return tuple(form for form in statistics_on(date(year, 12, 31)) if form.subject is subject)


def _named(parts: Iterable[_Part], code: str) -> _Part:
    """Return the form, column or line with the code, the first where none is asked."""
    found = next((part for part in parts if code in ("", part.code)), None)
    if found is None:
        raise Http404("no such form, line or column")
    return found
