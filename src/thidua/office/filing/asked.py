"""What an address asks for: form, year, unit, period, and which units."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.office.form_year import FormYear, read_form_year
from thidua.reports.queries.filing import forms_below
from thidua.reports.rules.filing import CellState
from thidua.web.requests import ActingRequest

FILTERS: dict[str, CellState | None] = {
    "": None,
    "thieu": CellState.MISSING,
    "cho": CellState.WAITING,
    "tra-lai": CellState.RETURNED,
}
"""Which units are shown, by the value in the address."""


@dataclass(frozen=True)
class Asked(FormYear):
    """What is looked at. ``only``: units in this state, ``None`` for all."""

    only: CellState | None

    def place(self, current: int, periods: int) -> int:
        """Return the place of the period that is looked at, among so many."""
        return self.number - 1 if self.number and self.number <= periods else current


def read_asked(request: ActingRequest) -> Asked:
    """Read the address.

    Raises:
        Http404: a unit out of scope, or a form that asks nothing under the unit.
    """
    found = read_form_year(request, forms_below)
    return Asked(**vars(found), only=FILTERS.get(request.GET.get("loc", "")))
