"""How far a new office has come: what is there, and what is still empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from thidua.awards.models import Award
from thidua.conferences.models import Conference
from thidua.core.actors import Actor
from thidua.movements.models import Movement
from thidua.nominations.models import Round
from thidua.nominations.queries.sides import nominations_in_scope
from thidua.organisations.choices import Level
from thidua.organisations.models import Unit
from thidua.organisations.queries import in_force, units_in_scope
from thidua.people.models import RoleGrant
from thidua.reports.models import Reminder, Report
from thidua.sources.models import Document


@dataclass(frozen=True)
class Beginnings:
    """What an office that has not begun to work has so far.

    Attributes:
        provinces: provinces in force that are loaded, in the whole country.
        communes: communes, wards and special zones in force that are loaded.
        users: people who hold a role in scope today.
    """

    provinces: int
    communes: int
    users: int


def has_begun(actor: Actor, *, on: date) -> bool:
    """Whether anything was done in scope yet but signing in: a text, a movement, a report, an award, a round."""
    units = units_in_scope(actor, on=on)
    return (
        Document.objects.filter(unit__in=units).exists()
        or Movement.objects.filter(unit__in=units).exists()
        or Award.objects.in_force().filter(unit__in=units).exists()
        or Conference.objects.in_force().filter(unit__in=units).exists()
        or Report.objects.filter(unit__in=units).exists()
        or Reminder.objects.filter(unit__in=units).exists()
        or Round.objects.filter(unit__in=units).exists()
        or nominations_in_scope(actor, on=on).exists()
    )


def beginnings(actor: Actor, *, on: date) -> Beginnings:
    """Count what is there on the day ``on``."""
    units = units_in_scope(actor, on=on)
    country = Unit.objects.filter(in_force(on))
    held = RoleGrant.objects.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on, unit__in=units)
    return Beginnings(
        provinces=country.filter(level=Level.PROVINCE).count(),
        communes=country.filter(level=Level.COMMUNE).count(),
        users=held.filter(user__is_active=True).values("user").distinct().count(),
    )
