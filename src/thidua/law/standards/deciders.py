"""May a body of this level decide on this form? (Law 06/2022/QH15, Art. 77-80, as the catalogue has it on the day)."""

from __future__ import annotations

from collections.abc import Collection

from thidua.law.day import Law
from thidua.law.entries import AuthorityLevel
from thidua.law.verdicts import Outcome, Verdict


def may_decide(award: str, levels: Collection[AuthorityLevel], law: Law) -> Verdict:
    """Return whether a body that gives awards at one of ``levels`` decides on an award on the law's day.

    Where a local rule names another decider, a person judges: its words have no level.

    Raises:
        UnknownCodeError: there is no such award.
        NotInForceError: the law had no such award that day.
    """
    form = law.award(award)
    body = form.decided_by
    if law.pack_that_decides(award) or not levels:
        outcome = Outcome.TO_JUDGE
    else:
        outcome = Outcome.NOT_MET if form.deciding_levels.isdisjoint(levels) else Outcome.MET
    caution = law.caution(body.provisions, verified=body.verified)
    return Verdict(
        outcome=outcome,
        reason=f"“{form.name}” do {body.who} quyết định.",
        provisions=body.provisions,
        observed=", ".join(sorted(level.label for level in levels)),
        verified=not caution,
        caution=caution,
    )
