"""The path of a nomination: which act leads where, who may do it, and what must hold before it.

The order is draft, review in the unit, submission, appraisal, council, public comment, decision, announcement, payment,
archive. Council and public comment are steps only of awards whose standard asks for them, or where the round does.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from thidua.core.actors import Role
from thidua.nominations.choices import Act, State


class Side(StrEnum):
    """At which unit somebody must hold a role: the one that nominates, or the one whose round it is."""

    NOMINATING = "nominating"
    DECIDING = "deciding"


@dataclass(frozen=True, slots=True)
class Asks:
    """Which of the steps that not every award has this one has."""

    council: bool = False
    public_comment: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One act: from which states, at which unit, with which role; whether it needs a reason or clear verdicts.

    ``is_outside`` marks what is not done on the page of a nomination but follows from a council or a decision.
    """

    act: Act
    sources: frozenset[State]
    side: Side
    roles: frozenset[Role]
    needs_reason: bool = False
    needs_clear: bool = False
    is_outside: bool = False


_OFFICER = frozenset({Role.OFFICER, Role.APPROVER, Role.LEADER})
_HEAD = frozenset({Role.APPROVER, Role.LEADER})
_ON_THE_WAY = frozenset({State.SUBMITTED, State.APPRAISAL, State.COUNCIL, State.PUBLIC_COMMENT, State.TO_DECIDE})
_OPEN = frozenset({State.DRAFT, State.RETURNED, State.UNIT_REVIEW}) | _ON_THE_WAY
_AFTER_DECISION = frozenset({State.DECIDED, State.ANNOUNCED, State.PAID, State.ARCHIVED})

_ALL = (
    Way(Act.SEND_TO_REVIEW, frozenset({State.DRAFT, State.RETURNED}), Side.NOMINATING, _OFFICER),
    Way(Act.SUBMIT, frozenset({State.UNIT_REVIEW}), Side.NOMINATING, _HEAD),
    Way(Act.RECALL, frozenset({State.UNIT_REVIEW, State.SUBMITTED}), Side.NOMINATING, _OFFICER),
    Way(Act.RECEIVE, frozenset({State.SUBMITTED}), Side.DECIDING, _OFFICER),
    Way(Act.RETURN, _ON_THE_WAY, Side.DECIDING, _OFFICER, needs_reason=True),
    Way(Act.FINISH_APPRAISAL, frozenset({State.APPRAISAL}), Side.DECIDING, _OFFICER, needs_clear=True),
    Way(Act.COUNCIL_AGREE, frozenset({State.COUNCIL}), Side.DECIDING, _OFFICER, needs_clear=True, is_outside=True),
    Way(Act.COUNCIL_REFUSE, frozenset({State.COUNCIL}), Side.DECIDING, _OFFICER, is_outside=True),
    Way(
        Act.COUNCIL_SUPPLEMENT, frozenset({State.COUNCIL}), Side.DECIDING, _OFFICER, needs_reason=True, is_outside=True
    ),
    Way(Act.COUNCIL_LOWER, frozenset({State.COUNCIL}), Side.DECIDING, _OFFICER, needs_reason=True, is_outside=True),
    Way(Act.COUNCIL_PASS_UP, frozenset({State.COUNCIL}), Side.DECIDING, _OFFICER, is_outside=True),
    Way(Act.CLOSE_COMMENT, frozenset({State.PUBLIC_COMMENT}), Side.DECIDING, _OFFICER, needs_clear=True),
    Way(Act.DECIDE, frozenset({State.TO_DECIDE}), Side.DECIDING, _OFFICER, needs_clear=True, is_outside=True),
    Way(Act.ANNOUNCE, frozenset({State.DECIDED}), Side.DECIDING, _OFFICER),
    Way(Act.PAY, frozenset({State.DECIDED, State.ANNOUNCED}), Side.DECIDING, _OFFICER, is_outside=True),
    Way(Act.UNPAY, frozenset({State.PAID}), Side.DECIDING, _OFFICER, needs_reason=True, is_outside=True),
    Way(Act.ARCHIVE, frozenset({State.ANNOUNCED, State.PAID}), Side.DECIDING, _OFFICER),
    Way(Act.WITHDRAW, _OPEN, Side.NOMINATING, _OFFICER, needs_reason=True),
    Way(Act.ANNUL, _AFTER_DECISION, Side.DECIDING, _HEAD, needs_reason=True, is_outside=True),
)
WAYS = {way.act: way for way in _ALL}
EDITABLE = frozenset({State.DRAFT, State.RETURNED, State.UNIT_REVIEW})
"""States in which the nominating unit may change what the dossier states."""
OPEN = _OPEN
"""States in which something may still stand in the way of a nomination."""
STANDING = _OPEN | _AFTER_DECISION
"""States of nominations that count: neither refused, withdrawn, passed on nor annulled."""
ENDED = frozenset({State.NOT_AGREED, State.PASSED_UP, State.WITHDRAWN})
"""States in which a nomination ended here without a decision."""
_TO = {
    Act.SEND_TO_REVIEW: State.UNIT_REVIEW,
    Act.SUBMIT: State.SUBMITTED,
    Act.RECALL: State.DRAFT,
    Act.RECEIVE: State.APPRAISAL,
    Act.RETURN: State.RETURNED,
    Act.COUNCIL_REFUSE: State.NOT_AGREED,
    Act.COUNCIL_SUPPLEMENT: State.RETURNED,
    Act.COUNCIL_LOWER: State.APPRAISAL,
    Act.COUNCIL_PASS_UP: State.PASSED_UP,
    Act.CLOSE_COMMENT: State.TO_DECIDE,
    Act.DECIDE: State.DECIDED,
    Act.ANNOUNCE: State.ANNOUNCED,
    Act.PAY: State.PAID,
    Act.UNPAY: State.ANNOUNCED,
    Act.ARCHIVE: State.ARCHIVED,
    Act.WITHDRAW: State.WITHDRAWN,
    Act.ANNUL: State.ANNULLED,
}


ONWARD = (Act.SEND_TO_REVIEW, Act.SUBMIT, Act.RECEIVE, Act.FINISH_APPRAISAL, Act.CLOSE_COMMENT)
"""Acts by which a nomination comes nearer to a decision: what waits for one of them waits for whoever may do it."""


def waiting_states(roles: Collection[Role], side: Side) -> frozenset[State]:
    """Return the states in which a nomination waits for somebody with these roles on a side.

    >>> sorted(waiting_states({Role.OFFICER}, Side.DECIDING))
    [State.APPRAISAL, State.PUBLIC_COMMENT, State.SUBMITTED]
    """
    ways = (WAYS[act] for act in ONWARD)
    return frozenset(state for way in ways if may(way, roles, {side}) for state in way.sources)


def leads_to(act: Act, asks: Asks, *, paid_from: State | None = None) -> State:
    """Return the state behind an act, for an award with these steps; ``paid_from`` is where its payment found it.

    >>> leads_to(Act.FINISH_APPRAISAL, Asks(public_comment=True))
    State.PUBLIC_COMMENT
    >>> leads_to(Act.UNPAY, Asks()), leads_to(Act.UNPAY, Asks(), paid_from=State.DECIDED)
    (State.ANNOUNCED, State.DECIDED)
    """
    if act is Act.UNPAY and paid_from in WAYS[Act.PAY].sources:
        return paid_from
    if act is Act.FINISH_APPRAISAL and asks.council:
        return State.COUNCIL
    if act in {Act.FINISH_APPRAISAL, Act.COUNCIL_AGREE}:
        return State.PUBLIC_COMMENT if asks.public_comment else State.TO_DECIDE
    return _TO[act]


def ways_from(state: State, *, outside: bool = False) -> tuple[Way, ...]:
    """Return the acts that a state allows; those of councils and decisions only where they are asked for."""
    return tuple(way for way in _ALL if state in way.sources and (outside or not way.is_outside))


def with_decider(state: State) -> bool:
    """Tell whether the dossier lies with the unit whose round it is, on its way to a decision."""
    return state in _ON_THE_WAY


def path(asks: Asks) -> tuple[State, ...]:
    """Return the states from the draft to the archive, as the picture of a nomination shows them."""
    every = list(State)[: list(State).index(State.ARCHIVED) + 1]
    left_out = {State.COUNCIL: not asks.council, State.PUBLIC_COMMENT: not asks.public_comment}
    return tuple(state for state in every if not left_out.get(state, False))


def may(way: Way, roles: Collection[Role], sides: Collection[Side]) -> bool:
    """Tell whether somebody with these roles, working for a unit on these sides, may do it."""
    return way.side in sides and not way.roles.isdisjoint(roles)
