"""Who at the deciding unit may do what with its decisions."""

from __future__ import annotations

from collections.abc import Collection

from thidua.core.actors import Role
from thidua.decisions.choices import DecisionKind

OFFICERS = frozenset({Role.OFFICER, Role.APPROVER, Role.LEADER})
HEADS = frozenset({Role.APPROVER, Role.LEADER})


def may_write(roles: Collection[Role]) -> bool:
    """Tell whether somebody with these roles at the unit drafts decisions, keeps its books and its fund."""
    return not OFFICERS.isdisjoint(roles)


def may_issue(kind: DecisionKind, roles: Collection[Role]) -> bool:
    """Tell whether they record that a decision was issued; one that annuls is for those who answer for the unit.

    >>> [may_issue(kind, {Role.OFFICER}) for kind in (DecisionKind.AWARD, DecisionKind.ANNUL)]
    [True, False]
    """
    return not (HEADS if kind is DecisionKind.ANNUL else OFFICERS).isdisjoint(roles)
