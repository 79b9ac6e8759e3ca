"""What counts: the values of accepted revisions, and a mark on every total that they change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thidua.core.many import insert_rows
from thidua.indicators.choices import Combination
from thidua.organisations.queries.scope import in_force, with_predecessors
from thidua.reports.commands.keeping import Counted, put_values
from thidua.reports.models import AcceptedValue, FormEdition, Home, Report, Revision, TotalMark
from thidua.reports.queries.counting import counted_of, nodes_of, told_in
from thidua.reports.queries.ladder import last_day, units_above_each, units_that_count
from thidua.reports.queries.structure import Structure, structure_of
from thidua.totals.qualifiers import bits

_Values = dict[tuple[int, int], Counted]
"""By unit and indicator; all of one period."""


@dataclass
class _Alike:
    """Revisions on one edition of a form for one period; by unit. ``form``: what the edition is made of."""

    edition: FormEdition
    form: Structure
    period_id: int
    day: date
    revisions: dict[int, int]


def count_revisions(*, accepted: Sequence[tuple[Report, Revision]], at: datetime) -> None:
    """Let the values of revisions count in place of those that counted before. Called within the acceptance.

    Thousands together cost little more than one: a few statements for each edition and period among them. A
    consolidated report (units under it report the same form) counts nowhere.
    """
    for alike in _alike(accepted):
        counting = units_that_count(alike.revisions.keys(), alike.form.levels, alike.edition.tree, alike.day)
        alike.revisions = {unit: pk for unit, pk in alike.revisions.items() if unit in counting}
        if alike.revisions:
            _mark(alike, _replaced(alike), at)


def _alike(accepted: Sequence[tuple[Report, Revision]]) -> Iterator[_Alike]:
    found: dict[tuple[int, int], _Alike] = {}
    for report, revision in accepted:
        which = report.edition_id, report.period_id
        if which not in found:
            form = structure_of(report.edition)
            found[which] = _Alike(report.edition, form, report.period_id, last_day(report.period), {})
        found[which].revisions[report.unit_id] = revision.pk
    yield from found.values()


def _replaced(alike: _Alike) -> set[tuple[int, int]]:
    """Write what counts now; return unit and indicator wherever that is something else than before."""
    values = _told(alike)
    asked = {line.indicator_id for line in alike.form.lines}
    rows = counted_of(alike.revisions, alike.period_id, asked)
    before, keys = {}, {}
    for unit, indicator, value, of, qualifier, revision, pk in rows:
        before[unit, indicator], keys[unit, indicator] = Counted(value, of, qualifier, revision), pk
    gone = [pk for key, pk in keys.items() if key not in values]
    if gone:
        AcceptedValue.objects.filter(pk__in=gone).delete()
    put_values(period=alike.period_id, values=values)
    return {key for key in before.keys() | values.keys() if _said(before.get(key)) != _said(values.get(key))}


def _told(alike: _Alike) -> _Values:
    """Return the values of the revisions, as they will count."""
    unit_of = {revision: unit for unit, revision in alike.revisions.items()}
    return {
        (unit_of[revision], indicator): Counted(value or 0, of or 0, bits(qualifier), revision)
        for revision, indicator, value, of, qualifier in told_in(unit_of)
    }


def _said(counted: Counted | None) -> tuple[int, int, int] | None:
    return counted[:3] if counted else None


def _mark(alike: _Alike, changed: set[tuple[int, int]], at: datetime) -> None:
    """Mark the totals above the units; of stocks, wherever else in a longer period they or predecessors count."""
    tree = alike.edition.tree
    of_unit: dict[int, set[int]] = defaultdict(set)
    for unit, indicator in changed:
        of_unit[unit].add(indicator)
    above = units_above_each(of_unit.keys(), tree, alike.day)
    if gone := of_unit.keys() - above.keys():  # told afterwards that they were no more: where their heirs stand
        homes_then = Home.objects.filter(in_force(alike.day), unit__in=gone, tree=tree)
        above |= dict(homes_then.values_list("unit_id", "node_id"))
    wanted = {(above[unit], indicator) for unit, indicator in changed if unit in above}
    kept = {line.indicator_id for line in alike.form.lines if line.indicator.over_time == Combination.LATEST}
    stocks = kept & {indicator for _unit, indicator in changed}
    if stocks:
        nodes = nodes_of(with_predecessors(set(of_unit)), tree)
        wanted |= {(node, pk) for node in nodes for pk in stocks}
    same = {"period": alike.period_id, "tree": tree, "marked_at": at}
    insert_rows(TotalMark, ("unit", "indicator"), sorted(wanted), common=same)
