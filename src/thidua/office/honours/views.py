"""The register of honours with its search, and a person's page."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import MAXYEAR
from typing import Any
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.honours.choices import CommendationKind, HolderKind
from thidua.honours.commands import note_export, note_reading
from thidua.honours.models import Holder, Honour
from thidua.honours.queries.apart import set_apart_from
from thidua.honours.queries.matching import proposals_like
from thidua.honours.queries.person import HolderPage, holder_page
from thidua.honours.queries.register import COUNTED_TO, LedgerFilter, all_rows, page_of, register
from thidua.honours.queries.scope import holders
from thidua.honours.rules.next_awards import NextAward, Received, next_awards
from thidua.law.catalogue import catalogue
from thidua.law.entries import RecipientKind
from thidua.local_rules.queries import law_for
from thidua.office.honours.finding import holder_or_404
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.sources.queries import readable
from thidua.web.downloads import as_download
from thidua.web.permissions import ADMINISTRATORS, STAFF, WORKERS, allow
from thidua.web.requests import ActingRequest, whole_number

PAGE_SIZE = 50


@allow(STAFF)
@require_GET
def ledger(request: ActingRequest) -> HttpResponse:
    """List the honours of the ledger, the newest first, as the address asks."""
    asked = _asked(request)
    number = max(whole_number(request.GET.get("page", "")) or 1, 1)
    page = page_of(register(request.actor, asked, on=clock.today()), (number - 1) * PAGE_SIZE, PAGE_SIZE)
    context = {
        "rows": page.rows,
        "count": page.count,
        "is_more": page.count > COUNTED_TO,
        "counted_to": COUNTED_TO,
        "asked": asked,
        "is_filtered": not asked.is_blank,
        "number": number,
        "previous": number - 1,
        "following": number + 1,
        "has_next": page.has_next,
        "forms": [form for form in catalogue(clock.today()) if not form.classes],
        "kinds": HolderKind.choices,
        "types": CommendationKind.choices,
        "can_change": request.actor.has(*WORKERS),
    }
    return render(request, "office/honours/ledger.html", context)


@allow(STAFF)
@require_GET
def export(request: ActingRequest) -> StreamingHttpResponse:
    """Send every row that the filter finds, without a limit, row after row; who took them is noted."""
    asked = _asked(request)
    rows = register(request.actor, asked, on=clock.today())
    unit = get_object_or_404(Unit, pk=request.actor.unit_id or 0)
    note_export(keeper=unit, asked=asdict(asked), by=request.actor, at=clock.now())
    answer = StreamingHttpResponse(_lines(all_rows(rows)), content_type="text/csv; charset=utf-8")
    return as_download(answer, "so-khen-thuong.csv")


@allow(STAFF)
@require_GET
def holder(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show a record: what was received, what could be next and when; who looked is noted."""
    found = holder_or_404(request, uid)
    page = holder_page(found)
    note_reading(holder=found, by=request.actor, at=clock.now())
    is_kept, is_person = _keeps(request, found), found.kind == HolderKind.INDIVIDUAL
    context = {
        "page": page,
        "holder": found,
        "next": () if found.erased_at else _next(request, page),
        "likely": _likely(request, found),
        "apart": list(holders(request.actor, on=clock.today()).filter(pk__in=set_apart_from(found))),
        "readable": _readable(request, page),
        "can_change": request.actor.has(*WORKERS) and is_kept,
        "can_write": request.actor.has(*WORKERS) and is_kept and not found.erased_at,
        "can_erase": request.actor.has(*ADMINISTRATORS) and is_kept and is_person and not found.erased_at,
        "is_person": is_person,
    }
    return render(request, "office/honours/holder.html", context)


def _keeps(request: ActingRequest, found: Holder) -> bool:
    return units_in_scope(request.actor, on=clock.today()).filter(pk=found.keeper_id).exists()


def _readable(request: ActingRequest, page: HolderPage) -> frozenset[int]:
    cited = [each.citation_id for each in (*page.honours, *page.withdrawn)]
    return readable(request.actor, cited, on=clock.today())


def _next(request: ActingRequest, page: HolderPage) -> tuple[NextAward, ...]:
    today = clock.today()
    received = [Received(each.form_code, each.year, each.type) for each in page.honours]
    return next_awards(RecipientKind(page.holder.kind), received, law_for(request.actor.unit_id, today, on=today))


def _likely(request: ActingRequest, found: Holder) -> list[dict[str, Any]]:
    if found.kind != HolderKind.INDIVIDUAL or found.erased_at:
        return []
    proposals = proposals_like(request.actor, found, on=clock.today())
    others = {each.pk: each for each in Holder.objects.filter(pk__in=[each.holder_id for each in proposals])}
    return [{"holder": others[each.holder_id], "likeness": each.likeness} for each in proposals]


def _asked(request: ActingRequest) -> LedgerFilter:
    query = request.GET
    year = whole_number(query.get("nam", "").strip())
    return LedgerFilter(
        name=query.get("ten", "").strip()[:200],
        unit=query.get("don-vi", "").strip()[:200],
        year=year if year and year <= MAXYEAR else None,
        form=query.get("hinh-thuc", "").strip()[:60],
        authority=query.get("cap-tang", "").strip()[:200],
        kind=query.get("loai", "") if query.get("loai", "") in HolderKind.values else "",
        type=query.get("loai-hinh", "") if query.get("loai-hinh", "") in CommendationKind.values else "",
    )


class _Echo:
    """What the csv module writes into: it gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _lines(rows: Iterable[Honour]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"  # so that a spreadsheet program knows the letters
    yield writer.writerow(_heads())
    for row in rows:
        yield writer.writerow(list(map(_harmless, _cells(row))))


def _harmless(value: object) -> object:
    """Return a cell that no spreadsheet program takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@"} else value


def _heads() -> tuple[str, ...]:
    return (
        _("Họ tên, tập thể, hộ"),
        _("Là"),
        _("Năm sinh"),
        _("Danh hiệu, hình thức"),
        _("Loại hình"),
        _("Năm"),
        _("Số quyết định"),
        _("Ngày quyết định"),
        _("Cấp tặng"),
        _("Đơn vị khi được khen"),
        _("Thành tích"),
    )


def _cells(row: Honour) -> tuple[object, ...]:
    return (
        row.holder.name,
        row.holder.get_kind_display(),
        row.holder.birth_year or "",
        row.form_name,
        CommendationKind(row.type).label if row.type else "",
        row.year,
        row.decision_number,
        f"{row.decided_on:%d/%m/%Y}" if row.decided_on else "",
        row.authority.name if row.authority else "",
        row.body.name if row.body else "",
        row.reason,
    )
