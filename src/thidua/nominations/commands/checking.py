"""Asking the law about nominations and keeping what it said, with its day and its provisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from thidua.core import clock
from thidua.core.actors import Actor
from thidua.core.many import insert_rows, update_rows
from thidua.nominations.commands.achievements import index_new_honours
from thidua.nominations.models import Check, Nomination
from thidua.nominations.queries.assessing import Assessed, assess_nominations

_FOUND = ("nomination", "law_day", "by_newer", "state", "outcome", "verdicts")
_SHOWN = ("outcome", "not_met", "to_judge", "checked_on")


@transaction.atomic
def check_nominations(
    *, nominations: Sequence[Nomination], deciding: bool = False, by: Actor, at: datetime
) -> dict[int, Assessed]:
    """Check nominations by the law of the day of ``at`` and keep what was found; return it by the nomination's key.

    A check that says what the last one said is not kept twice: the last one stays with its day. The caller holds the
    rows locked where the outcome decides over a step.
    """
    on = clock.legal_day(at)
    index_new_honours(at=at)
    found = assess_nominations(nominations, on=on, deciding=deciding)
    last = _last_checks(nominations)
    fresh = []
    for each in nominations:
        assessed = found[each.pk]
        verdicts = [row.as_json() for row in assessed.rows]
        before = last.get(each.pk)
        if before is None or _differs(before, each, assessed, verdicts, on):
            fresh.append((each.pk, assessed.law_day, assessed.by_newer, each.state, assessed.outcome, verdicts))
        each.outcome, each.checked_on = assessed.outcome, on
        each.not_met, each.to_judge = len(assessed.standing.not_met), len(assessed.standing.to_judge)
    insert_rows(Check, _FOUND, fresh, common={"at": at, "on": on, "made_by": by.label})
    update_rows(Nomination, _SHOWN, ((each.pk, *(getattr(each, name) for name in _SHOWN)) for each in nominations))
    return found


def _last_checks(nominations: Sequence[Nomination]) -> Mapping[int, Check]:
    mine = Check.objects.filter(nomination__pk__among=[each.pk for each in nominations]).order_by()
    last = mine.values("nomination").annotate(last=Max("pk")).values("last")
    return {row.nomination_id: row for row in Check.objects.filter(pk__in=last)}


def _differs(before: Check, one: Nomination, assessed: Assessed, verdicts: list[dict[str, object]], on: date) -> bool:
    same_law = (before.law_day, before.by_newer) == (assessed.law_day, assessed.by_newer)
    return not same_law or before.state != one.state or before.on != on or before.verdicts != verdicts
