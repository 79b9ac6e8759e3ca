"""Many items decided by one show of hands: chosen by award, looked at as a list, then all decided or none."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.councils import commands
from thidua.councils.choices import ItemState, Outcome, Way
from thidua.councils.models import AgendaItem, Recusal, Session, WrittenOpinion
from thidua.councils.queries.listing import ListToDecide, list_to_decide
from thidua.honours.choices import HolderKind
from thidua.office.councils.answers import to_session
from thidua.office.councils.finding import session_or_404
from thidua.office.councils.forms import hands_of
from thidua.vietnamese.writing import number
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest


@allow(STAFF)
def together(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Choose, look, decide. A list that changed since it was looked at is shown anew and not decided."""
    session = session_or_404(request, uid)
    fit = _fit(session)
    if request.method != "POST":
        return _page(request, session, fit, None, "")
    try:
        found = list_to_decide(session, _chosen(request, fit), on=clock.today())
    except Refused as refusal:
        return _page(request, session, fit, None, str(refusal))
    if "digest" not in request.POST:
        return _page(request, session, fit, found, "")
    try:
        done = commands.decide_together(
            session=session,
            items=found.items,
            hands=hands_of(request.POST),
            digest=request.POST["digest"],
            by=request.actor,
            at=clock.now(),
        )
    except Refused as refusal:
        return _page(request, session, fit, found, str(refusal))
    agreed = sum(each.outcome == Outcome.AGREED for each in done)
    told = ngettext("Đã quyết %(count)s mục: %(outcome)s.", "Đã quyết %(count)s mục: %(outcome)s.", len(done))
    outcome = str(Outcome.AGREED.label if agreed == len(done) else Outcome.NOT_AGREED.label)
    if 0 < agreed < len(done):
        outcome = _("%(agreed)s đồng ý, %(refused)s không") % {"agreed": agreed, "refused": len(done) - agreed}
    messages.success(request, told % {"count": number(len(done)), "outcome": outcome})
    return to_session(session)


def _fit(session: Session) -> dict[str, list[AgendaItem]]:
    """The items that one show of hands may decide, by award and kind of recipient."""
    apart = set(Recusal.objects.in_force().filter(item__session=session).values_list("item_id", flat=True))
    apart |= set(WrittenOpinion.objects.in_force().filter(item__session=session).values_list("item_id", flat=True))
    rows = AgendaItem.objects.filter(
        session=session, way=Way.HANDS, state=ItemState.WAITING, nomination__isnull=False
    ).select_related("nomination")
    found: dict[str, list[AgendaItem]] = {}
    for each in rows:
        if each.pk not in apart and each.nomination is not None:
            found.setdefault(f"{each.nomination.award_code}|{each.nomination.kind}", []).append(each)
    return found


def _chosen(request: ActingRequest, fit: dict[str, list[AgendaItem]]) -> list[AgendaItem]:
    groups, apart = request.POST.getlist("group"), set(request.POST.getlist("apart"))
    return [each for key in groups for each in fit.get(key, []) if str(each.uid) not in apart]


def _page(
    request: ActingRequest,
    session: Session,
    fit: dict[str, list[AgendaItem]],
    found: ListToDecide | None,
    refusal: str,
) -> HttpResponse:
    chosen = set(request.POST.getlist("group"))
    context = {
        "session": session,
        "groups": [
            {
                "key": key,
                "award": items[0].nomination.award_name if items[0].nomination else "",
                "kind": HolderKind(key.rpartition("|")[2]).label,
                "items": items,
                "is_chosen": not chosen or key in chosen,
            }
            for key, items in fit.items()
        ],
        "list": found,
        "counts": [(award, HolderKind(kind).label, count) for award, kind, count in found.counts] if found else [],
        "chosen": request.POST.getlist("group"),
        "apart": request.POST.getlist("apart"),
        "refusal": refusal,
        "typed": request.POST,
    }
    return render(request, "office/councils/together.html", context, status=422 if refusal else 200)
