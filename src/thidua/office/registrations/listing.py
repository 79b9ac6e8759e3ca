"""The list of registered titles: of a year or all, what became of each, and the same rows to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.nominations.commands import note_registrations_taken_out
from thidua.nominations.models import Round
from thidua.nominations.queries.registering import (
    RegisteredTitle,
    RegistrationFilter,
    registered_titles,
    registrations_found,
    titles_registered,
    years_registered,
)
from thidua.nominations.queries.rounds import rounds_open_to
from thidua.office.nominations.finding import MOVERS
from thidua.office.nominations.words import CHIPS
from thidua.office.spreadsheets import XLSX, Column, comma_lines, workbook_of
from thidua.web.downloads import as_download
from thidua.web.formats import day
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest, whole_number

PAGE_SIZE = 50
_LONGEST = 200
_AT_ONCE = 500


@dataclass(frozen=True)
class Row:
    """A registration as a line of the list shows it.

    Attributes:
        chip: how the state of its nomination looks, blank where there is none.
        nominate_url: where the actor may nominate for it now, blank where not.
        is_own: whether the actor may take it back.
    """

    title: RegisteredTitle
    chip: str
    nominate_url: str
    is_own: bool


@allow(STAFF)
@require_GET
def registrations(request: ActingRequest) -> HttpResponse:
    """List the registrations that the address asks for; without a year those of this one."""
    today = clock.today()
    asked = _asked(request.GET, today)
    rows = registrations_found(request.actor, asked, on=today)
    page = Paginator(rows, PAGE_SIZE).get_page(whole_number(request.GET.get("page", "")) or 1)
    titles = registered_titles(list(page), request.actor, on=today)
    may_write = request.actor.has(*MOVERS)
    rounds = list(rounds_open_to(request.actor, on=today)) if may_write else []
    context = {
        "asked": asked,
        "is_filtered": bool(asked.award or asked.unit or asked.name),
        "page": page,
        "rows": [_row(each, request, rounds) for each in titles],
        "years": sorted({*years_registered(request.actor, on=today), today.year}, reverse=True),
        "titles": titles_registered(request.actor, on=today),
        "may_write": may_write,
    }
    return render(request, "office/registrations/list.html", context)


@allow(STAFF)
@require_GET
def export_csv(request: ActingRequest) -> StreamingHttpResponse:
    """Send every row that the filter finds, row after row; who took them is noted."""
    lines = comma_lines(_columns(), _taken_out(request))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    return as_download(answer, "dang-ky-danh-hieu.csv")


@allow(STAFF)
@require_GET
def export_workbook(request: ActingRequest) -> HttpResponse:
    """Send every row that the filter finds as a workbook; who took them is noted."""
    book = workbook_of(_("Đăng ký danh hiệu"), _columns(), _taken_out(request))
    return as_download(HttpResponse(book, content_type=XLSX), "dang-ky-danh-hieu.xlsx")


def _taken_out(request: ActingRequest) -> Iterator[RegisteredTitle]:
    asked, today = _asked(request.GET, clock.today()), clock.today()
    told = {name: value for name, value in asdict(asked).items() if value}
    note_registrations_taken_out(asked={**told, "name": bool(asked.name)}, by=request.actor, at=clock.now())
    rows = list(registrations_found(request.actor, asked, on=today))
    parts = (rows[first : first + _AT_ONCE] for first in range(0, len(rows), _AT_ONCE))
    return (each for part in parts for each in registered_titles(part, request.actor, on=today))


def _asked(query: QueryDict, today: date) -> RegistrationFilter:
    """Return the filter that an address names: no year is this one, a blank year is every year."""
    named = query.get("nam", str(today.year)).strip()
    return RegistrationFilter(
        year=whole_number(named) if named else None,
        award=query.get("danh-hieu", "").strip()[:60],
        unit=query.get("don-vi", "").strip()[:_LONGEST],
        name=query.get("ten", "").strip()[:_LONGEST],
    )


def _row(title: RegisteredTitle, request: ActingRequest, rounds: Sequence[Round]) -> Row:
    is_own = title.registration.unit_id == request.actor.unit_id and request.actor.has(*MOVERS)
    chip = CHIPS[title.state] if title.state else ""
    return Row(title, chip, "" if chip or not is_own else _nominate_url(title, rounds), is_own)


def _nominate_url(title: RegisteredTitle, rounds: Iterable[Round]) -> str:
    """Return where the title is nominated in a round that takes it, whom and what filled in; blank without a round."""
    one = title.registration
    found = next((each for each in rounds if each.year == one.year and one.award_code in each.award_codes), None)
    if found is None:
        return ""
    told = {
        "dot": str(found.uid),
        "award": one.award_code,
        "kind": one.holder.kind,
        "name": one.holder.name,
        "birth_year": str(one.holder.birth_year or ""),
        "holder": str(one.holder.uid),
    }
    return f"{reverse('office:new_nomination')}?{urlencode(told)}"


def _columns() -> tuple[Column[RegisteredTitle], ...]:
    return (
        Column(_("Họ tên, tập thể, hộ"), lambda row: row.registration.holder.name, 32),
        Column(_("Là"), lambda row: row.registration.holder.get_kind_display()),
        Column(_("Năm sinh"), lambda row: row.registration.holder.birth_year or "", 10),
        Column(_("Danh hiệu đăng ký"), lambda row: row.registration.award_name, 40),
        Column(_("Năm"), lambda row: row.registration.year, 8),
        Column(_("Ngày đăng ký"), lambda row: day(row.registration.registered_on), 12),
        Column(_("Đơn vị"), lambda row: row.registration.unit.full_name, 30),
        Column(_("Hồ sơ đề nghị"), lambda row: row.nomination.code if row.nomination else "", 16),
        Column(_("Bước"), lambda row: str(row.state.label) if row.state else _("chưa đề nghị")),
    )
