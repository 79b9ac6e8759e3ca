"""What is left of a fund."""

from __future__ import annotations

from django.db.models import Sum

from thidua.decisions.models import Fund, FundEntry
from thidua.decisions.rules.funds import balance


def balance_of(fund: Fund) -> int:
    """Return what is left of a fund, in đồng."""
    sums = FundEntry.objects.filter(fund=fund).order_by().values("kind").annotate(total=Sum("amount"))
    return balance(fund.opening, sums.values_list("kind", "total"))
