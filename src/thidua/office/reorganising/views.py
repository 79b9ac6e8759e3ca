"""Reorganisations: the list, one of them, what a draft would change."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.office.reorganising.page import step_rows
from thidua.organisations.choices import ReorganisationState
from thidua.organisations.models import Reorganisation
from thidua.organisations.queries.reorganisations import reorganisations as reorganisations_in_scope
from thidua.reports.commands import preview_reorganisation
from thidua.web.permissions import ADMINISTRATORS, STAFF, allow
from thidua.web.requests import ActingRequest

PAGE_SIZE = 30
MOST_CHANGES = 200
"""How many totals that change are shown one by one."""


@allow(STAFF)
@require_GET
def reorganisations(request: ActingRequest) -> HttpResponse:
    """List the reorganisations of units in scope."""
    found = reorganisations_in_scope(request.actor, on=clock.today())
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "drafts": found.filter(state=ReorganisationState.DRAFT).count(),
    }
    return render(request, "office/reorganising/reorganisations.html", context)


@allow(STAFF)
@require_GET
def reorganisation(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show a reorganisation; the administrator of its unit edits a draft here, or takes back what was applied."""
    found = find_reorganisation(request, uid)
    context = page_of(request, found) | {"rows": step_rows(found, request.actor)}
    return render(request, "office/reorganising/reorganisation.html", context)


@allow(STAFF)
@require_GET
def preview(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show what applying a draft would change, or why it cannot be applied."""
    found = find_reorganisation(request, uid)
    if found.state != ReorganisationState.DRAFT:
        return redirect("office:reorganisation", uid=uid)
    context = page_of(request, found)
    try:
        told = preview_reorganisation(reorganisation=found, by=request.actor, at=clock.now())
    except Refused as refusal:
        context |= {"refused": str(refusal), "rows": step_rows(found, request.actor)}
    else:
        context |= {
            "told": told,
            "rows": step_rows(found, request.actor, stocks=told.kept),
            "changes": [
                (each, None if each.before is None or each.after is None else each.after - each.before)
                for each in told.changes[:MOST_CHANGES]
            ],
            "rest": max(len(told.changes) - MOST_CHANGES, 0),
        }
    return render(request, "office/reorganising/preview.html", context)


def find_reorganisation(request: ActingRequest, uid: UUID) -> Reorganisation:
    """Return a reorganisation of a unit in scope; 404 for any other."""
    return get_object_or_404(reorganisations_in_scope(request.actor, on=clock.today()), uid=uid)


def page_of(request: ActingRequest, found: Reorganisation) -> dict[str, Any]:
    """Return what every page of a reorganisation shows; ``may_act``: whether it is the reader's to change."""
    is_draft = found.state == ReorganisationState.DRAFT
    may_act = request.actor.has(*ADMINISTRATORS) and found.unit_id == request.actor.unit_id
    return {
        "found": found,
        "is_draft": is_draft,
        "is_applied": found.state == ReorganisationState.APPLIED,
        "may_act": may_act,
        "may_edit": may_act and is_draft,
    }
