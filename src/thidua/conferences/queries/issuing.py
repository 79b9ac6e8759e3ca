"""Who issues the documents of a review."""

from __future__ import annotations

from datetime import date

from thidua.organisations.models import Unit
from thidua.organisations.queries import living_heirs


def issuing_unit(unit: Unit, *, on: date) -> Unit:
    """Return who issues documents about ``unit`` on a day: itself while it lives, else its one living heir."""
    heirs = living_heirs(unit, on=on)
    return heirs[0] if len(heirs) == 1 else unit
