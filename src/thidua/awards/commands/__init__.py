"""Writing the register of awards, publishing from it, and writing its named recipients into the ledger."""

from thidua.awards.commands.ledger import LedgerEntry, Written, restore_into_ledger, write_into_ledger
from thidua.awards.commands.register import (
    NamedRecipient,
    StatedAward,
    publish_awards,
    record_award,
    unpublish_award,
    withdraw_awards,
)

__all__ = [
    "LedgerEntry",
    "NamedRecipient",
    "StatedAward",
    "Written",
    "publish_awards",
    "record_award",
    "restore_into_ledger",
    "unpublish_award",
    "withdraw_awards",
    "write_into_ledger",
]
