"""The ledger of a fund, and what is still to be paid or to come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from thidua.core.actors import Actor
from thidua.decisions.choices import DecisionKind, DecisionState, EntryKind
from thidua.decisions.models import AwardDecision, DecisionLine, Fund, FundEntry
from thidua.decisions.rules.funds import balance, running_share
from thidua.law.catalogue import NotInForceError
from thidua.local_rules.queries import law_for
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope, with_predecessors

_RUNNING = "fund_running_share"


@dataclass(frozen=True, slots=True)
class Movement:
    """One entry and what was left after it, in đồng."""

    entry: FundEntry
    left: int


@dataclass(frozen=True, slots=True)
class FundPage:
    """A fund with its entries, the oldest first; amounts in đồng.

    ``sums`` by kind of entry, ``paid`` less what was taken back; ``running`` the part that runs the movement, by
    ``running_percent`` with its provision, only told; ``waiting`` bonuses decided and not paid, ``owed`` money of
    annulled awards that has not come back.
    """

    fund: Fund
    movements: tuple[Movement, ...]
    left: int
    sums: dict[str, int]
    running: int
    running_percent: int
    running_provision: str
    waiting: int
    owed: int

    @property
    def paid(self) -> int:
        """What was paid and stands."""
        return self.sums[EntryKind.PAID] - self.sums[EntryKind.TAKEN_BACK]


def funds(actor: Actor, *, on: date) -> QuerySet[Fund]:
    """Return the funds of units in scope, the newest year first."""
    return Fund.objects.filter(unit__in=units_in_scope(actor, on=on)).select_related("unit")


def fund_page(fund: Fund, *, on: date) -> FundPage:
    """Return the ledger of a fund, with what the law of a day says of it."""
    entries = list(FundEntry.objects.filter(fund=fund).select_related("line__decision"))
    left, movements, sums = fund.opening, [], dict.fromkeys(EntryKind.values, 0)
    for entry in entries:
        left = balance(left, [(entry.kind, entry.amount)])
        sums[entry.kind] += entry.amount
        movements.append(Movement(entry, left))
    percent, provision = _running(fund.unit, on)
    return FundPage(
        fund=fund,
        movements=tuple(movements),
        left=left,
        sums=sums,
        running=running_share(fund.opening, percent),
        running_percent=percent,
        running_provision=provision,
        waiting=unpaid_lines(fund.unit).aggregate(total=Coalesce(Sum("bonus"), 0))["total"],
        owed=sum(owed for _line, owed in owed_lines(fund.unit)),
    )


def unpaid_lines(unit: Unit) -> QuerySet[DecisionLine]:
    """Return the lines of issued decisions of a unit whose bonus is still to be paid."""
    rows = DecisionLine.objects.in_force().filter(
        decision__unit=unit,
        decision__state=DecisionState.ISSUED,
        does=DecisionKind.AWARD,
        annulled_at=None,
        paid_on=None,
        bonus__gt=0,
    )
    return rows.select_related("decision").order_by("decision__dated_on", "decision", "place")


def standing_payments(decision: AwardDecision) -> QuerySet[FundEntry]:
    """Return the payments of a decision's awards that were not taken back and whose award stands."""
    taken = FundEntry.objects.filter(kind=EntryKind.TAKEN_BACK, line=OuterRef("line"), turn=OuterRef("turn"))
    rows = FundEntry.objects.filter(
        ~Exists(taken), kind=EntryKind.PAID, line__decision=decision, line__annulled_at=None
    )
    return rows.select_related("line", "fund").order_by("line__place", "pk")


def owed_lines(unit: Unit) -> list[tuple[DecisionLine, int]]:
    """Return the lines of a unit whose money must come back, each with what is still owed, in đồng.

    Those of ended units whose place it took are among them.
    """
    ended = Unit.objects.filter(pk__in=with_predecessors({unit.pk}), until__isnull=False)
    units = {unit.pk, *ended.values_list("pk", flat=True)}
    back = Coalesce(Sum("fund_entries__amount", filter=Q(fund_entries__kind=EntryKind.RECOVERED)), 0)
    rows = DecisionLine.objects.in_force().filter(decision__unit__in=units, to_recover__gt=0).annotate(back=back)
    found = [(row, row.to_recover - row.back) for row in rows.select_related("decision").order_by("pk")]
    return [(row, owed) for row, owed in found if owed]


def called_in_lines(unit_id: int | None) -> QuerySet[DecisionLine]:
    """Return the annulled awards of a unit of whose certificate it is not recorded what became of it."""
    rows = DecisionLine.objects.in_force().filter(
        decision__unit=unit_id or 0, does=DecisionKind.AWARD, annulled_at__isnull=False, returned=""
    )
    return rows.select_related("decision").order_by("decision__dated_on", "decision", "place")


def _running(unit: Unit, on: date) -> tuple[int, str]:
    try:
        share = law_for(unit.pk, on, on=on).parameter(_RUNNING)
    except NotInForceError:
        return 0, ""
    return share.value, "; ".join(map(str, share.provisions))
