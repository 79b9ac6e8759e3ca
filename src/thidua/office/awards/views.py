"""The register of awards: the list with its filter in the address, the workbook, publishing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import MAXYEAR
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.awards.commands import publish_awards, unpublish_award
from thidua.awards.models import Award
from thidua.awards.queries import RegisterFilter, register
from thidua.awards.queries import awards as awards_in_scope
from thidua.core import clock
from thidua.honours.queries.scope import holders
from thidua.office.awards.workbook import write_register
from thidua.sources.queries import readable
from thidua.web.downloads import as_download
from thidua.web.permissions import DECIDERS, STAFF, WORKERS, allow
from thidua.web.requests import ActingRequest, whole_number

PAGE_SIZE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PUBLIC = {"1": True, "0": False}


@allow(STAFF)
@require_GET
def awards(request: ActingRequest) -> HttpResponse:
    """List the awards in scope; ``?q=`` text, ``?nam=`` year, ``?cong-khai=`` 1 or 0."""
    asked = _asked(request)
    rows = register(request.actor, asked, on=clock.today())
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    known = [award.recipient_count for award in rows if award.recipient_count is not None]
    context = {
        "page": page,
        "readable": readable(request.actor, [award.citation_id for award in page.object_list], on=clock.today()),
        "asked": asked,
        "is_filtered": asked != RegisterFilter(),
        "recipients": sum(known),
        "uncounted": len(rows) - len(known),
        "opens": _opens(request, page.object_list),
        "can_decide": request.actor.has(*DECIDERS),
        "can_write": request.actor.has(*WORKERS),
    }
    return render(request, "office/awards/awards.html", context)


@allow(STAFF)
@require_GET
def export(request: ActingRequest) -> HttpResponse:
    """Send the rows that the filter shows as a workbook."""
    rows = register(request.actor, _asked(request), on=clock.today())
    return as_download(HttpResponse(write_register(rows), content_type=XLSX), "so-khen-thuong.xlsx")


@allow(DECIDERS)
@require_POST
def publish(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show an award to the public; the toast takes it off again."""
    award = _award(request, uid)
    publish_awards(awards=[award], by=request.actor, at=clock.now())
    undo = reverse("office:unpublish_award", args=[uid])
    messages.success(request, _("Đã công bố: %(award)s.") % {"award": award}, extra_tags=undo)
    return _back(request)


@allow(DECIDERS)
@require_POST
def unpublish(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take an award off the public pages."""
    award = _award(request, uid)
    unpublish_award(award=award, by=request.actor, at=clock.now())
    messages.success(request, _("Đã gỡ khỏi trang công khai: %(award)s.") % {"award": award})
    return _back(request)


def _opens(request: ActingRequest, shown: Iterable[Award]) -> frozenset[int]:
    """Return the records under which recipients were written, those that the actor may open, by their keys."""
    named = (recipient for award in shown for recipient in award.recipients.all())
    written = {each.honour.holder_id for each in named if each.honour and each.is_in_ledger}
    seen = holders(request.actor, on=clock.today()).filter(pk__in=written)
    return frozenset(seen.values_list("pk", flat=True)) if written else frozenset()


def _back(request: ActingRequest) -> HttpResponse:
    if not request.htmx:
        return redirect("office:awards")
    return HttpResponse(status=204, headers={"HX-Redirect": reverse("office:awards")})


def _award(request: ActingRequest, uid: UUID) -> Award:
    return get_object_or_404(awards_in_scope(request.actor, on=clock.today()), uid=uid)


def _asked(request: ActingRequest) -> RegisterFilter:
    query = request.GET
    year = whole_number(query.get("nam", "").strip())
    return RegisterFilter(
        text=query.get("q", "").strip(),
        year=year if year and year <= MAXYEAR else None,
        public=_PUBLIC.get(query.get("cong-khai", "")),
    )
