"""How the reports stand that a table speaks of: begun or not, open or not, what is in their cells. A few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import F

from thidua.organisations.models import Lineage
from thidua.organisations.queries.scope import in_force
from thidua.reports.models import Cell, Form, Period, PeriodClosing, Report
from thidua.reports.queries.ladder import as_closed, edition_for, last_day
from thidua.reports.rules.closing import Closed, closed_for
from thidua.reports.rules.ladder import Act, Stand, acts
from thidua.reports.rules.tables.values import Kept

Key = tuple[int, int]
"""A unit's key and a period's."""


@dataclass
class Standing:
    """How one report stands; ``report`` is ``None`` while nobody began it, ``is_new``: it was begun just now."""

    report: Report | None = None
    closed: Closed | None = None
    cells: Mapping[int, Kept] = field(default_factory=dict)
    is_new: bool = False

    @property
    def may_be_typed(self) -> bool:
        """Whether its own unit may type it now: the ladder is the same for a table."""
        state = self.report.state if self.report else "draft"
        return Act.EDIT in acts(Stand(state, 1, 0, self.closed), 1)


def standings(form: Form, keys: Collection[Key], *, locked: bool = False) -> dict[Key, Standing]:
    """Return how the reports on a form of these units and periods stand; ``locked``: held for this transaction."""
    units, periods = {unit for unit, _period in keys}, {period for _unit, period in keys}
    rows = Report.objects.filter(form=form, unit__in=units, period__in=periods).order_by("pk")
    rows = rows.select_related("form", "unit", "period")
    rows = rows.select_for_update(of=("self",)) if locked else rows
    found = {key: Standing() for key in keys}
    by_pk: dict[int, Key] = {}
    for report in rows:
        key = report.unit_id, report.period_id
        if key in found:
            found[key].report = report
            by_pk[report.pk] = key
    for key, cells in _cells(by_pk).items():
        found[key].cells = cells
    for key, closed in _closed(form, keys, periods).items():
        found[key].closed = closed
    return found


def _cells(by_pk: Mapping[int, Key]) -> dict[Key, dict[int, Kept]]:
    rows = Cell.objects.filter(
        revision__report__in=list(by_pk), revision__number=F("revision__report__number"), value__isnull=False
    )
    found: dict[Key, dict[int, Kept]] = defaultdict(dict)
    for report, line, value, of, qualifier in rows.values_list("revision__report", "line", "value", "of", "qualifier"):
        found[by_pk[report]][line] = int(value or 0), of, qualifier
    return found


def _closed(form: Form, keys: Collection[Key], periods: Collection[int]) -> dict[Key, Closed]:
    """Return the closings that hold; one query where nobody closed any of the periods, two for each that is closed."""
    rows = PeriodClosing.objects.filter(form=form, period__in=periods, reopened_at__isnull=True)
    closings: dict[Period, list[Closed]] = defaultdict(list)
    for row in rows.select_related("unit", "period"):
        closings[row.period].append(as_closed(row))
    found: dict[Key, Closed] = {}
    for period, closed in closings.items():
        edition = edition_for(form.pk, period)
        if edition is None:
            continue
        units = [unit for unit, each in keys if each == period.pk]
        above = Lineage.objects.filter(in_force(last_day(period)), descendant__in=units, tree=edition.tree, depth__gt=0)
        lines: dict[int, list[int]] = {unit: [unit] for unit in units}
        for unit, ancestor in above.order_by("depth").values_list("descendant", "ancestor"):
            lines[unit].append(ancestor)
        for unit, line in lines.items():
            if holds := closed_for(line, closed):
                found[unit, period.pk] = holds
    return found
