"""Reading the trees: who may see what, what a name means on a day, what a unit was."""

from __future__ import annotations

from thidua.organisations.queries.description import (
    Change,
    UnitOnDay,
    children,
    describe,
    describe_all,
    parent_chain,
)
from thidua.organisations.queries.heirs import living_heirs
from thidua.organisations.queries.mentions import most_named_province
from thidua.organisations.queries.names import names_of_units, resolve_name, unit_with_code, units_gone, units_named
from thidua.organisations.queries.scope import in_force, unit_options, units_in_scope, with_predecessors

__all__ = [
    "Change",
    "UnitOnDay",
    "children",
    "describe",
    "describe_all",
    "in_force",
    "living_heirs",
    "most_named_province",
    "names_of_units",
    "parent_chain",
    "resolve_name",
    "unit_options",
    "unit_with_code",
    "units_gone",
    "units_in_scope",
    "units_named",
    "with_predecessors",
]
