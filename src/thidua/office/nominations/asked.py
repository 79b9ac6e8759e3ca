"""What the address of a list of nominations asks for."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.http import QueryDict

from thidua.nominations.choices import State
from thidua.nominations.queries.found import NominationFilter, Order, Part

_LONGEST = 200


def asked_of(query: QueryDict) -> NominationFilter:
    """Return the filter that an address names; what cannot be is as if it were not there."""
    order = query.get("sort", "")
    key = order.removeprefix("-")
    return NominationFilter(
        round=_uid(query.get("dot", "")),
        state=query.get("buoc", "") if query.get("buoc", "") in State.values else "",
        award=query.get("hinh-thuc", "").strip()[:60],
        unit=query.get("don-vi", "").strip()[:_LONGEST],
        name=query.get("ten", "").strip()[:_LONGEST],
        part=Part(query.get("xem", "")) if query.get("xem", "") in set(Part) else Part.ALL,
        order=Order(key) if key in set(Order) else Order.NAME,
        is_descending=order.startswith("-") and key in set(Order),
    )


def _uid(text: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(text)
    return None
