"""Every write of the app."""

from thidua.reports.commands.attaching import (
    attach_cell_file,
    attach_enclosure,
    prepare_enclosure,
    restore_cell_file,
    withdraw_cell_file,
)
from thidua.reports.commands.closing import close_period, reopen_period
from thidua.reports.commands.cut_off import set_cut_off
from thidua.reports.commands.deciding import (
    accept_report,
    accept_reports,
    file_report,
    file_sheet,
    recall_report,
    return_report,
)
from thidua.reports.commands.entering import (
    CellEntry,
    SavedCell,
    save_cells,
    save_explanation,
    save_note,
    save_passage,
    write_cells,
    write_explanation,
    write_passage,
)
from thidua.reports.commands.figures import StatedFigure, ensure_period, record_figure, withdraw_figures
from thidua.reports.commands.filling import Written, write_changes
from thidua.reports.commands.forms import FormInUseError, LoadedForms, load_forms
from thidua.reports.commands.holding import hold_for_typing
from thidua.reports.commands.keeping import forget_totals
from thidua.reports.commands.opening import (
    Opening,
    amend_report,
    draft_report,
    hold_or_open,
    keep_draft,
    open_report,
    prepare_opening,
)
from thidua.reports.commands.papers import attach_signed_copy, make_paper
from thidua.reports.commands.periods import ensure_span
from thidua.reports.commands.previewing import (
    KeptStock,
    ReorganisationPreview,
    TotalChange,
    preview_reorganisation,
)
from thidua.reports.commands.publishing import publish_totals, withdraw_publication
from thidua.reports.commands.reminding import Reminding, remind_units
from thidua.reports.commands.totals import is_anything_to_settle, settle_totals
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
    "Opening",
    "Reminding",
    "ReorganisationPreview",
    "SavedCell",
    "StatedFigure",
    "TotalChange",
    "Written",
    "accept_report",
    "accept_reports",
    "amend_report",
    "attach_cell_file",
    "attach_enclosure",
    "attach_signed_copy",
    "close_period",
    "draft_report",
    "ensure_period",
    "ensure_span",
    "file_report",
    "file_sheet",
    "finish_stage",
    "forget_totals",
    "hold_for_typing",
    "hold_or_open",
    "is_anything_to_settle",
    "keep_draft",
    "load_forms",
    "make_paper",
    "move_batch",
    "note_reading",
    "open_report",
    "prepare_enclosure",
    "prepare_opening",
    "preview_reorganisation",
    "publish_totals",
    "recall_report",
    "record_figure",
    "refuse_workbook",
    "remind_units",
    "reopen_period",
    "restore_cell_file",
    "return_report",
    "save_cells",
    "save_explanation",
    "save_note",
    "save_passage",
    "set_cut_off",
    "settle_totals",
    "start_workbooks",
    "undo_workbook",
    "withdraw_cell_file",
    "withdraw_figures",
    "withdraw_publication",
    "write_cells",
    "write_changes",
    "write_explanation",
    "write_passage",
    "write_workbook",
]
