"""Whom of the ledger somebody typed may mean; the record that was picked, or a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.shortcuts import get_object_or_404

from thidua.core import clock
from thidua.honours.choices import HolderKind
from thidua.honours.commands import add_holder
from thidua.honours.models import Holder
from thidua.honours.queries.matching import Named, proposals_for
from thidua.honours.queries.namesakes import namesakes
from thidua.honours.queries.scope import holders
from thidua.office.nominations.forms import stated_holder
from thidua.organisations.models import Unit
from thidua.web.requests import ActingRequest

NEW: Final = "moi"
"""What is chosen where nobody of the ledger is meant."""


@dataclass(frozen=True)
class Meant:
    """Somebody of the ledger who may be meant: what speaks for it, and how many awards the ledger has."""

    holder: Holder
    reasons: tuple[str, ...]
    honours: int


def people_meant(request: ActingRequest, typed: Mapping[str, Any]) -> list[Meant]:
    """Return who of the ledger may be meant: persons by evidence, others and bare names by the name alone."""
    today = clock.today()
    found: dict[int, tuple[str, ...]] = {}
    if typed["kind"] == HolderKind.INDIVIDUAL:
        named = Named(typed["name"], typed["birth_year"], "", typed["post"])
        (proposals,) = proposals_for(request.actor, [named], on=today)
        found |= {each.holder_id: tuple(map(str, each.likeness.reasons)) for each in proposals}
    (alike,) = namesakes(request.actor, [(typed["kind"], typed["name"])], on=today)
    for each in alike:
        found.setdefault(each.holder_id, tuple(map(str, each.likeness.reasons)))
    rows = Holder.objects.filter(pk__in=found, kind=typed["kind"]).select_related("body_unit")
    people = {each.pk: each for each in rows.prefetch_related("honours")}
    return [
        Meant(people[key], reasons, sum(row.withdrawn_at is None for row in people[key].honours.all()))
        for key, reasons in found.items()
        if key in people
    ]


def picked_of(request: ActingRequest, meant: list[Meant]) -> str:
    """Return what is chosen of them: as sent, else as the address names it, else nobody; new where there is nobody."""
    asked = request.GET.get("holder", "")
    known = asked if asked in {str(each.holder.uid) for each in meant} else ""
    return request.POST.get("holder", known if meant else NEW)


def holder_picked(request: ActingRequest, typed: Mapping[str, Any], picked: str, *, at: datetime) -> Holder:
    """Return the record that was picked, or add a new one to the ledger of the unit that the actor works for."""
    if picked != NEW:
        return get_object_or_404(holders(request.actor, on=clock.today()), uid=uid_of(picked))
    unit = get_object_or_404(Unit, pk=request.actor.unit_id or 0)
    is_another = "is_another" in request.POST
    return add_holder(keeper=unit, stated=stated_holder(typed), is_another=is_another, by=request.actor, at=at)


def uid_of(text: str) -> UUID | None:
    """Return the uid that a text is; ``None`` where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
