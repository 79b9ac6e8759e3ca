"""What was accepted at and under a unit: the table of a year, and what each of its numbers consists of."""

from thidua.reports.queries.totals.line import UnitAbove, line_above
from thidua.reports.queries.totals.parts import TotalPart, TotalParts, parts_of
from thidua.reports.queries.totals.reporters import forms_counted
from thidua.reports.queries.totals.table import (
    TotalCell,
    TotalColumn,
    TotalRow,
    TotalSection,
    TotalsTable,
    UnitBelow,
    totals_table,
)

__all__ = [
    "TotalCell",
    "TotalColumn",
    "TotalPart",
    "TotalParts",
    "TotalRow",
    "TotalSection",
    "TotalsTable",
    "UnitAbove",
    "UnitBelow",
    "forms_counted",
    "line_above",
    "parts_of",
    "totals_table",
]
