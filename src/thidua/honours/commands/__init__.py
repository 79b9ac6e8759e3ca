"""Writing the ledger of people and honours."""

from thidua.honours.commands.bodies import ensure_bodies
from thidua.honours.commands.erasing import erase_person
from thidua.honours.commands.holders import AlikeError, StatedHolder, add_holder, add_post
from thidua.honours.commands.ledger import record_honour, restore_honour, withdraw_honour, withdraw_honours
from thidua.honours.commands.many import Given, record_honours
from thidua.honours.commands.merging import merge_holders, set_apart, undo_apart, undo_merge
from thidua.honours.commands.personal import correct_holder, note_checking, note_export, note_reading
from thidua.honours.commands.stating import StatedHonour
from thidua.honours.commands.tying import tie_bodies

__all__ = [
    "AlikeError",
    "Given",
    "StatedHolder",
    "StatedHonour",
    "add_holder",
    "add_post",
    "correct_holder",
    "ensure_bodies",
    "erase_person",
    "merge_holders",
    "note_checking",
    "note_export",
    "note_reading",
    "record_honour",
    "record_honours",
    "restore_honour",
    "set_apart",
    "tie_bodies",
    "undo_apart",
    "undo_merge",
    "withdraw_honour",
    "withdraw_honours",
]
