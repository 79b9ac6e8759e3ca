"""By the law of which day a dossier is looked at: that of its newest check, else the one that a transition chooses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from thidua.law.entries import RecipientKind
from thidua.law.judging import day_of_law
from thidua.law.record import Record
from thidua.nominations.models import Check, Nomination
from thidua.nominations.rules.facts import read_facts


def law_days(nominations: Sequence[Nomination], *, on: date) -> dict[int, date]:
    """Return the day of the law for each nomination, by its key; one query."""
    mine = Check.objects.filter(nomination__pk__among=[each.pk for each in nominations]).order_by()
    last = mine.values("nomination").annotate(last=Max("pk")).values("last")
    told = dict(Check.objects.filter(pk__in=last).order_by().values_list("nomination_id", "law_day"))
    return {each.pk: told.get(each.pk) or _by_transition(each, on) for each in nominations}


def _by_transition(one: Nomination, on: date) -> date:
    deed_on = read_facts(one.facts).deed_on
    record = Record(RecipientKind(one.kind), one.year, received_on=one.received_on, deed_on=deed_on)
    return day_of_law(record, on)[0]
