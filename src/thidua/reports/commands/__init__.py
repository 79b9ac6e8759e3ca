"""Every write of the app."""

from thidua.reports.commands.figures import StatedFigure, ensure_period, record_figure, withdraw_figures

__all__ = ["StatedFigure", "ensure_period", "record_figure", "withdraw_figures"]
