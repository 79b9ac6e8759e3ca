"""What other bodies were asked about nominations, and which of them are late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from thidua.core.actors import Actor
from thidua.nominations.choices import State
from thidua.nominations.models import Nomination, Opinion
from thidua.nominations.queries.sides import nominations_in_scope
from thidua.nominations.rules.path import with_decider

ON_THE_WAY = tuple(state for state in State if with_decider(state))
"""States in which what a body says of a nomination is waited for."""


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


@dataclass(frozen=True, slots=True)
class LateRound:
    """A round in which bodies did not answer in time: how many questions, the earliest due day."""

    title: str
    uid: UUID
    count: int
    since: date


def opinions_of(nomination: Nomination, *, on: date) -> tuple[AskedBody, ...]:
    """Return what was asked about a nomination, the earliest day first. The caller found it in the actor's scope."""
    return tuple(_asked(each, on) for each in nomination.opinions.select_related("file"))


def late_opinions(actor: Actor, *, on: date) -> tuple[AskedBody, ...]:
    """Return the questions that are late about nominations in scope that are on their way; one query."""
    seen = nominations_in_scope(actor, on=on).filter(state__in=ON_THE_WAY)
    rows = Opinion.objects.filter(nomination__in=seen, answer="", due_on__lt=on)
    return tuple(_asked(each, on) for each in rows.select_related("nomination__round", "nomination__unit"))


def late_by_round(actor: Actor, *, on: date) -> list[LateRound]:
    """Return the rounds of the actor's own unit in which bodies are late, since when and how many; one query."""
    by_round = late_in_own_rounds(actor, on=on).values("nomination__round__title", "nomination__round__uid")
    counted = by_round.annotate(count=Count("pk"), since=Min("due_on"))
    told = counted.values_list("nomination__round__title", "nomination__round__uid", "count", "since")
    return [LateRound(*row) for row in told]


def late_in_own_rounds(actor: Actor, *, on: date) -> QuerySet[Opinion]:
    """Return the questions that are late about nominations of rounds of the actor's own unit, in no order."""
    late = Opinion.objects.filter(nomination__round__unit=actor.unit_id, nomination__state__in=ON_THE_WAY)
    return late.filter(answer="", due_on__lt=on).order_by()


def is_late_about(on: date) -> Exists:
    """Return the condition that a body is late about a nomination, which is on its way still."""
    return Exists(Opinion.objects.filter(nomination=OuterRef("pk"), answer="", due_on__lt=on))


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
