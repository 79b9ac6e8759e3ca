"""What stands in the way of a nomination: verdicts that are not met, those that somebody has to judge, a hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from thidua.law.verdicts import Outcome
from thidua.nominations.choices import State
from thidua.nominations.rules.verdict_rows import VerdictRow

_SAID = {True: "Người có thẩm quyền kết luận: đạt.", False: "Người có thẩm quyền kết luận: chưa đạt."}


@dataclass(frozen=True, slots=True)
class Concluded:
    """What an authorised person concluded of one condition; ``is_override`` lets one pass that is not met."""

    condition: str
    is_met: bool
    is_override: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a nomination stands: the conditions in its way, by code, and until when it is held.

    ``not_met`` are those without an override, ``to_judge`` those of which nobody concluded anything.
    """

    not_met: tuple[str, ...]
    to_judge: tuple[str, ...]
    overridden: tuple[str, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether no condition stands in the way."""
        return not self.not_met and not self.to_judge


def standing(outcomes: Iterable[tuple[str, Outcome]], conclusions: Iterable[Concluded]) -> Standing:
    """Return how a nomination stands by its verdicts (condition, outcome) and what persons concluded.

    A conclusion on what a person must judge went into the verdict already, as the law's ``judgements``; here only
    overrides count. An override never makes met what is not: the verdict stays as it is and says who let it pass.
    """
    overrides = {each.condition for each in conclusions if each.is_override}
    by: Mapping[Outcome, list[str]] = {Outcome.NOT_MET: [], Outcome.TO_JUDGE: []}
    for code, outcome in outcomes:
        if outcome in by:
            by[outcome].append(code)
    refused = by[Outcome.NOT_MET]
    return Standing(
        not_met=tuple(code for code in refused if code not in overrides),
        to_judge=tuple(by[Outcome.TO_JUDGE]),
        overridden=tuple(code for code in refused if code in overrides),
    )


def with_conclusions(rows: Iterable[VerdictRow], conclusions: Iterable[Concluded]) -> tuple[VerdictRow, ...]:
    """Return rows in which what was left to a person is what the person concluded.

    The law's engine knows conclusions of its own conditions already; those of a whole alternative, and of conditions
    that are ours, are put in here. A conclusion changes nothing that the law could tell by itself, and letting pass
    what was concluded to be not met does not undo that conclusion.
    """
    said = {each.condition: each.is_met for each in conclusions}
    return tuple(
        replace(row, outcome=Outcome.MET if said[row.code] else Outcome.NOT_MET, reason=_SAID[said[row.code]])
        if row.outcome is Outcome.TO_JUDGE and row.code in said
        else row
        for row in rows
    )


def is_held(held_until: date | None, on: date) -> bool:
    """Tell whether no step may be taken on a day."""
    return held_until is not None and on < held_until


def is_final(state: State) -> bool:
    """Tell whether nothing follows any more."""
    return state in {State.ARCHIVED, State.NOT_AGREED, State.PASSED_UP, State.WITHDRAWN, State.ANNULLED}
