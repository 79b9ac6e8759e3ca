"""Every write to the trees of units."""

from __future__ import annotations

from thidua.organisations.commands.loading import LoadReport, load_units
from thidua.organisations.commands.placing import move_unit, place_unit
from thidua.organisations.commands.reorganising import (
    apply_reorganisation,
    draft_reorganisation,
    reverse_reorganisation,
    revise_reorganisation,
)
from thidua.organisations.commands.successions import Heir, record_succession
from thidua.organisations.commands.units import create_unit, end_unit, rename_unit

__all__ = [
    "Heir",
    "LoadReport",
    "apply_reorganisation",
    "create_unit",
    "draft_reorganisation",
    "end_unit",
    "load_units",
    "move_unit",
    "place_unit",
    "record_succession",
    "rename_unit",
    "reverse_reorganisation",
    "revise_reorganisation",
]
