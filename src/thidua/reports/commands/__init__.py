"""Every write of the app."""

from thidua.reports.commands.closing import close_period, reopen_period
from thidua.reports.commands.cut_off import set_cut_off
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
from thidua.reports.commands.filling import Written, write_changes
from thidua.reports.commands.forms import FormInUseError, LoadedForms, load_forms
from thidua.reports.commands.keeping import forget_totals
from thidua.reports.commands.opening import amend_report, open_report
from thidua.reports.commands.papers import attach_signed_copy, make_paper
from thidua.reports.commands.periods import ensure_span
from thidua.reports.commands.previewing import (
    KeptStock,
    ReorganisationPreview,
    TotalChange,
    preview_reorganisation,
)
from thidua.reports.commands.reminding import Reminding, remind_units
from thidua.reports.commands.totals import settle_totals
from thidua.reports.commands.workbooks import (
    finish_stage,
    move_batch,
    note_reading,
    refuse_workbook,
    start_workbooks,
    undo_workbook,
    write_workbook,
)

__all__ = [
    "CellEntry",
    "FormInUseError",
    "KeptStock",
    "LoadedForms",
    "Reminding",
    "ReorganisationPreview",
    "SavedCell",
    "StatedFigure",
    "TotalChange",
    "Written",
    "accept_report",
    "amend_report",
    "attach_signed_copy",
    "close_period",
    "ensure_period",
    "ensure_span",
    "file_report",
    "finish_stage",
    "forget_totals",
    "load_forms",
    "make_paper",
    "move_batch",
    "note_reading",
    "open_report",
    "preview_reorganisation",
    "recall_report",
    "record_figure",
    "refuse_workbook",
    "remind_units",
    "reopen_period",
    "return_report",
    "save_cells",
    "save_explanation",
    "save_note",
    "save_passage",
    "set_cut_off",
    "settle_totals",
    "start_workbooks",
    "undo_workbook",
    "withdraw_figures",
    "write_changes",
    "write_workbook",
]
