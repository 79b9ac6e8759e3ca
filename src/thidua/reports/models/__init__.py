"""Rows of the app."""

from thidua.reports.models.figures import Figure
from thidua.reports.models.periods import Period

__all__ = ["Figure", "Period"]
