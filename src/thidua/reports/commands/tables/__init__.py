"""Writing what a table brings: its columns named, its rows staged, the reports written, all of it taken back."""

from thidua.reports.commands.tables.staging import begin_reading, fail_reading, finish_reading, stage_parts
from thidua.reports.commands.tables.starting import choose_columns, move_table, rename_columns, start_table
from thidua.reports.commands.tables.writing import finish_table, note_moved, undo_parts, write_parts

__all__ = [
    "begin_reading",
    "choose_columns",
    "fail_reading",
    "finish_reading",
    "finish_table",
    "move_table",
    "note_moved",
    "rename_columns",
    "stage_parts",
    "start_table",
    "undo_parts",
    "write_parts",
]
