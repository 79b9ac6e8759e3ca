"""Adding totals: every marked one anew from its direct parts, the deepest first. Doing it twice changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from thidua.indicators.models import Indicator
from thidua.reports.commands.homes import refresh_homes
from thidua.reports.commands.periods import ensure_span
from thidua.reports.models import Total, TotalMark, TotalState
from thidua.reports.queries import parts
from thidua.reports.queries.figures import span
from thidua.reports.queries.parts import Ground, Parts
from thidua.reports.queries.standing import Lines
from thidua.reports.rules import Span
from thidua.reports.rules.adding import Part, Way, periods_to_add, shorter_periods, way_of

_AT_ONCE = 5_000
_FIELDS = ["value", "of", "figures", "qualifier"]


def settle_totals(*, at: datetime) -> int:
    """Add every marked total, and those that a change of the trees touches; return how many marks were settled.

    One process adds at a time; whoever sets a mark meanwhile asks for the adding, too. Each round is one transaction:
    killed in the middle, its marks stand and it is done again.
    """
    settled = round_of = _settle_round(at=at)
    while round_of == _AT_ONCE:
        round_of = _settle_round(at=at)
        settled += round_of
    return settled


@transaction.atomic
def _settle_round(*, at: datetime) -> int:
    refresh_homes(at=at)
    marks = list(TotalMark.objects.select_related("period", "indicator").order_by("pk")[:_AT_ONCE])
    by_tree: dict[str, list[TotalMark]] = defaultdict(list)
    for mark in marks:
        by_tree[mark.tree].append(mark)
    for tree, of_tree in by_tree.items():
        lines = Lines({mark.unit_id for mark in of_tree}, tree)
        for job in _jobs(of_tree):
            _Adding(job, lines, tree).keep()
    if marks:
        TotalMark.objects.filter(pk__in=[mark.pk for mark in marks]).delete()  # not «up to»: others may come between
        TotalState.objects.update(added_at=at)
    return len(marks)


@dataclass
class _Job:
    """What is added anew for one period: at the marked units and all above them, all the indicators marked anywhere.

    Adding what has not changed does no harm. ``marked``: units, each with the last day of the period of the mark.
    """

    span: Span
    marked: set[tuple[int, date]] = field(default_factory=set)
    indicators: dict[int, Indicator] = field(default_factory=dict)


def _jobs(marks: Iterable[TotalMark]) -> list[_Job]:
    """Return what the marks ask for, the shorter periods before the longer ones that are added from them."""
    jobs: dict[str, _Job] = {}
    for mark in marks:
        own = span(mark.period)
        for each in periods_to_add(own):
            job = jobs.setdefault(each.key, _Job(each))
            job.marked.add((mark.unit_id, _last_day(own)))
            job.indicators[mark.indicator_id] = mark.indicator
    return sorted(jobs.values(), key=lambda job: (job.span.until or date.max) - (job.span.since or date.min))


def _last_day(span: Span) -> date:
    if span.until is None:
        raise ValueError(f"{span.label} has no end")
    return span.until - timedelta(days=1)


class _Adding:
    """The totals of one period at some nodes."""

    def __init__(self, job: _Job, lines: Lines, tree: str) -> None:
        self._span = job.span
        day = _last_day(job.span)
        # of a longer period a flow is added at the units of its months, a stock at those of its own last day
        then = {node for unit, of_mark in job.marked for node in lines.line(unit, of_mark)}
        self._parents = lines.parents({unit for unit, _day in job.marked}, day)
        self._parents |= dict.fromkeys(sorted(then - self._parents.keys()))
        self._ground = Ground(list(self._parents), tree, day)
        self._indicators = job.indicators
        self._by_way: dict[tuple[Way, str], list[int]] = defaultdict(list)
        for pk, indicator in sorted(job.indicators.items()):
            way = way_of(job.span, indicator.period, indicator.over_units, indicator.over_time)
            self._by_way[way, indicator.period].append(pk)

    def keep(self) -> None:
        """Write the totals; where nothing is left there is none."""
        sums: Parts = {}
        for (way, kind), indicators in self._by_way.items():
            sums |= self._added(way, kind, indicators)
        self._forget(sums)
        period = ensure_span(span=self._span)
        rows = [_total(node, period.pk, indicator, part) for (node, indicator), part in sums.items()]
        Total.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["unit", "period", "indicator"], update_fields=_FIELDS
        )

    def _added(self, way: Way, kind: str, indicators: Sequence[int]) -> Parts:
        if way is Way.NONE:
            return {}
        if way is Way.OVER_TIME:
            return parts.totals_over(self._ground.nodes, shorter_periods(self._span, kind), indicators)
        if way is Way.LATEST:
            own = parts.latest_under(self._ground, shorter_periods(self._span, kind), indicators)
        else:
            own = parts.values_under(self._ground, self._span, indicators)
        beside = parts.totals_under(self._ground, self._span, indicators, but=self._ground.nodes)
        return self._rolled_up(own, beside, indicators)

    def _rolled_up(self, own: Parts, beside: Parts, indicators: Sequence[int]) -> Parts:
        """Add each node to the one above it, from below."""
        sums = dict(own)
        for key, part in beside.items():
            _put(sums, key, part)
        for node, above in self._parents.items():
            for indicator in indicators:
                if above is not None and (node, indicator) in sums:
                    _put(sums, (above, indicator), sums[node, indicator])
        return sums

    def _forget(self, sums: Mapping[tuple[int, int], Part]) -> None:
        nodes: Collection[int] = self._parents
        empty = {pk for pk in self._indicators if any((node, pk) not in sums for node in nodes)}
        if empty:
            rows = Total.objects.filter(unit__in=nodes, period__key=self._span.key, indicator__in=empty)
            gone = [pk for pk, *key in rows.values_list("pk", "unit", "indicator") if tuple(key) not in sums]
            Total.objects.filter(pk__in=gone).delete()


def _put(sums: Parts, key: tuple[int, int], part: Part) -> None:
    sums[key] = sums[key] + part if key in sums else part


def _total(node: int, period: int, indicator: int, part: Part) -> Total:
    return Total(
        unit_id=node,
        period_id=period,
        indicator_id=indicator,
        value=part.value,
        of=part.of,
        figures=part.figures,
        qualifier=part.qualifier,
    )
