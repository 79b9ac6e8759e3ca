"""Every write on councils, sessions and votes."""

from thidua.councils.commands.agenda import add_nominations, add_words, change_way, move_item, take_off_agenda
from thidua.councils.commands.concluding import confirm_outcome, decide_together
from thidua.councils.commands.councils import (
    StatedCouncil,
    StatedMember,
    add_member,
    change_council,
    change_member,
    set_up_council,
)
from thidua.councils.commands.papers import make_session_paper
from thidua.councils.commands.sessions import (
    Called,
    StatedSession,
    call_roll,
    change_session,
    close_session,
    hand_over,
    mark_left,
    open_session,
    plan_session,
)
from thidua.councils.commands.standing_aside import give_opinion, recuse, withdraw_recusal
from thidua.councils.commands.voting import (
    Receipt,
    cast_ballot,
    close_item,
    end_without_vote,
    open_item,
    repeat_vote,
)

__all__ = [
    "Called",
    "Receipt",
    "StatedCouncil",
    "StatedMember",
    "StatedSession",
    "add_member",
    "add_nominations",
    "add_words",
    "call_roll",
    "cast_ballot",
    "change_council",
    "change_member",
    "change_session",
    "change_way",
    "close_item",
    "close_session",
    "confirm_outcome",
    "decide_together",
    "end_without_vote",
    "give_opinion",
    "hand_over",
    "make_session_paper",
    "mark_left",
    "move_item",
    "open_item",
    "open_session",
    "plan_session",
    "recuse",
    "repeat_vote",
    "set_up_council",
    "take_off_agenda",
    "withdraw_recusal",
]
