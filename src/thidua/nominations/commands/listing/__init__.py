"""Lists of nominees and of registered titles from spreadsheets: columns named, written whole, taken back whole."""

from thidua.nominations.commands.listing.starting import (
    StatedListColumns,
    choose_holders,
    choose_list_columns,
    rename_list_columns,
    start_list,
)
from thidua.nominations.commands.listing.undoing import undo_list
from thidua.nominations.commands.listing.writing import write_list

__all__ = [
    "StatedListColumns",
    "choose_holders",
    "choose_list_columns",
    "rename_list_columns",
    "start_list",
    "undo_list",
    "write_list",
]
