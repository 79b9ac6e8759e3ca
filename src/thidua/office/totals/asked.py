"""What an address asks for: form, year, unit, period, and which number is taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.http import urlencode

from thidua.office.form_year import FormYear, read_form_year
from thidua.reports.queries.totals import TotalsTable, forms_counted
from thidua.web.requests import ActingRequest

WHOLE_YEAR = "nam"
"""The value of ``?ky=`` for the year that adds up its periods."""


@dataclass(frozen=True)
class Asked(FormYear):
    """What is looked at.

    Attributes:
        is_whole_year: whether it is the year that adds up its periods.
        code: of the indicator whose number is taken apart, blank for none.
    """

    is_whole_year: bool
    code: str

    def place(self, table: TotalsTable) -> int:
        """Return the place of the column that is looked at."""
        return len(table.columns) - 1 if self.is_whole_year else table.place

    def period(self, table: TotalsTable, place: int) -> str:
        """Return the value of ``?ky=`` for the column at a place."""
        return WHOLE_YEAR if table.has_year and place == len(table.columns) - 1 else str(place + 1)


class Addresses:
    """Addresses of the page: all on the same form and year."""

    def __init__(self, asked: Asked) -> None:
        self._code = asked.form.code if asked.form else ""
        self._unit = "" if asked.is_own else f"&don-vi={asked.unit.uid}"
        self._form = f"?{urlencode({'bieu': self._code, 'nam': str(asked.year)})}"
        self._here = f"{self._form}{self._unit}"

    def form(self, code: str) -> str:
        """Return where another form of the unit is looked at."""
        return f"?{urlencode({'bieu': code})}{self._unit}"

    def year(self, year: int) -> str:
        """Return where another year of the unit is looked at."""
        return f"?{urlencode({'bieu': self._code, 'nam': str(year)})}{self._unit}"

    def cell(self, code: str, period: str) -> str:
        """Return where a number of the unit that is looked at is taken apart."""
        return f"{self._here}&ky={period}&chi-tieu={code}"

    def column(self, period: str) -> str:
        """Return where a period of the unit is looked at."""
        return f"{self._here}&ky={period}"

    def unit(self, uid: UUID, period: str, code: str = "") -> str:
        """Return where another unit is looked at, with one of its numbers taken apart where ``code`` is given."""
        indicator = f"&chi-tieu={code}" if code else ""
        return f"{self._form}&don-vi={uid}&ky={period}{indicator}"


def read_asked(request: ActingRequest) -> Asked:
    """Read the address.

    Raises:
        Http404: a unit out of scope, or a form that asks nothing at or under the unit.
    """
    found, query = read_form_year(request, forms_counted), request.GET
    return Asked(**vars(found), is_whole_year=query.get("ky") == WHOLE_YEAR, code=query.get("chi-tieu", ""))
