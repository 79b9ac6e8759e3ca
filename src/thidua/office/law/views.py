"""Which awards the law has on a day, and what one of them asks for; both for any day, with the unit's own rules."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.law.catalogue import NotInForceError, UnknownCodeError, all_award_forms, catalogue
from thidua.law.day import all_transitions
from thidua.law.entries import AwardForm
from thidua.law.naming import first_day_of
from thidua.law.telling import ToldStandard, tell
from thidua.local_rules.queries import law_for
from thidua.vietnamese.fold import fold
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

_LATEST = date(2100, 1, 1)


@dataclass(frozen=True)
class AwardRow:
    """An award of the list: what it is, who may have it, who decides, and how much of it is not verified."""

    form: AwardForm
    recipients: str
    doubts: int


@allow(STAFF)
@require_GET
def awards_of_day(request: ActingRequest) -> HttpResponse:
    """List the awards of a day: ``?ngay=`` the day, ``?q=`` words of the name, accents or not."""
    on, text = _day_asked(request), request.GET.get("q", "").strip()
    law = law_for(request.actor.unit_id, on, on=clock.today())
    forms = [form for form in catalogue(on) if not form.classes and fold(text) in fold(form.name)]
    rows = [AwardRow(form, _recipients(form), tell(form.code, law).doubts) for form in forms]
    groups: dict[str, list[AwardRow]] = {}
    for row in rows:
        groups.setdefault(row.form.group.label, []).append(row)
    context = {
        "on": on,
        "is_today": on == clock.today(),
        "text": text,
        "groups": groups,
        "count": len(rows),
        "unsure": sum(bool(row.doubts) for row in rows),
        "packs": law.packs,
        "transitions": [change for change in all_transitions() if change.since <= on],
    }
    return render(request, "office/law/awards.html", context)


@allow(STAFF)
@require_GET
def standard(request: ActingRequest, code: str) -> HttpResponse:
    """Show what the law of a day says about an award, with provisions and doubts, and what is otherwise since."""
    if code not in all_award_forms():
        raise Http404
    on = _day_asked(request)
    newest = all_award_forms()[code][-1]
    context = {
        "on": on,
        "is_today": on == clock.today(),
        "code": code,
        "name": newest.name,
        "told": _told(request, code, on),
        "first": first_day_of(code),
        "days": _days_of_change(code, on),
        "address": reverse("office:standard", args=[code]),
    }
    return render(request, "office/law/standard.html", context)


def _recipients(form: AwardForm) -> str:
    return ", ".join(rule.kind.label for rule in form.recipients)


def _told(request: ActingRequest, code: str, on: date) -> ToldStandard | None:
    with suppress(NotInForceError, UnknownCodeError):
        return tell(code, law_for(request.actor.unit_id, on, on=clock.today()))
    return None


def _days_of_change(code: str, on: date) -> list[date]:
    """Return the days on which the law of this award, or the law as a whole, changed; to look at either side."""
    days = {form.since for form in all_award_forms()[code] if form.since}
    days |= {change.since for change in all_transitions()}
    return sorted(day for day in days if day != on)


def _day_asked(request: ActingRequest) -> date:
    text = request.GET.get("ngay", "").strip()
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        with suppress(ValueError):
            return min(datetime.strptime(text, form).date(), _LATEST)  # noqa: DTZ007 - a day has no zone
    return clock.today()
