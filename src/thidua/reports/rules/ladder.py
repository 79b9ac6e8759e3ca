"""The ladder of a report: typed, filed, accepted by the level directly above; who may do what at each step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from thidua.reports.choices import ReportState
from thidua.reports.rules.closing import Closed


class Act(StrEnum):
    """What can be done with a report."""

    EDIT = "edit"
    FILE = "file"
    RECALL = "recall"
    ACCEPT = "accept"
    RETURN = "return"
    AMEND = "amend"


@dataclass(frozen=True)
class Stand:
    """Where a report stands, reduced to what the ladder needs.

    Attributes:
        state: of the newest revision.
        unit_id: whose report it is.
        acceptor_id: the unit directly above on the last day of the period; the unit itself at the top of the tree.
        closed: who closed the period for it: then the unit can do nothing with its report.
    """

    state: str
    unit_id: int
    acceptor_id: int
    closed: Closed | None = None


_AT_THE_UNIT = {
    ReportState.DRAFT: frozenset({Act.EDIT, Act.FILE}),
    ReportState.RETURNED: frozenset({Act.EDIT, Act.FILE}),
    ReportState.FILED: frozenset({Act.RECALL}),
    ReportState.ACCEPTED: frozenset({Act.AMEND}),
}
_ABOVE = {ReportState.FILED: frozenset({Act.ACCEPT, Act.RETURN})}


def acts(stand: Stand, working_for: int | None) -> frozenset[Act]:
    """Return what somebody who works for a unit may do now. Roles are asked by the pages.

    >>> [sorted(map(str, acts(Stand(state, 5, 1), unit))) for state, unit in (("draft", 5), ("filed", 1), ("draft", 1))]
    [['edit', 'file'], ['accept', 'return'], []]
    """
    state = ReportState(stand.state)
    own = _AT_THE_UNIT[state] if working_for == stand.unit_id and not stand.closed else frozenset()
    above = _ABOVE.get(state, frozenset()) if working_for == stand.acceptor_id else frozenset()
    return own | above


def state_after(act: Act) -> ReportState:
    """Return the state of the revision on which ``act`` was done; amending opens a new one.

    >>> state_after(Act.RECALL), state_after(Act.ACCEPT)
    (ReportState.DRAFT, ReportState.ACCEPTED)
    """
    return {
        Act.EDIT: ReportState.DRAFT,
        Act.FILE: ReportState.FILED,
        Act.RECALL: ReportState.DRAFT,
        Act.ACCEPT: ReportState.ACCEPTED,
        Act.RETURN: ReportState.RETURNED,
        Act.AMEND: ReportState.DRAFT,
    }[act]
