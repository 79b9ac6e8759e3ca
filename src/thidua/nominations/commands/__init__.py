"""Every write on rounds and nominations."""

from thidua.nominations.commands.checking import check_nominations
from thidua.nominations.commands.concluding import conclude, override, withdraw_conclusion
from thidua.nominations.commands.drafting import StatedNomination, change_nomination, nominate
from thidua.nominations.commands.following import (
    mark_announced,
    mark_annulled,
    mark_decided,
    mark_paid,
    mark_unpaid,
    record_council_outcome,
    record_council_outcomes,
)
from thidua.nominations.commands.holding import hold, release
from thidua.nominations.commands.moving import move, move_all
from thidua.nominations.commands.noting import note_nominations_taken_out, note_registrations_taken_out

__all__ = [
    "StatedNomination",
    "change_nomination",
    "check_nominations",
    "conclude",
    "hold",
    "mark_announced",
    "mark_annulled",
    "mark_decided",
    "mark_paid",
    "mark_unpaid",
    "move",
    "move_all",
    "nominate",
    "note_nominations_taken_out",
    "note_registrations_taken_out",
    "override",
    "record_council_outcome",
    "record_council_outcomes",
    "release",
    "withdraw_conclusion",
]
