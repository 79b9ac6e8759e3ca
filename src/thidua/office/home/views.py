"""The home page: what is to be done, how far the targets are, what changed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from thidua.conferences.queries import reviews
from thidua.core import clock
from thidua.core.actors import Role
from thidua.insights.beginnings import beginnings, has_begun
from thidua.insights.changes import changes_since
from thidua.insights.targets import target_progress
from thidua.insights.work import reading_states, work_items
from thidua.nominations.tasks import ask_to_delete_comments
from thidua.office.home.first_steps import empty_places, first_steps
from thidua.office.home.rows import change_row, greeting, reading_panel, review_row, target_row, work_row
from thidua.office.lending.words import lent_rows
from thidua.people.queries import lendings
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

TARGETS = 4
CHANGES = 8
READINGS = 6
REVIEWS = 4


@allow(STAFF)
def home(request: ActingRequest) -> HttpResponse:
    """Show what waits for the actor; in a new office, how to begin. The page that is opened every day."""
    today = clock.today()
    ask_to_delete_comments(on=today)
    if not has_begun(request.actor, on=today):
        is_administrator = request.actor.has(Role.ADMINISTRATOR)
        start = beginnings(request.actor, on=today)
        context = {
            "steps": first_steps(start, for_actor=request.actor) if is_administrator else [],
            "places": empty_places(request.actor),
        }
        return render(request, "office/home/first_run.html", context)
    items = work_items(request.actor, on=today)
    changes = changes_since(request.actor, since=request.user.seen_until, on=today, at_most=CHANGES)
    context = {
        "today": today,
        "lent": lent_rows(lendings(request.actor, on=today), request.actor, today=today),
        "greeting": greeting(items, today=today),
        "work": [work_row(item) for item in items],
        "targets": [
            target_row(row, number=number)
            for number, row in enumerate(target_progress(request.actor, on=today, at_most=TARGETS), start=1)
        ],
        "changes": [change_row(change, for_actor=request.actor) for change in changes],
        "reviews": [
            review_row(review) for review in reviews(request.actor, on=today).prefetch_related("packs")[:REVIEWS]
        ],
        "reading": reading_panel(reading_states(request.actor, on=today), for_actor=request.actor, at_most=READINGS),
    }
    return render(request, "office/home/home.html", context)
