"""The achievement report, written in the browser and saved while it is written."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.core import clock
from thidua.core.errors import Refused, Stale
from thidua.nominations.commands.dossier import finish_report, save_report, unfinish_report
from thidua.nominations.models import AchievementReport, Nomination
from thidua.nominations.queries.sides import sides_of
from thidua.nominations.rules.path import EDITABLE, Side
from thidua.office.nominations.finding import MOVERS, nomination_or_404, own_nomination_or_404
from thidua.web.formats import instant
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest, whole_number

_STALE, _REFUSED = 409, 422


@allow(STAFF)
@require_GET
def report(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show the report: to write for the unit that proposes, to read for everybody else."""
    return _page(request, nomination_or_404(request, uid))


@allow(MOVERS)
@require_POST
def save(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Save what is written; asked by the page as JSON, and by its button where there is no script."""
    one = own_nomination_or_404(request, uid)
    text, version = request.POST.get("text", ""), whole_number(request.POST.get("version", "")) or 0
    wants_json = request.headers.get("Accept", "") == "application/json"
    try:
        kept = save_report(nomination=one, text=text, version=version, by=request.actor, at=clock.now())
    except Stale as stale:
        told = {"message": str(stale), "theirs": stale.theirs["text"], "version": stale.values["version"]}
        return JsonResponse(told, status=_STALE) if wants_json else _page(request, one, typed=text, stale=told)
    except Refused as refusal:
        if wants_json:
            return JsonResponse({"message": str(refusal)}, status=_REFUSED)
        return _page(request, one, typed=text, refusal=str(refusal))
    if wants_json:
        return JsonResponse({"version": kept.version, "at": instant(kept.saved_at)})
    if "finish" in request.POST:
        return _finish(request, one, kept)
    messages.success(request, _("Đã lưu báo cáo."))
    return redirect("office:report_of_nomination", uid=uid)


@allow(MOVERS)
@require_POST
def go_on_writing(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take a finished report up again."""
    unfinish_report(nomination=own_nomination_or_404(request, uid), by=request.actor, at=clock.now())
    return redirect("office:report_of_nomination", uid=uid)


def _finish(request: ActingRequest, one: Nomination, kept: AchievementReport) -> HttpResponse:
    try:
        finish_report(nomination=one, version=kept.version, by=request.actor, at=clock.now())
    except Refused as refusal:
        return _page(request, one, refusal=str(refusal))
    undo = reverse("office:go_on_writing", args=[one.uid])
    messages.success(request, _("Báo cáo đã viết xong, tính là có trong hồ sơ."), extra_tags=undo)
    return redirect("office:dossier", uid=one.uid)


def _page(
    request: ActingRequest,
    one: Nomination,
    *,
    typed: str | None = None,
    stale: dict[str, str] | None = None,
    refusal: str = "",
) -> HttpResponse:
    kept = AchievementReport.objects.filter(nomination=one).first()
    own = Side.NOMINATING in sides_of(one, request.actor, on=clock.today()) and request.actor.has(*MOVERS)
    context = {
        "one": one,
        "report": kept,
        "text": typed if typed is not None else kept.text if kept else "",
        "version": kept.version if kept else 0,
        "can_write": own and one.state in EDITABLE and not (kept and kept.finished_at),
        "can_go_on": own and one.state in EDITABLE and bool(kept and kept.finished_at),
        "is_own": own,
        "stale": stale,
        "refusal": refusal,
    }
    status = _STALE if stale else _REFUSED if refusal else 200
    return render(request, "office/nominations/report.html", context, status=status)
