"""What an item may come to after its vote, and what the program proposes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from thidua.councils.choices import Outcome, TieRule
from thidua.councils.rules.standard import Standard
from thidua.councils.rules.tally import Tally
from thidua.nominations.choices import State

_OTHERS = frozenset({Outcome.SUPPLEMENT, Outcome.LOWER_FORM, Outcome.PASS_UP})
REASONED = frozenset({Outcome.SUPPLEMENT, Outcome.LOWER_FORM, Outcome.PASS_UP})
"""Outcomes that say why."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the count says of an item.

    Attributes:
        outcome: what the program proposes; ``None`` where somebody has to choose.
        allowed: what the chair may confirm.
        is_met: whether enough were for it; ``None`` where nobody voted.
        is_tie: as many for as against; ``tie_rule`` of the session then says what follows.
        must_repeat: the vote has to be taken again before anything can be confirmed.
    """

    outcome: Outcome | None
    allowed: frozenset[Outcome]
    is_met: bool | None = None
    is_tie: bool = False
    must_repeat: bool = False

    def needs_reason(self, outcome: Outcome) -> bool:
        """Tell whether an outcome says why: what goes another way than the count, or by the chair's voice."""
        if outcome is self.outcome and outcome is Outcome.PASS_UP:
            return False
        return outcome in REASONED or (self.is_tie and outcome is Outcome.AGREED)


def proposal(standard: Standard, tally: Tally | None, tie_rule: str, *, is_nomination: bool) -> Proposal:
    """Return what follows from a count; ``tally`` is ``None`` where nobody voted.

    Where enough are for it, it is agreed and nothing else; an award that a higher level decides on is then passed up
    with the vote, as a rule, or decided here where a rule of the place lets it. Without a vote a nomination can be sent
    back, passed up or lowered, but neither agreed nor refused.
    """
    others = _OTHERS if is_nomination else frozenset()
    if tally is None:
        plain = frozenset({Outcome.AGREED, Outcome.NOT_AGREED})
        return Proposal(None, others or plain)
    if standard.is_met(tally):
        agreed = Outcome.PASS_UP if is_nomination and standard.is_above else Outcome.AGREED
        return Proposal(agreed, frozenset({Outcome.AGREED, agreed}), is_met=True)
    refused = others | {Outcome.NOT_AGREED}
    if not standard.is_tie(tally):
        return Proposal(Outcome.NOT_AGREED, refused, is_met=False)
    if tie_rule == TieRule.CHAIR_DECIDES:
        return Proposal(None, refused | {Outcome.AGREED}, is_met=False, is_tie=True)
    if tie_rule == TieRule.VOTE_AGAIN:
        return Proposal(None, frozenset(), is_met=False, is_tie=True, must_repeat=True)
    return Proposal(Outcome.NOT_AGREED, refused, is_met=False, is_tie=True)


def is_still_here(state: str, *, moved_at: datetime, opened_at: datetime | None) -> bool:
    """Tell whether a nomination lies before the council as it did when its item was opened.

    What was withdrawn or returned since has no conclusion, also where it has come back meanwhile: it may be another
    dossier than the one that was voted on.
    """
    return state == State.COUNCIL and (opened_at is None or moved_at <= opened_at)
