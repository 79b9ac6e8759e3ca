"""What the address of a list of decisions asks for."""

from __future__ import annotations

from datetime import MAXYEAR

from django.http import QueryDict

from thidua.decisions.choices import DecisionKind, DecisionState
from thidua.decisions.queries.found import DecisionFilter
from thidua.web.requests import whole_number

_LONGEST = 200


def asked_of(query: QueryDict) -> DecisionFilter:
    """Return the filter that an address names; what cannot be is as if it were not there."""
    kind, state = query.get("loai", ""), query.get("tinh-trang", "")
    return DecisionFilter(
        year=year_of(query),
        kind=kind if kind in DecisionKind.values else "",
        state=state if state in DecisionState.values else "",
        award=query.get("hinh-thuc", "").strip()[:60],
        text=query.get("so", "").strip()[:_LONGEST],
        name=query.get("ten", "").strip()[:_LONGEST],
    )


def year_of(query: QueryDict) -> int | None:
    """Return the year of ``?nam=``."""
    year = whole_number(query.get("nam", "").strip())
    return year if year and year <= MAXYEAR else None
