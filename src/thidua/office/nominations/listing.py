"""The list of nominations: of a round or of everything in scope, and the same rows to take away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.core.actors import Actor
from thidua.law.catalogue import all_award_forms
from thidua.nominations.choices import Act, State
from thidua.nominations.commands import note_nominations_taken_out
from thidua.nominations.models import Nomination, Round
from thidua.nominations.queries.found import NominationFilter, Part, counts_of, nominations_found
from thidua.nominations.queries.opinions import OpinionCounts, opinion_counts
from thidua.nominations.queries.sides import rounds_in_reach
from thidua.nominations.rules.gates import is_held
from thidua.nominations.rules.path import OPEN, with_decider
from thidua.office.nominations.asked import asked_of
from thidua.office.nominations.finding import MOVERS
from thidua.office.nominations.words import BUTTONS, CHIPS, ICONS, PARTS
from thidua.office.nominations.workbook import columns
from thidua.office.spreadsheets import XLSX, comma_lines, workbook_of
from thidua.web.downloads import as_download
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest, whole_number

PAGE_SIZE = 50


@dataclass(frozen=True)
class Row:
    """A nomination as a line of the list shows it: the chip of its state, until when it is held.

    ``is_open`` says that conditions may still stand in its way; ``late``: how many bodies did not answer in time.
    """

    nomination: Nomination
    chip: str
    held_until: date | None
    is_open: bool
    late: int


class _Counted(Paginator[Nomination]):
    """Pages of rows that were counted already."""

    def __init__(self, rows: QuerySet[Nomination], size: int, count: int) -> None:
        super().__init__(rows, size)
        self._known = count

    @cached_property
    def count(self) -> int:
        """How many rows there are."""
        return self._known


@allow(STAFF)
@require_GET
def nominations(request: ActingRequest) -> HttpResponse:
    """List the nominations that the address asks for."""
    today = clock.today()
    asked = asked_of(request.GET)
    counts = counts_of(request.actor, asked, on=today)
    rows = nominations_found(request.actor, asked, on=today)
    pages = _Counted(rows, PAGE_SIZE, counts.parts[asked.part])
    page = pages.get_page(whole_number(request.GET.get("page", "")) or 1)
    asked_bodies = opinion_counts(list(page), on=today)
    rounds = list(rounds_in_reach(request.actor, on=today).select_related("unit"))
    can_act = request.actor.has(*MOVERS)
    context = {
        "asked": asked,
        "is_filtered": not asked.is_blank,
        "round": next((each for each in rounds if each.uid == asked.round), None),
        "rounds": rounds,
        "awards": _awards(rounds),
        "states": State.choices,
        "total": counts.parts[Part.ALL],
        "mine": counts.parts[Part.MINE],
        "parts": [(part, PARTS[part], counts.parts[part]) for part in Part],
        "page": page,
        "rows": [_row(each, asked_bodies.get(each.pk, OpinionCounts()).late, today) for each in page],
        "acts": [_offered(act, count) for act, count in counts.acts.items() if count and can_act],
        "sort": f"{'-' if asked.is_descending else ''}{asked.order}",
        "asks_others": can_act and any(_is_appraised_by(each, request.actor) for each in page),
    }
    return render(request, "office/nominations/list.html", context)


@allow(STAFF)
@require_GET
def export_csv(request: ActingRequest) -> StreamingHttpResponse:
    """Send every row that the filter finds, row after row; who took them is noted."""
    rows = _taken_out(request)
    answer = StreamingHttpResponse(comma_lines(columns(), rows.iterator(2000)), content_type="text/csv; charset=utf-8")
    return as_download(answer, "ho-so-de-nghi.csv")


@allow(STAFF)
@require_GET
def export_workbook(request: ActingRequest) -> HttpResponse:
    """Send every row that the filter finds as a workbook; who took them is noted."""
    book = workbook_of(gettext("Hồ sơ đề nghị"), columns(), _taken_out(request))
    return as_download(HttpResponse(book, content_type=XLSX), "ho-so-de-nghi.xlsx")


def _taken_out(request: ActingRequest) -> QuerySet[Nomination]:
    asked = asked_of(request.GET)
    note_nominations_taken_out(asked=_plain(asked), by=request.actor, at=clock.now())
    return nominations_found(request.actor, asked, on=clock.today())


def _plain(asked: NominationFilter) -> dict[str, Any]:
    """Return what was asked for as plain values; of a name only that one was."""
    told = {name: str(value) for name, value in asdict(asked).items() if value}
    return {**told, "name": bool(asked.name)}


def _row(one: Nomination, late: int, today: date) -> Row:
    state = State(one.state)
    held_until = one.held_until if is_held(one.held_until, today) else None
    return Row(one, CHIPS[state], held_until, state in OPEN, late if with_decider(state) else 0)


def _is_appraised_by(one: Nomination, actor: Actor) -> bool:
    return one.round.unit_id == actor.unit_id and with_decider(State(one.state))


def _offered(act: Act, count: int) -> dict[str, Any]:
    return {"act": act.value, "word": BUTTONS[act], "icon": ICONS[act], "count": count}


def _awards(rounds: Iterable[Round]) -> list[tuple[str, str]]:
    """Return the awards of rounds with their names, for the filter."""
    known = all_award_forms()
    codes = {code for each in rounds for code in each.award_codes if code in known}
    return sorted(((code, known[code][-1].name) for code in codes), key=lambda each: each[1])
