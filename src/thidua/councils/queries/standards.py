"""What votes must reach: by the law of each nomination's own check, with the rules that the council's unit follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Max
from django.utils import translation

from thidua.councils.choices import Majority
from thidua.councils.models import Session
from thidua.councils.rules.standard import Standard, standard_of
from thidua.law.day import Law
from thidua.local_rules.queries import packs_for
from thidua.nominations.models import Check, Nomination
from thidua.nominations.queries.deciding import place_under
from thidua.nominations.rules.authorities import authority_levels
from thidua.nominations.rules.authority import Place


def standards_of(session: Session, nominations: Sequence[Nomination | None], *, on: date) -> dict[int | None, Standard]:
    """Return what a vote on each nomination must reach, by its key; under ``None`` for what is in words.

    A nomination is voted on by the law that its newest check was made by: the day of receipt may have chosen an older
    one. One that was never checked, and what is in words, by the law of the session.
    """
    packs = packs_for(session.council.unit_id, on=on)
    days = _law_days([each.pk for each in nominations if each is not None])
    with translation.override("vi"):  # minutes and what is kept with an item are Vietnamese
        words = str(Majority(session.majority).label)
    mine = authority_levels(session.council.unit.kind, session.council.unit.level)
    found: dict[int | None, Standard] = {}
    known: dict[tuple[date, str, str], Standard] = {}
    for each in nominations:
        key, award, kind = (each.pk, each.award_code, each.kind) if each else (None, "", "")
        day = days.get(key, session.law_day) if key else session.law_day
        if (day, award, kind) not in known:
            law = Law.on(day, packs)
            told = standard_of(law, award, kind, majority=session.majority, majority_words=words)
            known[day, award, kind] = replace(told, is_above=place_under(law, award, mine) is Place.ABOVE)
        found[key] = known[day, award, kind]
    return found


def _law_days(keys: Sequence[int]) -> dict[int, date]:
    if not keys:
        return {}
    last = Check.objects.filter(nomination__pk__among=keys).order_by().values("nomination").annotate(last=Max("pk"))
    rows = Check.objects.filter(pk__in=last.values("last"))
    return dict(rows.values_list("nomination_id", "law_day"))
