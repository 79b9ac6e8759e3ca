"""Who acts. Plain values, so that rules and the audit trail need no user row."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do at a unit. Held from a day until a day (see ``people.RoleGrant``)."""

    OFFICER = "officer"
    APPROVER = "approver"
    COUNCIL_MEMBER = "council_member"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"
    PUBLIC = "public"


@dataclass(frozen=True)
class Grant:
    """One role at one unit, in force on the day the actor was made."""

    role: Role
    unit_id: int


@dataclass(frozen=True)
class Actor:
    """The person (or named process) in whose name something is read or written.

    Attributes:
        uid: the user's uid; ``None`` for the public and for processes.
        label: the name as it goes into the audit trail.
        grants: the roles in force today; empty means the public.
        unit_id: the unit in whose name the actor works now, one of the grants.
        user_id: primary key of the user row, ``None`` for processes.
    """

    uid: uuid.UUID | None
    label: str
    grants: tuple[Grant, ...] = ()
    unit_id: int | None = None
    user_id: int | None = None

    @property
    def roles(self) -> frozenset[Role]:
        """Roles held at the unit in whose name the actor works."""
        held = frozenset(grant.role for grant in self.grants if grant.unit_id == self.unit_id)
        return held or frozenset({Role.PUBLIC})

    @property
    def role_label(self) -> str:
        """The roles as one word for the audit trail, e.g. ``approver+officer``."""
        return "+".join(sorted(self.roles))

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds one of ``roles`` at the unit in whose name it works."""
        return bool(self.roles & set(roles))


ANYONE = Actor(uid=None, label="Công chúng")
