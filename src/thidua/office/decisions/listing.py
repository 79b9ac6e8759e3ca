"""What waits for a decision and the list of decisions, with the same rows to take away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.decisions.choices import DecisionKind, DecisionState
from thidua.decisions.models import AwardDecision
from thidua.decisions.queries.decisions import reissue_requests
from thidua.decisions.queries.found import decisions_found, recipients_counted, state_counts
from thidua.decisions.queries.funds import called_in_lines
from thidua.decisions.queries.waiting import WaitingRound, waiting_rounds
from thidua.decisions.rules.papers.texts import award_name
from thidua.law.catalogue import catalogue
from thidua.office.decisions.asked import asked_of
from thidua.office.decisions.finding import DRAFTERS, KEEPERS
from thidua.office.decisions.words import CHIPS, KIND_ICONS, recipients
from thidua.office.decisions.workbook import csv_file, xlsx_file
from thidua.office.spreadsheets import Column
from thidua.web.formats import day
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest, whole_number

PAGE_SIZE = 50

_CALLED_IN_SHOWN = 20


@dataclass(frozen=True)
class Row:
    """A decision as a line of the list shows it."""

    decision: AwardDecision
    chip: str
    icon: str
    recipients: str


@dataclass(frozen=True)
class ShownRound:
    """A round in which nominations wait: those in no draft by award, «Giấy khen: 103 tập thể, 94 cá nhân»."""

    waiting: WaitingRound
    css: str = ""

    @property
    def awards(self) -> list[tuple[str, str]]:
        """Each award with its recipients."""
        found: dict[str, dict[str, int]] = {}
        for group in self.waiting.groups:
            name = award_name(group.award_name, self.waiting.round.authority)
            found.setdefault(name, {})[group.kind] = group.count
        return [(name, recipients(counts)) for name, counts in found.items()]


@allow(STAFF)
@require_GET
def decisions(request: ActingRequest) -> HttpResponse:
    """Show what waits for a decision, then the decisions that the address asks for."""
    today = clock.today()
    asked = asked_of(request.GET)
    found = decisions_found(request.actor, asked, on=today)
    page = Paginator(found, PAGE_SIZE).get_page(whole_number(request.GET.get("page", "")) or 1)
    counts = state_counts(request.actor, asked, on=today)
    waiting = waiting_rounds(request.actor.unit_id)
    can_draft = request.actor.has(*DRAFTERS)
    called_in = list(called_in_lines(request.actor.unit_id)) if can_draft else []
    context = {
        "asked": asked,
        "is_filtered": not asked.is_blank,
        "waiting": [ShownRound(each, "" if place else "btn-primary") for place, each in enumerate(waiting)],
        "waiting_count": sum(each.count + each.drafted for each in waiting),
        "page": page,
        "rows": _rows(list(page)),
        "drafts": counts.get(DecisionState.DRAFT, 0),
        "issued": sum(count for state, count in counts.items() if state != DecisionState.DRAFT),
        "kinds": DecisionKind.choices,
        "states": DecisionState.choices,
        "forms": _forms(today),
        "reissues": reissue_requests(request.actor, on=today, waiting=True).count(),
        "can_draft": can_draft,
        "called_in": called_in[:_CALLED_IN_SHOWN],
        "called_in_more": max(len(called_in) - _CALLED_IN_SHOWN, 0),
        "can_keep": request.actor.has(*KEEPERS),
    }
    return render(request, "office/decisions/decisions.html", context)


@allow(STAFF)
@require_GET
def export_csv(request: ActingRequest) -> StreamingHttpResponse:
    """Send every decision that the filter finds."""
    return csv_file(_columns(), _all_rows(request), "quyet-dinh-khen-thuong.csv")


@allow(STAFF)
@require_GET
def export_workbook(request: ActingRequest) -> HttpResponse:
    """Send every decision that the filter finds as a workbook."""
    return xlsx_file(_columns(), _all_rows(request), _("Quyết định"), "quyet-dinh-khen-thuong.xlsx")


def _all_rows(request: ActingRequest) -> list[Row]:
    return _rows(list(decisions_found(request.actor, asked_of(request.GET), on=clock.today())))


def _rows(found: Sequence[AwardDecision]) -> list[Row]:
    counts = recipients_counted(found)
    return [
        Row(
            each,
            CHIPS[DecisionState(each.state)],
            KIND_ICONS[DecisionKind(each.kind)],
            recipients(counts.get(each.pk, {})),
        )
        for each in found
    ]


def _forms(today: date) -> Iterable[tuple[str, str]]:
    return sorted(((form.code, form.name) for form in catalogue(today) if not form.classes), key=lambda each: each[1])


def _columns() -> list[Column[Row]]:
    return [
        Column(_("Số"), lambda row: row.decision.code),
        Column(_("Ngày"), lambda row: day(row.decision.dated_on), 12),
        Column(_("Trích yếu"), lambda row: row.decision.title, 60),
        Column(_("Loại"), lambda row: row.decision.get_kind_display()),
        Column(_("Tình trạng"), lambda row: row.decision.get_state_display()),
        Column(_("Người quyết định"), lambda row: row.decision.authority, 36),
        Column(_("Đơn vị"), lambda row: row.decision.unit.full_name, 30),
        Column(_("Đợt xét"), lambda row: str(row.decision.round or ""), 34),
        Column(_("Gồm"), lambda row: row.recipients, 28),
        Column(_("Tiền thưởng (đồng)"), _bonus),
        Column(_("Người ký"), lambda row: f"{row.decision.signer_office} {row.decision.signer_name}".strip(), 30),
    ]


def _bonus(row: Row) -> int:
    """Return what a decision gives; one that annuls or reissues gives nothing."""
    total = getattr(row.decision, "bonus_total", 0) or 0
    return total if row.decision.kind == DecisionKind.AWARD else 0
