"""What an address asks for where a form is looked at in a year: form, year, period, unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from thidua.core import clock
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.reports.models import Form
from thidua.reports.queries.filing import first_year
from thidua.reports.rules.calendar import period_before, period_on
from thidua.web.requests import ActingRequest, whole_number

YEARS = range(2000, 2101)
"""The years that an address may ask for."""
_MOST_YEARS = 10


@dataclass(frozen=True)
class FormYear:
    """What is looked at.

    Attributes:
        is_own: whether it is the unit in whose name the actor works.
        form: ``None`` where no form asks anything there.
        forms: those that do.
        number: of the period in the year, ``None`` where the address names none.
    """

    unit: Unit
    is_own: bool
    form: Form | None
    forms: Sequence[Form]
    year: int
    number: int | None
    today: date

    @property
    def years(self) -> list[int]:
        """The years that have reports on the form, this one and the one looked at, the newest first."""
        first = first_year(self.form) if self.form else None
        oldest = max(min(first or self.today.year, self.year), self.today.year - _MOST_YEARS)
        return sorted({*range(oldest, self.today.year + 1), self.year}, reverse=True)


def read_form_year(request: ActingRequest, forms_of: Callable[[Unit], Iterable[Form]]) -> FormYear:
    """Read ``?bieu=`` code of the form, ``?nam=`` year, ``?ky=`` number of the period, ``?don-vi=`` uid.

    ``forms_of``: which forms there are for a unit; without a code it is the first one.

    Raises:
        Http404: a unit out of scope, or a form that is none of these.
    """
    today, query = clock.today(), request.GET
    unit = unit_looked_at(request, today)
    forms = list(forms_of(unit))
    code = query.get("bieu", "")
    form = next((each for each in forms if each.code == code), None) if code else next(iter(forms), None)
    if code and form is None:
        raise Http404("no such form")
    year = whole_number(query.get("nam", ""))
    return FormYear(
        unit=unit,
        is_own=unit.pk == request.actor.unit_id,
        form=form,
        forms=forms,
        year=year if year in YEARS and year is not None else _usual_year(form, today),
        number=whole_number(query.get("ky", "")) or None,
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


def _usual_year(form: Form | None, today: date) -> int:
    """Return the year of the last period that is over: in January one looks at December."""
    if form is None:
        return today.year
    last = period_before(period_on(form.period_kind, today))
    return last.since.year if last.since else today.year
