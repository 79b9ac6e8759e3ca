"""What an address asks for: form, year, unit, period, and which units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from thidua.core import clock
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.reports.models import Form
from thidua.reports.queries.filing import first_year, forms_below
from thidua.reports.rules.calendar import period_before, period_on
from thidua.reports.rules.filing import CellState
from thidua.web.requests import ActingRequest, whole_number

FILTERS: dict[str, CellState | None] = {
    "": None,
    "thieu": CellState.MISSING,
    "cho": CellState.WAITING,
    "tra-lai": CellState.RETURNED,
}
"""Which units are shown, by the value in the address."""
YEARS = range(2000, 2101)
"""The years that an address may ask for."""
_MOST_YEARS = 10


@dataclass(frozen=True)
class Asked:
    """What is looked at.

    Attributes:
        is_own: whether it is the unit in whose name the actor works.
        form: ``None`` where no form asks anything under the unit.
        forms: those that do.
        number: of the period in the year, ``None`` for the one that is current.
        only: units in this state, ``None`` for all.
    """

    unit: Unit
    is_own: bool
    form: Form | None
    forms: Sequence[Form]
    year: int
    number: int | None
    only: CellState | None
    today: date

    @property
    def years(self) -> list[int]:
        """The years that are offered, the newest first."""
        return years_offered(self.form, self.year, self.today)

    def place(self, current: int, periods: int) -> int:
        """Return the place of the period that is looked at, among so many."""
        return self.number - 1 if self.number and self.number <= periods else current


def read_asked(request: ActingRequest) -> Asked:
    """Read the address.

    Raises:
        Http404: a unit out of scope, or a form that asks nothing under the unit.
    """
    today, query = clock.today(), request.GET
    unit = unit_looked_at(request, today)
    forms = list(forms_below(unit))
    code = query.get("bieu", "")
    form = next((each for each in forms if each.code == code), None) if code else next(iter(forms), None)
    if code and form is None:
        raise Http404("no such form")
    year = whole_number(query.get("nam", ""))
    return Asked(
        unit=unit,
        is_own=unit.pk == request.actor.unit_id,
        form=form,
        forms=forms,
        year=year if year in YEARS and year is not None else usual_year(form, today),
        number=whole_number(query.get("ky", "")) or None,
        only=FILTERS.get(query.get("loc", "")),
        today=today,
    )


def unit_asked(request: ActingRequest, text: str, today: date) -> Unit:
    """Return the unit in scope with a uid.

    Raises:
        Http404: there is none.
    """
    try:
        uid = UUID(text)
    except ValueError as error:
        raise Http404("no such unit") from error
    return get_object_or_404(units_in_scope(request.actor, on=today), uid=uid)


def unit_looked_at(request: ActingRequest, today: date) -> Unit:
    """Return the unit that ``?don-vi=`` names, else the one in whose name the actor works.

    Raises:
        Http404: a unit out of scope.
    """
    if "don-vi" in request.GET:
        return unit_asked(request, request.GET["don-vi"], today)
    return get_object_or_404(Unit, pk=request.actor.unit_id)


def years_offered(form: Form | None, year: int, today: date) -> list[int]:
    """Return the years that have reports on a form, this one and ``year``, the newest first."""
    first = first_year(form) if form else None
    oldest = max(min(first or today.year, year), today.year - _MOST_YEARS)
    return sorted({*range(oldest, today.year + 1), year}, reverse=True)


def usual_year(form: Form | None, today: date) -> int:
    """Return the year of the last period that is over: in January one looks at December."""
    if form is None:
        return today.year
    last = period_before(period_on(form.period_kind, today))
    return last.since.year if last.since else today.year
