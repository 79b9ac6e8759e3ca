"""Holding every stored total against its figures, and adding anew those that differ.

Not among the names of the package: what it needs to add up a country takes a second to load.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.organisations.choices import Tree
from thidua.organisations.models import Lineage
from thidua.reports.commands.periods import ensure_span
from thidua.reports.commands.snapshot import state_of_figures, take_snapshot
from thidua.reports.commands.totals import settle_totals
from thidua.reports.models import FormLine, TotalMark
from thidua.reports.queries.rebuilding import Compared, Difference, compare
from thidua.reports.queries.snapshot import current_snapshot
from thidua.reports.rules.adding import periods_to_add

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
    """Mark what differs, and all that it may have been carried into: longer periods, and the units above on any day."""
    trees = _trees({each.indicator for each in differences})
    above = {tree: _above({each.unit for each in differences}, tree) for tree in {*trees.values()}}
    spans = {span.key: span for each in differences for span in periods_to_add(each.period)}
    keys = {key: ensure_span(span=span).pk for key, span in spans.items()}
    wanted = {
        (node, keys[span.key], each.indicator, trees[each.indicator])
        for each in differences
        for span in periods_to_add(each.period)
        for node in (each.unit, *above[trees[each.indicator]].get(each.unit, ()))
    }
    TotalMark.objects.bulk_create(
        (
            TotalMark(unit_id=unit, period_id=period, indicator_id=indicator, tree=tree, marked_at=at)
            for unit, period, indicator, tree in sorted(wanted)
        ),
        batch_size=_AT_ONCE,
    )


def _trees(indicators: Collection[int]) -> dict[int, str]:
    """Return the tree up which each indicator is reported."""
    lines = FormLine.objects.filter(indicator__in=indicators).order_by("pk")
    found = dict(lines.values_list("indicator", "section__edition__tree"))
    return {each: found.get(each, Tree.TERRITORY) for each in indicators}


def _above(units: Collection[int], tree: str) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Lineage.objects.filter(descendant__in=units, tree=tree, depth__gt=0)
    for unit, node in rows.values_list("descendant", "ancestor"):
        found[unit].add(node)
    return found
