"""A new nomination: the round and the award, the person found in the ledger or new, what the award asks for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from thidua.core import clock
from thidua.law.entries import RecipientKind
from thidua.local_rules.queries import law_for
from thidua.nominations.commands import change_nomination, nominate
from thidua.nominations.models import Nomination, Round
from thidua.nominations.queries.deciding import RoundAward, awards_decided
from thidua.nominations.queries.rounds import rounds_open_to
from thidua.nominations.rules.asked_facts import asked_facts
from thidua.office.nominations.finding import MOVERS, own_nomination_or_404
from thidua.office.nominations.forms import StatedForm, WhomForm, stated_nomination
from thidua.office.nominations.meant import NEW, holder_picked, people_meant, picked_of, uid_of
from thidua.office.saving import refusals_shown_on
from thidua.organisations.models import Unit
from thidua.vietnamese.fold import fold
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest

_DOUBLE_CLICK = timedelta(seconds=60)


@allow(MOVERS)
def new(request: ActingRequest) -> HttpResponse:
    """Choose the round, then whom and for what, then say what the dossier states; the address keeps the choice."""
    rounds = rounds_open_to(request.actor, on=clock.today())
    chosen = _round(request, rounds)
    if chosen is None:
        return render(request, "office/nominations/new.html", {"rounds": list(rounds)})
    awards = awards_decided(chosen.unit, chosen.award_codes, on=clock.today())
    known = [(each.code, each.name) for each in awards if each.is_known]
    whom = WhomForm(request.GET if "name" in request.GET else None, awards=known, initial=request.GET.dict())
    context: dict[str, Any] = {"rounds": list(rounds), "round": chosen, "awards": awards, "whom": whom}
    if not whom.is_bound or not whom.is_valid():
        return render(request, "office/nominations/new.html", context, status=422 if whom.is_bound else 200)
    return _second(request, chosen, whom, context)


@allow(MOVERS)
def edit(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Change what the dossier states; two who save at once see both texts."""
    one = own_nomination_or_404(request, uid)
    asked = asked_facts(
        one.award_code, RecipientKind(one.kind), law_for(one.round.unit_id, clock.today(), on=clock.today())
    )
    form = StatedForm(request.POST or None, asked=asked, year=one.year, kept=one)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            change_nomination(
                nomination=one,
                changes=form.changes(),
                version=form.cleaned_data["version"] or 0,
                by=request.actor,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("Đã lưu %(code)s và xét lại điều kiện.") % {"code": one.code})
            return redirect("office:nomination", uid=uid)
    context = {"form": form, "one": one, "asked": asked}
    return render(request, "office/nominations/edit.html", context, status=422 if form.errors else 200)


def _second(request: ActingRequest, chosen: Round, whom: WhomForm, context: dict[str, Any]) -> HttpResponse:
    typed = whom.cleaned_data
    award = next(each for each in context["awards"] if each.code == typed["award"])
    law = law_for(chosen.unit_id, clock.today(), on=clock.today())
    asked = asked_facts(award.code, RecipientKind(typed["kind"]), law)
    given = {"name": typed["name"], "post": typed["post"]}
    form = StatedForm(request.POST or None, asked=asked, year=chosen.year, round_kind=chosen.kind, initial=given)
    meant = people_meant(request, typed)
    picked = picked_of(request, meant)
    if request.method == "POST" and form.is_valid():
        if not picked:
            form.add_error(None, _("Chọn người trong sổ, hoặc chọn người mới."))
        else:
            with refusals_shown_on(form):
                return _made(request, chosen, award, form, typed, picked)
    context |= {"form": form, "award": award, "asked": asked, "meant": meant, "picked": picked, "new": NEW}
    return render(request, "office/nominations/new.html", context, status=422 if form.errors else 200)


def _made(
    request: ActingRequest, chosen: Round, award: RoundAward, form: StatedForm, typed: dict[str, Any], picked: str
) -> HttpResponse:
    made = _once(request, chosen, award, typed, picked) or _propose(request, chosen, award, form, typed, picked)
    messages.success(request, _("Đã lập %(code)s và xét điều kiện.") % {"code": made.code})
    return redirect("office:nomination", uid=made.uid)


@transaction.atomic
def _propose(
    request: ActingRequest, chosen: Round, award: RoundAward, form: StatedForm, typed: dict[str, Any], picked: str
) -> Nomination:
    unit, at = get_object_or_404(Unit, pk=request.actor.unit_id or 0), clock.now()
    holder = holder_picked(request, typed, picked, at=at)
    stated = stated_nomination(form, holder, award.code, chosen)
    return nominate(round=chosen, unit=unit, stated=stated, by=request.actor, at=at)


def _once(
    request: ActingRequest, chosen: Round, award: RoundAward, typed: dict[str, Any], picked: str
) -> Nomination | None:
    """Return the nomination that the same click made a moment ago, where a second one comes behind it.

    Of a record that was picked the same record is meant, of a new one the record that the first click made.
    """
    since = clock.now() - _DOUBLE_CLICK
    rows = Nomination.objects.filter(
        round=chosen, unit=request.actor.unit_id or 0, award_code=award.code, created_at__gt=since
    )
    if picked == NEW:
        told = {"folded": fold(typed["name"]), "birth_year": typed["birth_year"], "created_at__gt": since}
        same = rows.filter(**{f"holder__{name}": value for name, value in told.items()})
    else:
        same = rows.filter(holder__uid__in=[uid for uid in (uid_of(picked),) if uid])
    return same.filter(steps__made_by=request.actor.label, steps__act="create").first()


def _round(request: ActingRequest, rounds: QuerySet[Round]) -> Round | None:
    asked = request.GET.get("dot", "")
    if not asked:
        few = list(rounds[:2])
        return few[0] if len(few) == 1 else None
    return get_object_or_404(rounds, uid=uid_of(asked))
