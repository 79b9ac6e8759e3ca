"""Writing the ledger of people and honours."""

from thidua.honours.commands.bodies import ensure_bodies
from thidua.honours.commands.ledger import (
    StatedHolder,
    StatedHonour,
    add_holder,
    add_post,
    record_honour,
    restore_honour,
    withdraw_honour,
)

__all__ = [
    "StatedHolder",
    "StatedHonour",
    "add_holder",
    "add_post",
    "ensure_bodies",
    "record_honour",
    "restore_honour",
    "withdraw_honour",
]
