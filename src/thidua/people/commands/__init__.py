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
from thidua.people.commands.public_persons import record_public_person
from thidua.people.commands.roles import end_role, give_role, move_user

__all__ = [
    "change_own_password",
    "create_user",
    "deactivate_user",
    "edit_user",
    "end_role",
    "give_role",
    "import_users",
    "move_user",
    "reactivate_user",
    "record_public_person",
    "reset_password",
    "work_for",
]
