"""What could come next for somebody, and when: the awards that rest on awards held before, asked of the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from thidua.law.catalogue import NotInForceError, catalogue
from thidua.law.conditions import STANDARD_OF, Condition
from thidua.law.day import Law
from thidua.law.entries import AwardForm, Provision, RecipientKind
from thidua.law.judging import judge
from thidua.law.record import CommendationType, HeldAward, Record
from thidua.law.verdicts import Outcome, Verdict

_RESTS_ON_HONOURS = {"received_in_a_row", "received_one_after_another", "received_times_in_run", "holds"}
_TYPES = {
    "merit": CommendationType.MERIT,
    "ad_hoc": CommendationType.AD_HOC,
    "movement": CommendationType.MOVEMENT,
    "service_history": CommendationType.SERVICE_HISTORY,
    "seniority": CommendationType.SENIORITY,
    "external_affairs": CommendationType.EXTERNAL_AFFAIRS,
}


@dataclass(frozen=True, slots=True)
class Received:
    """An award received, as the ledger has it: its code, the year, its type where known."""

    code: str
    year: int
    type: str = ""


@dataclass(frozen=True, slots=True)
class NextAward:
    """An award that rests on awards held: whether they are there, why, from when, and what a person must judge too."""

    form: AwardForm
    outcome: Outcome
    verdicts: tuple[Verdict, ...]
    others: int

    @property
    def possible_from(self) -> date | None:
        """The first day on which what is missing could be there."""
        return max((each.possible_from for each in self.verdicts if each.possible_from), default=None)

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The provisions of the conditions that rest on awards held."""
        return tuple(dict.fromkeys(place for each in self.verdicts for place in each.provisions))


def next_awards(kind: RecipientKind, received: Iterable[Received], law: Law) -> tuple[NextAward, ...]:
    """Return the awards that rest on awards held and are not held for this year, those whose ground is there first."""
    held = tuple(HeldAward(each.code, each.year, _TYPES.get(each.type)) for each in received if each.code)
    record = Record(kind=kind, year=law.day.year, type=CommendationType.MERIT, honours=held, assessed_on=law.day)
    found = [each for form in catalogue(law.day) if not form.classes and (each := _next(form, record, law))]
    order = (Outcome.MET, Outcome.TO_JUDGE, Outcome.NOT_MET)
    return tuple(sorted(found, key=lambda each: (order.index(each.outcome), each.possible_from or law.day)))


def _next(form: AwardForm, record: Record, law: Law) -> NextAward | None:
    if record.kind not in form.recipient_kinds:
        return None
    try:
        conditions = law.own_conditions(form.code, record.kind)
    except NotInForceError:
        return None
    resting = {each.code for each in conditions if _rests_on_honours(each)}
    if not resting or any(each.code == form.code and each.year == record.year for each in record.honours):
        return None
    verdicts = judge(form.code, record, law)
    mine = tuple(each for each in verdicts if each.code in resting)
    outcomes = [each.outcome for each in mine]
    outcome = next((each for each in (Outcome.NOT_MET, Outcome.TO_JUDGE) if each in outcomes), Outcome.MET)
    return NextAward(form, outcome, mine, len(verdicts) - len(mine) - 1)


def _rests_on_honours(condition: Condition) -> bool:
    return any(each.test in _RESTS_ON_HONOURS for each in _deep(condition))


def _deep(condition: Condition) -> Iterator[Condition]:
    yield condition
    if condition.test != STANDARD_OF:
        for part in condition.parts:
            yield from _deep(part)
