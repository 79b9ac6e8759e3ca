"""What is left of a fund, and the entries that people write one by one."""

from __future__ import annotations

from django.db.models import QuerySet, Sum

from thidua.decisions.choices import EntryKind
from thidua.decisions.models import DecisionLine, Fund, FundEntry
from thidua.decisions.rules.funds import balance


def balance_of(fund: Fund) -> int:
    """Return what is left of a fund, in đồng."""
    sums = FundEntry.objects.filter(fund=fund).order_by().values("kind").annotate(total=Sum("amount"))
    return balance(fund.opening, sums.values_list("kind", "total"))


def changes_of(fund: Fund) -> QuerySet[FundEntry]:
    """Return what was added to a fund or taken from it beside bonuses."""
    return FundEntry.objects.filter(fund=fund, line=None)


def recoveries_of(line: DecisionLine) -> QuerySet[FundEntry]:
    """Return what came back of an annulled award."""
    return FundEntry.objects.filter(line=line, kind=EntryKind.RECOVERED)
