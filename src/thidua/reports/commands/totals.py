"""Adding totals: every marked one anew from its direct parts, the deepest first. Doing it twice changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from thidua.indicators.models import Indicator
from thidua.reports.commands.homes import hold_state, refresh_homes
from thidua.reports.commands.keeping import put_totals
from thidua.reports.commands.periods import ensure_span
from thidua.reports.models import Period, Total, TotalMark, TotalState
from thidua.reports.queries.figures import span
from thidua.reports.queries.parts import Ground, Inquiry, Parts
from thidua.reports.queries.standing import Lines
from thidua.reports.rules import Span
from thidua.reports.rules.adding import Part, Way, periods_to_add, shorter_periods, way_of
from thidua.reports.rules.calendar import MONTHS

_AT_ONCE = 5_000


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


def hold_totals() -> None:
    """Hold the row of whoever adds, before any unit or report is locked; called within a transaction."""
    hold_state()


@transaction.atomic
def _settle_round(*, at: datetime) -> int:
    refresh_homes(at=at)
    marks = list(TotalMark.objects.select_related("period", "indicator").order_by("pk")[:_AT_ONCE])
    by_tree: dict[str, list[TotalMark]] = defaultdict(list)
    for mark in marks:
        by_tree[mark.tree].append(mark)
    jobs = {tree: _jobs(of_tree) for tree, of_tree in by_tree.items()}
    periods = _Periods(job for of_tree in jobs.values() for job in of_tree)
    addings = []
    for tree, of_tree in jobs.items():
        lines = Lines({mark.unit_id for mark in by_tree[tree]}, tree)
        addings += [_Adding(job, lines, tree, periods) for job in of_tree]
    _add(addings)
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

    @property
    def shorter(self) -> set[Span]:
        """The periods from which it is added."""
        kinds = {indicator.period for indicator in self.indicators.values()} & MONTHS.keys()
        return {each for kind in kinds for each in shorter_periods(self.span, kind)}


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


def _way(span: Span, indicator: Indicator) -> Way:
    """Return how the total of an indicator for a period comes about."""
    return way_of(span, indicator.period, indicator.over_units, indicator.over_time)


def _last_day(span: Span) -> date:
    if span.until is None:
        raise ValueError(f"{span.label} has no end")
    return span.until - timedelta(days=1)


class _Periods:
    """The ids of all periods that take part; one query, and one for each that is not there yet."""

    def __init__(self, jobs: Iterable[_Job]) -> None:
        spans = {each.key: each for job in jobs for each in (job.span, *job.shorter)}
        self._ids = dict(Period.objects.filter(key__in=spans).values_list("key", "pk"))

    def of(self, span: Span) -> int:
        """Return the id of a period, which becomes a row if it is none."""
        if span.key not in self._ids:
            self._ids[span.key] = ensure_span(span=span).pk
        return self._ids[span.key]

    def known(self, spans: Iterable[Span]) -> list[int]:
        """Return the ids of those that are rows: of the others nothing was reported."""
        return [self._ids[each.key] for each in spans if each.key in self._ids]


def _add(addings: Sequence[_Adding]) -> None:
    """Write totals: what comes from reports in one go, then what comes from those totals in another."""
    inquiry = Inquiry()
    for each in addings:
        each.ask_reported(inquiry)
    inquiry.put()
    put_totals(totals=[(each.period, each.reported(inquiry)) for each in addings])
    for each in addings:
        each.forget({Way.OWN, Way.LATEST})
    inquiry = Inquiry()
    for each in addings:
        each.ask_over_time(inquiry)
    inquiry.put()
    put_totals(totals=[(each.period, each.over_time(inquiry)) for each in addings])
    for each in addings:
        each.forget({Way.OVER_TIME, Way.NONE})


class _Adding:
    """The totals of one period at some nodes."""

    def __init__(self, job: _Job, lines: Lines, tree: str, periods: _Periods) -> None:
        self._span, self._periods = job.span, periods
        self.period = periods.of(job.span)
        self._sums: Parts = {}
        self._asked: list[tuple[int, int, list[int]]] = []
        self._over_time: list[int] = []
        day = _last_day(job.span)
        # of a longer period a flow is added at the units of its months, a stock at those of its own last day
        then = {node for unit, of_mark in job.marked for node in lines.line(unit, of_mark)}
        self._parents = lines.parents({unit for unit, _day in job.marked} | then, day)
        self._ground = Ground(list(self._parents), tree, day)
        self._by_way: dict[tuple[Way, str], list[int]] = defaultdict(list)
        for pk, indicator in sorted(job.indicators.items()):
            self._by_way[_way(job.span, indicator), indicator.period].append(pk)

    def ask_reported(self, inquiry: Inquiry) -> None:
        """Ask for what comes about from what units reported."""
        for (way, kind), indicators in self._by_way.items():
            if way is Way.LATEST:
                own = inquiry.latest_under(self._ground, self._inside(kind), indicators)
            elif way is Way.OWN:
                own = inquiry.values_under(self._ground, self.period, indicators)
            else:
                continue
            self._asked.append((own, inquiry.totals_beside(self._ground, self.period, indicators), indicators))

    def reported(self, inquiry: Inquiry) -> Parts:
        """Return it, once the questions are put."""
        found: Parts = {}
        for own, beside, indicators in self._asked:
            found |= self._rolled_up(inquiry.sums[own], inquiry.sums[beside], indicators)
        self._sums |= found
        return found

    def ask_over_time(self, inquiry: Inquiry) -> None:
        """Ask for what comes about from the totals of shorter periods, when those are written."""
        for (way, kind), indicators in self._by_way.items():
            if way is Way.OVER_TIME:
                self._over_time.append(inquiry.totals_over(self._ground.nodes, self._inside(kind), indicators))

    def over_time(self, inquiry: Inquiry) -> Parts:
        """Return it, once the questions are put."""
        found: Parts = {}
        for asked in self._over_time:
            found |= inquiry.sums[asked]
        self._sums |= found
        return found

    def forget(self, ways: Collection[Way]) -> None:
        """Delete the totals that come about in one of these ways, and of which nothing is left."""
        nodes: Collection[int] = self._parents
        asked = [pk for (way, _kind), indicators in self._by_way.items() if way in ways for pk in indicators]
        empty = {pk for pk in asked if any((node, pk) not in self._sums for node in nodes)}
        if empty:
            rows = Total.objects.filter(unit__in=nodes, period=self.period, indicator__in=empty)
            gone = [pk for pk, *key in rows.values_list("pk", "unit", "indicator") if tuple(key) not in self._sums]
            Total.objects.filter(pk__in=gone).delete()

    def _inside(self, kind: str) -> list[int]:
        return self._periods.known(shorter_periods(self._span, kind))

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


def _put(sums: Parts, key: tuple[int, int], part: Part) -> None:
    sums[key] = sums[key] + part if key in sums else part
