"""What was accepted at and under a unit: the table of a year, and what each of its numbers consists of."""

from thidua.reports.queries.totals.causes import Cause, CauseKind, causes_of
from thidua.reports.queries.totals.line import UnitAbove, line_above
from thidua.reports.queries.totals.parts import TotalPart, TotalParts, parts_of
from thidua.reports.queries.totals.published import (
    Edition,
    Published,
    PublishedNumbers,
    cells_of,
    edition_of,
    editions_of,
    numbers_of,
    published_numbers,
)
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
    "Cause",
    "CauseKind",
    "Edition",
    "Published",
    "PublishedNumbers",
    "TotalCell",
    "TotalColumn",
    "TotalPart",
    "TotalParts",
    "TotalRow",
    "TotalSection",
    "TotalsTable",
    "UnitAbove",
    "UnitBelow",
    "causes_of",
    "cells_of",
    "edition_of",
    "editions_of",
    "forms_counted",
    "line_above",
    "numbers_of",
    "parts_of",
    "published_numbers",
    "totals_table",
]
