"""The page of one decision: who is honoured, the money, its documents, what was done and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.decisions.choices import DecisionKind, DecisionState
from thidua.decisions.models import AwardDecision, DecisionLine
from thidua.decisions.queries.decisions import DecisionPage, decision_page
from thidua.decisions.queries.funds import owed_lines
from thidua.decisions.queries.papers import unverified_bases
from thidua.decisions.rules.acts import may_issue
from thidua.decisions.rules.papers.texts import award_name
from thidua.nominations.choices import State
from thidua.office.decisions.bonuses import reckoned
from thidua.office.decisions.finding import KEEPERS, decision_or_404, works_on
from thidua.office.decisions.forms import BonusForm
from thidua.office.decisions.obstacles import obstacles
from thidua.office.decisions.papers import paper_panel
from thidua.office.decisions.words import CHIPS, ORDER, counted, recipients_of
from thidua.vietnamese.writing import number
from thidua.web.formats import day
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest, whole_number

LINES_A_PAGE = 100
_ON_STAGE = 3
"""Names of each kind that the honour panel shows."""
_AFTER = (State.ANNOUNCED, State.PAID, State.ARCHIVED)


@dataclass(frozen=True)
class ShownLine:
    """A line with what may be done about it; ``owed`` is money that has not come back, in đồng."""

    line: DecisionLine
    owed: int


@dataclass(frozen=True)
class Part:
    """Lines of one award and one kind of recipient that stand on this page of the list."""

    award_name: str
    recipients: str
    lines: tuple[ShownLine, ...]


@allow(STAFF)
@require_GET
def decision(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show a decision."""
    return decision_as_page(request, decision_or_404(request, uid))


def decision_as_page(
    request: ActingRequest, found: AwardDecision, *, bonus: BonusForm | None = None, status: int = 200
) -> HttpResponse:
    """Draw the page; ``bonus`` is the form of amounts where it was refused."""
    today = clock.today()
    page = decision_page(found, on=today)
    lines = [line for group in page.groups for line in group.lines]
    number_asked = whole_number(request.GET.get("page", "")) or 1
    listed = Paginator(lines, LINES_A_PAGE).get_page(number_asked)
    works = works_on(request, found.unit_id)
    is_draft = found.state == DecisionState.DRAFT
    in_way = obstacles(page, lines, request.actor) if is_draft else []
    context = {
        "decision": found,
        "page": page,
        "listed": listed,
        "parts": _parts(page, list(listed), lines),
        "columns": _columns(found, works=works),
        "chip": CHIPS[DecisionState(found.state)],
        "recipients": recipients_of(lines),
        "sentence": _sentence(page, lines, in_way) if is_draft else "",
        "obstacles": in_way,
        "issue_css": "" if in_way else "btn-primary",
        "honoured": _honoured(found, lines),
        "standing": sum(line.annulled_at is None for line in lines),
        "money": reckoned(lines, found.authority) if found.kind == DecisionKind.AWARD else [],
        "timeline": _timeline(found, lines),
        "bonus_form": bonus or (BonusForm() if page.asks else None),
        "unverified": unverified_bases(found, on=today),
        "papers": paper_panel(page, works=works),
        "can_keep": request.actor.has(*KEEPERS),
        "works": works,
        "today": today,
        **_acts(request, page, lines, works=works),
    }
    return render(request, "office/decisions/decision.html", context, status=status)


def _parts(page: DecisionPage, shown: Sequence[DecisionLine], lines: Sequence[DecisionLine]) -> list[Part]:
    owed = {line.pk: left for line, left in owed_lines(page.decision.unit)} if page.to_recover else {}
    sizes: dict[tuple[str, str], int] = {}
    for line in lines:
        key = (line.award_name, line.kind)
        sizes[key] = sizes.get(key, 0) + 1
    return [
        Part(
            award_name(key[0], page.decision.authority),
            counted(key[1], sizes[key]),
            tuple(ShownLine(line, owed.get(line.pk, 0)) for line in mine),
        )
        for key, mine in groupby(shown, key=lambda line: (line.award_name, line.kind))
    ]


def _columns(found: AwardDecision, *, works: bool) -> int:
    """Return how many columns the list has: a box to tick in a draft, money of awards, acts once they are issued."""
    is_award, is_draft = found.kind == DecisionKind.AWARD, found.state == DecisionState.DRAFT
    return 3 + is_award + (is_draft and works) + (is_award and not is_draft)


def _honoured(found: AwardDecision, lines: Sequence[DecisionLine]) -> list[dict[str, Any]]:
    """Return the first names of each kind for the honour panel, of awards that were given and stand."""
    if found.kind != DecisionKind.AWARD or found.state == DecisionState.DRAFT:
        return []
    standing = [line for line in lines if line.annulled_at is None]
    groups = []
    for kind in ORDER:
        mine = [line for line in standing if line.kind == kind]
        people = [
            {"name": line.name, "award": award_name(line.award_name, found.authority), "why": _why(line)}
            for line in mine[:_ON_STAGE]
        ]
        if people:
            groups.append({"name": f"{str(kind.label).capitalize()} ({number(len(mine))})", "people": people})
    return groups


def _why(line: DecisionLine) -> str:
    return line.achievement or line.post


def _sentence(page: DecisionPage, lines: Sequence[DecisionLine], in_way: Sequence[object]) -> str:
    stuck = {line.nomination_id for line in lines if line.nomination and _is_stuck(line)}
    stuck |= {each.key for each in page.unfit}
    told = []
    if stuck:
        told.append(_("%(count)s hồ sơ còn vướng") % {"count": number(len(stuck))})
    if page.asks:
        told.append(_("%(count)s dòng cần ghi số tiền") % {"count": number(len(page.asks))})
    if told:
        return _("Chưa ra quyết định được: %(why)s.") % {"why": ", ".join(told)}
    return _("Chưa ra quyết định được.") if in_way else _("Ra quyết định được: không còn gì vướng.")


def _is_stuck(line: DecisionLine) -> bool:
    return line.nomination is not None and bool(line.nomination.not_met or line.nomination.to_judge)


def _timeline(found: AwardDecision, lines: Sequence[DecisionLine]) -> list[dict[str, str]]:
    """Return the steps of a decision: what is done, what comes now, what later."""
    is_issued = found.state != DecisionState.DRAFT
    steps = [(_("Dự thảo"), day(found.created_at), True), (_("Ban hành"), day(found.dated_on), is_issued)]
    if found.kind == DecisionKind.AWARD:
        standing = [line for line in lines if line.annulled_at is None]
        steps += _after_issuing(standing, is_issued=is_issued) if standing or not is_issued else _annulled(lines)
    now = next((place for place, step in enumerate(steps) if not step[2]), None)
    return [
        {"word": word, "date": on, "state": "done" if is_done else "now" if place == now else "later"}
        for place, (word, on, is_done) in enumerate(steps)
    ]


def _after_issuing(standing: Sequence[DecisionLine], *, is_issued: bool) -> list[tuple[str, str, bool]]:
    """Return what follows for the awards that stand: announced, paid where there is money, archived."""
    states = [State(line.nomination.state) for line in standing if line.nomination]
    unpaid = [line for line in standing if line.bonus and line.paid_on is None]
    steps = [(_("Công bố, trao"), "", is_issued and all(state in _AFTER for state in states))]
    if any(line.bonus for line in standing):
        paid_on = max((line.paid_on for line in standing if line.paid_on), default=None)
        steps.append((_("Chi tiền thưởng"), day(paid_on), is_issued and not unpaid))
    return [*steps, (_("Lưu hồ sơ"), "", is_issued and bool(states) and set(states) == {State.ARCHIVED})]


def _annulled(lines: Sequence[DecisionLine]) -> list[tuple[str, str, bool]]:
    """Return the last step of a decision of which every award was annulled."""
    last = max((line.annulled_at for line in lines if line.annulled_at), default=None)
    return [(_("Hủy bỏ"), day(last), True)]


def _acts(request: ActingRequest, page: DecisionPage, lines: Sequence[DecisionLine], *, works: bool) -> dict[str, Any]:
    """Return what the reader may do now."""
    found = page.decision
    is_award, is_issued = found.kind == DecisionKind.AWARD, found.state == DecisionState.ISSUED
    states = {State(line.nomination.state) for line in lines if line.nomination and line.annulled_at is None}
    acts = works and is_award and is_issued
    can_announce = acts and State.DECIDED in states
    can_pay = acts and bool(page.unpaid)
    can_archive = acts and not can_announce and not can_pay and bool(states & {State.ANNOUNCED, State.PAID})
    return {
        "can_issue": works and may_issue(DecisionKind(found.kind), request.actor.roles),
        "can_announce": can_announce,
        "can_pay": can_pay,
        "can_archive": can_archive,
        "can_unpay": acts and any(line.paid_on and line.annulled_at is None for line in lines),
        "can_annul": acts,
        "waits_to_announce": sum(1 for line in lines if line.nomination and line.nomination.state == State.DECIDED),
    }
