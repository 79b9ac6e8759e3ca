"""Every write of the app."""

from thidua.reports.commands.deciding import accept_report, file_report, recall_report, return_report
from thidua.reports.commands.entering import (
    CellEntry,
    SavedCell,
    save_cells,
    save_explanation,
    save_note,
    save_passage,
)
from thidua.reports.commands.figures import StatedFigure, ensure_period, record_figure, withdraw_figures
from thidua.reports.commands.forms import FormInUseError, LoadedForms, load_forms
from thidua.reports.commands.opening import amend_report, open_report
from thidua.reports.commands.papers import attach_signed_copy, make_paper
from thidua.reports.commands.periods import ensure_span
from thidua.reports.commands.totals import settle_totals

__all__ = [
    "CellEntry",
    "FormInUseError",
    "LoadedForms",
    "SavedCell",
    "StatedFigure",
    "accept_report",
    "amend_report",
    "attach_signed_copy",
    "ensure_period",
    "ensure_span",
    "file_report",
    "load_forms",
    "make_paper",
    "open_report",
    "recall_report",
    "record_figure",
    "return_report",
    "save_cells",
    "save_explanation",
    "save_note",
    "save_passage",
    "settle_totals",
    "withdraw_figures",
]
