"""One act on many nominations: first said what will be done and what stops it, then all or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.nominations.choices import Act, State
from thidua.nominations.commands import move_all
from thidua.nominations.models import Nomination
from thidua.nominations.queries.found import TOGETHER, nominations_found
from thidua.nominations.queries.sides import nominations_in_scope, sides_of_all
from thidua.nominations.queries.waiting import doable
from thidua.nominations.rules.path import WAYS
from thidua.nominations.rules.together import Candidate, Stop, stop_of
from thidua.office.nominations.asked import asked_of
from thidua.office.nominations.finding import MOVERS
from thidua.office.nominations.words import BUTTONS, STOPPED
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest

MOST = 5000
_LISTED = 200


@dataclass(frozen=True)
class Stopped:
    """A nomination that cannot go along, and why, in words."""

    nomination: Nomination
    why: str


@allow(MOVERS)
@require_POST
def together(request: ActingRequest) -> HttpResponse:
    """Say what ``act`` would do with the nominations chosen; with ``confirmed``, do it."""
    act = _act(request.POST)
    rows = _chosen(request, act)
    if not rows:
        raise Refused(gettext_noop("Chưa chọn hồ sơ nào. Đánh dấu hồ sơ trong danh sách rồi bấm lại."))
    if "confirmed" in request.POST:
        return _do(request, act, rows)
    return _preview(request, act, rows)


def _preview(request: ActingRequest, act: Act, rows: Sequence[Nomination], refusal: str = "") -> HttpResponse:
    stopped = _stopped(request, act, rows)
    out = {each.nomination.pk for each in stopped}
    going = [row for row in rows if row.pk not in out]
    context = {
        "act": act.value,
        "verb": BUTTONS[act],
        "going": going,
        "going_shown": going[:_LISTED],
        "stopped": stopped,
        "refusal": refusal,
        "target": _target(act, going),
        "back": _back(request.POST),
        "query": request.POST.get("query", ""),
    }
    return render(request, "office/nominations/together.html", context, status=422 if refusal else 200)


def _do(request: ActingRequest, act: Act, rows: Sequence[Nomination]) -> HttpResponse:
    try:
        move_all(nominations=rows, act=act, by=request.actor, at=clock.now())
    except Refused as refusal:
        return _preview(request, act, rows, str(refusal))
    said = ngettext("%(act)s: đã xong %(count)s hồ sơ.", "%(act)s: đã xong %(count)s hồ sơ.", len(rows))
    messages.success(request, said % {"act": BUTTONS[act], "count": len(rows)})
    return redirect(_back(request.POST))


def _act(typed: QueryDict) -> Act:
    act = typed.get("act", "")
    if act not in {each.value for each in TOGETHER}:
        raise Http404
    return Act(act)


def _chosen(request: ActingRequest, act: Act) -> list[Nomination]:
    """Return the nominations that were ticked, or all of the filter that the act may be done on."""
    today = clock.today()
    if "all" in request.POST:
        asked = asked_of(QueryDict(request.POST.get("query", "")))
        rows = nominations_found(request.actor, asked, on=today).filter(doable(act, request.actor, on=today))
    else:
        rows = nominations_in_scope(request.actor, on=today).filter(uid__in=_uids(request.POST.getlist("hs")))
        rows = rows.select_related("round__unit", "unit")
    found = list(rows[: MOST + 1])
    if len(found) > MOST:
        raise Refused(gettext_noop("Nhiều hơn %(most)s hồ sơ một lần. Lọc bớt rồi làm lại."), most=MOST)
    return found


def _uids(texts: Sequence[str]) -> list[UUID]:
    try:
        return [UUID(text) for text in texts]
    except ValueError:
        raise Http404 from None


def _stopped(request: ActingRequest, act: Act, rows: Sequence[Nomination]) -> list[Stopped]:
    today = clock.today()
    sides = sides_of_all(rows, request.actor, on=today)
    found = []
    for row in rows:
        one = Candidate(
            state=State(row.state),
            sides=sides[row.pk],
            held_until=row.held_until,
            in_way=row.not_met + row.to_judge,
            is_round_closed=row.round.closed_at is not None,
        )
        if stop := stop_of(WAYS[act], one, request.actor.roles, today):
            found.append(Stopped(row, _why(stop, row)))
    return found


def _why(stop: Stop, row: Nomination) -> str:
    if stop is Stop.STATE:
        return _("đang ở bước “%(state)s”") % {"state": State(row.state).label}
    return str(STOPPED[stop])


def _target(act: Act, rows: Sequence[Nomination]) -> str:
    """Return to whom they go, where an act sends them somewhere and all go to one place."""
    units = {row.round.unit.full_name for row in rows}
    return units.pop() if act is Act.SUBMIT and len(units) == 1 else ""


def _back(typed: QueryDict) -> str:
    query = QueryDict(typed.get("query", "")).urlencode()
    return reverse("office:nominations") + (f"?{query}" if query else "")
