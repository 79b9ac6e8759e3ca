"""Holding every stored total against its figures, and adding anew those that differ.

Not among the names of the package: what it needs to add up a country takes a second to load.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.organisations.choices import Tree
from thidua.reports.commands.periods import ensure_span
from thidua.reports.commands.snapshot import state_of_figures, take_snapshot
from thidua.reports.commands.totals import settle_totals
from thidua.reports.models import Home, TotalMark
from thidua.reports.queries.rebuilding import Compared, Difference, compare
from thidua.reports.queries.snapshot import current_snapshot

_TRIES: Final = 3
_AT_ONCE: Final = 2_000


def check_totals(*, at: datetime, mend: bool = False) -> Compared:
    """Compare every total of a period of the calendar with what its figures add up to.

    Takes a snapshot first. With ``mend`` those that differ are added anew, and what then still differs is returned.

    Raises:
        Refused: reports were accepted all the time meanwhile.
    """
    found = _compared(at)
    if mend and found.differences:
        _mark(found.differences, at)
        found = _compared(at)
    return found


def _compared(at: datetime) -> Compared:
    for _try in range(_TRIES):
        settle_totals(at=at)
        take_snapshot(at=at, forced=True)
        snapshot = current_snapshot()
        if snapshot is None:
            break
        found = compare(snapshot)
        if state_of_figures() == snapshot.state and not TotalMark.objects.exists():
            return found
    raise Refused(_("Số liệu thay đổi liên tục trong lúc kiểm tra. Chạy lại lúc không ai duyệt báo cáo."))


@transaction.atomic
def _mark(differences: Sequence[Difference], at: datetime) -> None:
    trees: dict[int, set[str]] = defaultdict(set)
    for node, tree in Home.objects.order_by().values_list("node", "tree").distinct():
        trees[node].add(tree)
    periods = {each.period.key: each.period for each in differences}
    keys = {key: ensure_span(span=span).pk for key, span in periods.items()}
    TotalMark.objects.bulk_create(
        (
            TotalMark(
                unit_id=each.unit, period_id=keys[each.period.key], indicator_id=each.indicator, tree=tree, marked_at=at
            )
            for each in differences
            for tree in sorted(trees.get(each.unit) or {Tree.TERRITORY})
        ),
        batch_size=_AT_ONCE,
    )
