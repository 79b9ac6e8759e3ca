"""Who has filed: unit by unit, and counted under each unit directly below."""

from thidua.reports.queries.filing.by_child import (
    FilingByChild,
    FilingChild,
    FilingCount,
    filing_by_child,
    read_by_child,
)
from thidua.reports.queries.filing.matrix import (
    MOST_ROWS,
    FilingColumn,
    FilingMatrix,
    FilingRow,
    filing_matrix,
    read_matrix,
    rows_under,
)
from thidua.reports.queries.filing.plan import Asking, Plan, first_days, first_year, forms_below, plan_of

__all__ = [
    "MOST_ROWS",
    "Asking",
    "FilingByChild",
    "FilingChild",
    "FilingColumn",
    "FilingCount",
    "FilingMatrix",
    "FilingRow",
    "Plan",
    "filing_by_child",
    "filing_matrix",
    "first_days",
    "first_year",
    "forms_below",
    "plan_of",
    "read_by_child",
    "read_matrix",
    "rows_under",
]
