"""Writes of the app, by what they are about."""

from thidua.conferences.commands.gatherings import (
    StatedConference,
    put_on_stage,
    record_conference,
    record_participation,
    withdraw_conferences,
)
from thidua.conferences.commands.packs import fail_pack, fill_pack, make_pack, request_pack, stop_pack
from thidua.conferences.commands.reviews import (
    add_direction,
    edit_direction,
    ensure_review,
    freeze_review,
    mark_direction,
    restore_direction,
    withdraw_direction,
    withdraw_directions,
)

__all__ = [
    "StatedConference",
    "add_direction",
    "edit_direction",
    "ensure_review",
    "fail_pack",
    "fill_pack",
    "freeze_review",
    "make_pack",
    "mark_direction",
    "put_on_stage",
    "record_conference",
    "record_participation",
    "request_pack",
    "restore_direction",
    "stop_pack",
    "withdraw_conferences",
    "withdraw_direction",
    "withdraw_directions",
]
