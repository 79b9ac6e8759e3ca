"""Bringing a list of past awards into the ledger: its columns named, its rows checked, written, all taken back."""

from thidua.honours.commands.importing.checking import begin_checking, fail_checking, finish_checking, note_checked
from thidua.honours.commands.importing.starting import (
    StatedColumns,
    choose_columns,
    move_batch,
    rename_columns,
    resume_batch,
    start_batch,
    stop_batch,
)
from thidua.honours.commands.importing.undoing import undo_some
from thidua.honours.commands.importing.writing import finish_writing, write_rows

__all__ = [
    "StatedColumns",
    "begin_checking",
    "choose_columns",
    "fail_checking",
    "finish_checking",
    "finish_writing",
    "move_batch",
    "note_checked",
    "rename_columns",
    "resume_batch",
    "start_batch",
    "stop_batch",
    "undo_some",
    "write_rows",
]
