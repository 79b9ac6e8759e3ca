"""Awards of a year in the ledger, counted by the database."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, QuerySet

from thidua.core.actors import Actor
from thidua.honours.models import Honour
from thidua.insights.statistics.given import Given
from thidua.organisations.queries import units_in_scope

GIVEN = ("form_code", "authority__name", "holder__kind", "holder__body_unit__kind", "type")
"""The fields of a row of the ledger that make a ``Given``, in its order."""


def rows_of_year(actor: Actor, year: int, *, on: date) -> QuerySet[Honour]:
    """Return the awards in force in the ledger of the unit of ``actor`` and of all under it, in no order."""
    return Honour.objects.in_force().filter(keeper__in=units_in_scope(actor, on=on), year=year).order_by()


def awards_of_year(actor: Actor, year: int, *, on: date) -> tuple[Given, ...]:
    """Count the rows of a year: an award that stands twice is two of them."""
    groups = rows_of_year(actor, year, on=on).values_list(*GIVEN).annotate(times=Count("pk"))
    return tuple(given_of(*told, times=times) for *told, times in groups)


def given_of(
    code: str, authority: str | None, kind: str, body_kind: str | None, type_of: str, *, times: int = 1
) -> Given:
    """Return what the fields ``GIVEN`` of ``times`` rows say."""
    return Given(code, authority or "", kind, body_kind or "", type_of, times)
