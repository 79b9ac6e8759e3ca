"""Every write to the trees of units."""

from __future__ import annotations

from thidua.organisations.commands.loading import LoadReport, load_units
from thidua.organisations.commands.placing import move_unit, place_unit
from thidua.organisations.commands.successions import Heir, record_succession
from thidua.organisations.commands.units import create_unit, end_unit, rename_unit

__all__ = [
    "Heir",
    "LoadReport",
    "create_unit",
    "end_unit",
    "load_units",
    "move_unit",
    "place_unit",
    "record_succession",
    "rename_unit",
]
