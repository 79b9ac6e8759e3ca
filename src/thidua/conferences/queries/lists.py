"""Lists within the reader's scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from thidua.awards.models import Award
from thidua.conferences.models import Conference, ConferenceDirection, ConferencePack, Participation, Review
from thidua.core.actors import Actor
from thidua.movements.models import Movement
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.reports.models import Figure, Period


def conferences(actor: Actor, *, on: date) -> QuerySet[Conference]:
    """Return the conferences that ``actor`` may see on the day ``on``, with how many persons are named in each."""
    named = Q(participations__withdrawn_at__isnull=True)
    return (
        Conference.objects.in_force()
        .filter(unit__in=units_in_scope(actor, on=on))
        .select_related("unit", "movement", "period", "citation__document")
        .annotate(people=Count("participations", filter=named, distinct=True))
        .order_by(F("held_on").desc(nulls_last=True), "-id")
    )


def reviews(actor: Actor, *, on: date) -> QuerySet[Review]:
    """Return the reviews that ``actor`` may see on the day ``on``, newest first."""
    return Review.objects.filter(unit__in=units_in_scope(actor, on=on)).select_related("movement", "unit", "period")


def reviews_of(actor: Actor, movement: Movement, *, on: date) -> QuerySet[Review]:
    """Return the reviews of one movement that ``actor`` may see, latest period first."""
    return reviews(actor, on=on).filter(movement=movement).order_by("-period__since", "-id")


@dataclass(frozen=True)
class Unreviewed:
    """A unit and a dated period of which a movement has figures, but no review yet."""

    unit: Unit
    period: Period
    figures: int

    @property
    def last_year(self) -> int | None:
        """The last year of the period, ``None`` while it is open."""
        return self.period.until.year - 1 if self.period.until else None


def unreviewed(actor: Actor, movement: Movement, *, on: date) -> list[Unreviewed]:
    """Return the units and periods of a movement that could be reviewed, latest first."""
    reviewed = set(Review.objects.filter(movement=movement).values_list("unit", "period"))
    rows = Figure.objects.in_force().filter(movement=movement, unit__in=units_in_scope(actor, on=on))
    rows = rows.filter(period__since__isnull=False).select_related("unit", "period")
    groups: dict[tuple[int, int], list[Figure]] = {}
    for row in rows.order_by("-period__since", "unit_id", "id"):
        groups.setdefault((row.unit_id, row.period_id), []).append(row)
    return [
        Unreviewed(found[0].unit, found[0].period, len(found)) for key, found in groups.items() if key not in reviewed
    ]


def directions(actor: Actor, *, on: date) -> QuerySet[ConferenceDirection]:
    """Return the directions, withdrawn ones too (for undo), of the reviews that ``actor`` may see."""
    seen = ConferenceDirection.objects.filter(review__unit__in=units_in_scope(actor, on=on))
    return seen.select_related("review__unit", "review__movement", "review__period")


def conference_packs(actor: Actor, *, on: date) -> QuerySet[ConferencePack]:
    """Return the packs of the reviews that ``actor`` may see on the day ``on``."""
    seen = ConferencePack.objects.filter(review__unit__in=units_in_scope(actor, on=on))
    return seen.select_related("review__unit", "review__movement", "review__period", "report", "release")


def participations(actor: Actor, *, on: date) -> QuerySet[Participation]:
    """Return who took part in what ``actor`` may see on the day ``on``."""
    seen = Participation.objects.in_force().filter(unit__in=units_in_scope(actor, on=on))
    return seen.select_related("person", "conference", "unit", "citation__document")


def participations_of(conference: Conference) -> list[Participation]:
    """Return who took part in a conference, in the order of its source."""
    rows = Participation.objects.in_force().filter(conference=conference)
    return list(rows.select_related("person", "citation__document"))


def on_stage(conference: Conference) -> list[Award]:
    """Return the awards given at a conference, in the order of the stage."""
    rows = Award.objects.in_force().filter(stages__conference=conference).order_by("stages__order", "id")
    return list(rows.select_related("citation__document", "unit").prefetch_related("recipients"))
