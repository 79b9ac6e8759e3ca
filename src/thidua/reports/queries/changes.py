"""What became of units that are no more, and of what they reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from thidua.organisations.models import Succession
from thidua.reports.queries.filing.plan import Names
from thidua.reports.queries.totals.counted import joined
from thidua.reports.rules.adding import Part


@dataclass(frozen=True)
class Change:
    """Units that became others: several one, one several, or one one other (another kind or name).

    Attributes:
        is_known: whether it is known how much went where.
        value: what the old units reported; ``None`` where they reported nothing.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    on: date
    basis: str
    is_known: bool
    value: Part | None


def changes_of(unit_ids: Collection[int], values: Mapping[int, Part], *, on: date) -> tuple[Change, ...]:
    """Return what became of units by a day; two queries.

    Those that were divided come first, then those that were put together, then the others.
    """
    rows = list(Succession.objects.filter(predecessor__in=unit_ids, on__lte=on).order_by("pk"))
    if not rows:
        return ()
    names = Names({pk for row in rows for pk in (row.predecessor_id, row.successor_id)})
    heirs: dict[int, list[Succession]] = defaultdict(list)
    for row in rows:
        heirs[row.predecessor_id].append(row)
    merged: dict[int, list[Succession]] = defaultdict(list)
    for found in heirs.values():
        if len(found) == 1:
            merged[found[0].successor_id].append(found[0])
    split = [found for found in heirs.values() if len(found) > 1]
    groups = [*split, *sorted(merged.values(), key=len, reverse=True)]
    return tuple(_change(group, names, values) for group in groups)


def _change(rows: Sequence[Succession], names: Names, values: Mapping[int, Part]) -> Change:
    before = {row.predecessor_id: names.on(row.predecessor_id, row.on - timedelta(days=1)) for row in rows}
    after = {row.successor_id: names.on(row.successor_id, row.on) for row in rows}
    return Change(
        before=tuple(before.values()),
        after=tuple(after.values()),
        on=rows[0].on,
        basis=rows[0].legal_basis,
        is_known=len(after) == 1 or all(row.share_permille is not None for row in rows),
        value=joined(*(values.get(pk) for pk in before)),
    )
