"""A dossier as members read it before they vote: who, for what, the report, what the law said of it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.nominations.models import AchievementReport, Check, Conclusion, Paper
from thidua.nominations.queries.sides import nominations_in_scope
from thidua.office.councils.finding import item_or_404
from thidua.office.councils.words import heading_of
from thidua.web.addresses import address
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

_CHIPS = {"met": "met", "not_met": "not_met", "to_judge": "judge", "not_yet": "not_reached"}


@allow(STAFF)
@require_GET
def dossier(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show the dossier of an item; the whole one is linked for who may open it."""
    item = item_or_404(request, uid)
    nomination = item.nomination
    if nomination is None:
        raise Http404("in words")
    check = Check.objects.filter(nomination=nomination).first()
    concluded = {row.condition: row for row in Conclusion.objects.in_force().filter(nomination=nomination)}
    rows = check.verdicts if check else []
    in_scope = nominations_in_scope(request.actor, on=clock.today()).filter(pk=nomination.pk).exists()
    context = {
        "item": item,
        "session": item.session,
        "nomination": nomination,
        "heading": heading_of(item),
        "report": AchievementReport.objects.filter(nomination=nomination).first(),
        "papers": list(Paper.objects.in_force().filter(nomination=nomination)),
        "innovations": list(nomination.innovations.all()),
        "check": check,
        "verdicts": [
            {**row, "chip": _CHIPS.get(str(row["outcome"]), "judge"), "concluded": concluded.get(str(row["code"]))}
            for row in rows
        ],
        "whole_url": address("office:nomination", for_actor=request.actor, uid=nomination.uid) if in_scope else "",
    }
    return render(request, "office/councils/dossier.html", context)
