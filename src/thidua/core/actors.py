"""Who acts. Plain values, so that rules and the audit trail need no user row."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from enum import StrEnum

LONGEST_LABEL = 200
"""Letters that the audit trail keeps of who acted."""


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
    """One role at one unit, in force on the day the actor was made; ``lent_by``: whose it is, where it was lent."""

    role: Role
    unit_id: int
    lent_by: str = ""


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

    def owns(self, *roles: Role) -> bool:
        """Whether one of ``roles`` at the unit in whose name it works is the actor's own, not lent by a colleague."""
        return any(grant.role in roles and not grant.lent_by for grant in self._here)

    def acting_with(self, *roles: Role) -> Actor:
        """Return the actor as it does what ``roles`` may do: with a lent role only, in the name of whose role it is.

        >>> lent = Actor(None, "Hà", (Grant(Role.COUNCIL_MEMBER, 5), Grant(Role.OFFICER, 5, lent_by="An")), unit_id=5)
        >>> lent.acting_with(Role.OFFICER).label, lent.acting_with(Role.OFFICER, Role.COUNCIL_MEMBER).label
        ('Hà, thay mặt An', 'Hà')
        """
        lenders = [grant.lent_by for grant in self._here if grant.role in roles and grant.lent_by]
        if not lenders or self.owns(*roles):
            return self
        return replace(self, label=f"{self.label}, thay mặt {lenders[0]}"[:LONGEST_LABEL])

    @property
    def _here(self) -> list[Grant]:
        return [grant for grant in self.grants if grant.unit_id == self.unit_id]


ANYONE = Actor(uid=None, label="Công chúng")
