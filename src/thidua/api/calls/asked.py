"""What calls about forms and units ask for: the form, the year, the unit."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from pydantic import Field

from thidua.api.requests import CallingRequest
from thidua.api.shapes.common import Plain, Shape, Year
from thidua.core import clock
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.reports.models import Form


class FormYear(Shape):
    """A form in a year, at and under a unit."""

    form: Annotated[Plain, Field(min_length=1, max_length=60)] = Field(description="Code of the form.")
    year: Year
    unit: UUID | None = Field(None, description="The token's own where it is left out.")


def unit_asked(request: CallingRequest, asked: FormYear) -> Unit:
    """Return the unit in scope; 404 for any other."""
    scope = units_in_scope(request.actor, on=clock.today())
    return (
        get_object_or_404(scope, uid=asked.unit) if asked.unit else get_object_or_404(scope, pk=request.actor.unit_id)
    )


def form_asked(forms: QuerySet[Form], asked: FormYear) -> Form:
    """Return the form among those that ask something there; 404 for any other."""
    return get_object_or_404(forms, code=asked.form)
