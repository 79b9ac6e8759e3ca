"""Every write of the app: accounts and roles, persons named in public capacity."""

from thidua.people.commands.accounts import (
    change_own_password,
    create_user,
    deactivate_user,
    edit_user,
    import_users,
    reactivate_user,
    reset_password,
    work_for,
)
from thidua.people.commands.answers import Call, forget_old_answers, keep_answer, kept_answer
from thidua.people.commands.lending import lend_role, take_back_role
from thidua.people.commands.public_persons import record_public_person
from thidua.people.commands.roles import end_role, give_role, move_user
from thidua.people.commands.tokens import make_token, note_use, revoke_token

__all__ = [
    "Call",
    "Claim",
    "change_own_password",
    "create_user",
    "deactivate_user",
    "edit_user",
    "end_role",
    "forget_old_answers",
    "give_role",
    "import_users",
    "keep_answer",
    "kept_answer",
    "lend_role",
    "make_token",
    "move_user",
    "note_use",
    "reactivate_user",
    "record_public_person",
    "reset_password",
    "revoke_token",
    "take_back_role",
    "work_for",
]
