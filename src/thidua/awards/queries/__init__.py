"""Reading the register of awards, and which of its named recipients are in the ledger."""

from thidua.awards.queries.register import (
    RegisterFilter,
    awards,
    awards_of_movement,
    awards_with_ids,
    published_awards,
    register,
)

__all__ = ["RegisterFilter", "awards", "awards_of_movement", "awards_with_ids", "published_awards", "register"]
