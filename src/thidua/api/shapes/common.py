"""Shapes that several calls share. Numbers are integers, scaled by the ``decimals`` told beside them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from ninja import Schema
from pydantic import AfterValidator, BaseModel, Field

from thidua.organisations.models import Unit
from thidua.reports.models import Form, Period
from thidua.reports.rules import Span
from thidua.reports.rules.calendar import MONTHS, number_of

T = TypeVar("T")


class Shape(Schema):
    """What is answered, or asked in an address; attributes are described for the reader of the schema."""


class Given(BaseModel):
    """What is sent. It is never read off an object, so it does without what that costs for every part."""


def _without_nul(text: str) -> str:
    """Leave out what a database refuses."""
    return text.replace("\0", "")


Plain = Annotated[str, AfterValidator(_without_nul)]
"""Text that every database keeps."""
Year = Annotated[int, Field(ge=2000, le=2100)]
Whole = Annotated[int, Field(ge=1, le=2_000_000_000)]
"""A number that counts rows: revisions, versions."""


class UnitRef(Shape):
    """A unit, named."""

    uid: UUID
    name: str


class FormRef(Shape):
    """A form, named."""

    uid: UUID
    code: str
    name: str


class PeriodOut(Shape):
    """A period of the calendar."""

    kind: str = Field(description="month, quarter, half, year.")
    label: str
    since: date | None
    until: date | None = Field(description="The first day after it.")
    year: int | None
    number: int | None = Field(description="Which of its kind in the year, from 1.")


class PageOf(Shape, Generic[T]):
    """A page of a list."""

    items: list[T]
    count: int = Field(description="How many there are on all pages.")
    page: int
    size: int


class Paging(Shape):
    """Which page of a list is asked for."""

    page: int = Field(1, ge=1, le=1_000_000)
    size: int = Field(50, ge=1, le=200)


def unit_ref(unit: Unit) -> UnitRef:
    """Return how a unit is named."""
    return UnitRef(uid=unit.uid, name=unit.full_name)


def form_ref(form: Form) -> FormRef:
    """Return how a form is named."""
    return FormRef(uid=form.uid, code=form.code, name=form.name)


def period_out(span: Span | Period) -> PeriodOut:
    """Return how a period is told."""
    plain = Span(span.kind, span.since, span.until, span.label)
    is_of_calendar = span.kind in MONTHS and span.since is not None
    return PeriodOut(
        kind=str(span.kind),
        label=span.label,
        since=span.since,
        until=span.until,
        year=span.since.year if span.since else None,
        number=number_of(plain) if is_of_calendar else None,
    )


def paged(rows: QuerySet[Any], paging: Paging, shape: Callable[[list[Any]], list[T]]) -> PageOf[T]:
    """Return one page of the rows; two queries beside those of ``shape``, which is given the rows of the page."""
    first = (paging.page - 1) * paging.size
    items = shape(list(rows[first : first + paging.size]))
    return PageOf(items=items, count=rows.count(), page=paging.page, size=paging.size)
