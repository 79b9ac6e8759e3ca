"""What other bodies were asked about nominations, and which of them are late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from thidua.core.actors import Actor
from thidua.nominations.choices import State
from thidua.nominations.models import Nomination, Opinion
from thidua.nominations.queries.sides import nominations_in_scope
from thidua.nominations.rules.path import with_decider


@dataclass(frozen=True, slots=True)
class AskedBody:
    """A question to a body; ``days_late`` is nought where it answered or still has time."""

    opinion: Opinion
    days_late: int

    @property
    def is_late(self) -> bool:
        """Whether the day is over without an answer."""
        return self.days_late > 0


@dataclass(frozen=True, slots=True)
class OpinionCounts:
    """How many bodies were asked about a nomination, how many are open, and how many of those are late."""

    asked: int = 0
    open: int = 0
    late: int = 0


def opinions_of(nomination: Nomination, *, on: date) -> tuple[AskedBody, ...]:
    """Return what was asked about a nomination, the earliest day first. The caller found it in the actor's scope."""
    return tuple(_asked(each, on) for each in nomination.opinions.select_related("file"))


def late_opinions(actor: Actor, *, on: date) -> tuple[AskedBody, ...]:
    """Return the questions that are late about nominations in scope that are on their way; one query."""
    waiting = [state for state in State if with_decider(state)]
    seen = nominations_in_scope(actor, on=on).filter(state__in=waiting)
    rows = Opinion.objects.filter(nomination__in=seen, answer="", due_on__lt=on)
    return tuple(_asked(each, on) for each in rows.select_related("nomination__round", "nomination__unit"))


def opinion_counts(nominations: Sequence[Nomination], *, on: date) -> dict[int, OpinionCounts]:
    """Return how many were asked about nominations, by the key of the nomination, for a list; one query."""
    rows = Opinion.objects.filter(nomination__pk__among=[each.pk for each in nominations]).order_by()
    unanswered = Q(answer="")
    counted = rows.values("nomination").annotate(
        asked=Count("pk"),
        unanswered=Count("pk", filter=unanswered),
        late=Count("pk", filter=unanswered & Q(due_on__lt=on)),
    )
    return {row["nomination"]: OpinionCounts(row["asked"], row["unanswered"], row["late"]) for row in counted}


def _asked(row: Opinion, on: date) -> AskedBody:
    return AskedBody(row, 0 if row.answer else max((on - row.due_on).days, 0))
