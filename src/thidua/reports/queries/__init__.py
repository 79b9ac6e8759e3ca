"""Every non-trivial read of the app."""

from thidua.reports.queries.figures import (
    FigureLine,
    counts_in,
    figures,
    figures_of_movement,
    figures_with_ids,
    lines,
    of_period,
    of_previous_period,
    span,
)

__all__ = [
    "FigureLine",
    "counts_in",
    "figures",
    "figures_of_movement",
    "figures_with_ids",
    "lines",
    "of_period",
    "of_previous_period",
    "span",
]
