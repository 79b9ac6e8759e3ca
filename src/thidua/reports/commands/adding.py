"""The totals of a period: anew from their direct parts at the marked units, above them by what has changed there.

A country has thousands of parts and a report changes one of them: above the unit that was marked, a total as it is
stored loses what its part was and gains what it is (ADR 21). Where that cannot be told (``replaced``) it is added anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from thidua.reports.commands.keeping import put_totals
from thidua.reports.models import Total
from thidua.reports.queries.marks import Kind
from thidua.reports.queries.parts import Ground, Inquiry, Parts
from thidua.reports.queries.standing import Lines
from thidua.reports.rules import Span
from thidua.reports.rules.adding import Part, Way, replaced, shorter_periods, way_of
from thidua.reports.rules.calendar import MONTHS

_NOTHING = Part()


@dataclass
class Job:
    """What is added for one period: at the marked units and all above them, all the indicators marked anywhere.

    Adding what has not changed does no harm. ``marked``: units, each with the last day of the period of the mark.
    ``marked_itself``: those of which this very period was marked.
    """

    span: Span
    marked: set[tuple[int, date]] = field(default_factory=set)
    marked_itself: set[int] = field(default_factory=set)
    indicators: dict[int, Kind] = field(default_factory=dict)

    @cached_property
    def shorter(self) -> dict[str, tuple[Span, ...]]:
        """The periods from which it is added, by the length for which indicators are reported; once all are known."""
        kinds = {each.reported for each in self.indicators.values()} & MONTHS.keys()
        return {kind: shorter_periods(self.span, kind) for kind in kinds}

    def ways(self) -> dict[tuple[Way, str], list[int]]:
        """Return the indicators by how their total comes about, and by the length for which they are reported."""
        found: dict[tuple[Way, str], list[int]] = defaultdict(list)
        for pk, each in sorted(self.indicators.items()):
            found[way_of(self.span, *each), each.reported].append(pk)
        return found


def last_day(span: Span) -> date:
    """Return the last day of a period.

    Raises:
        ValueError: it has no end.
    """
    if span.until is None:
        raise ValueError(f"{span.label} has no end")
    return span.until - timedelta(days=1)


def add_totals(addings: Sequence[Adding]) -> None:
    """Write totals; called under the lock of whoever adds.

    Nearly always in two statements: one asks for what is stored and for the parts of the marked units, one writes.
    """
    _ask(addings, Adding.ask, Adding.take)
    _ask([each for each in addings if each.unsure], Adding.ask_again, Adding.take_again)
    by_tree: dict[str, dict[int, Adding]] = defaultdict(dict)
    for each in addings:
        by_tree[each.tree][each.period] = each
    for each in addings:
        each.carry_over_time(by_tree[each.tree])
    _write(addings)
    later = [each for each in addings if each.is_open]
    _ask(later, Adding.ask_over_time, Adding.take_over_time)
    _write(later)


def _write(addings: Sequence[Adding]) -> None:
    put_totals(totals=[(each.period, each.changed()) for each in addings])
    for each in addings:
        each.forget()


def _ask(
    addings: Sequence[Adding], ask: Callable[[Adding, Inquiry], None], take: Callable[[Adding, Inquiry], None]
) -> None:
    inquiry = Inquiry()
    for each in addings:
        ask(each, inquiry)
    inquiry.put()
    for each in addings:
        take(each, inquiry)


class Adding:
    """The totals of one period at some units and all above them: as they were, and as they will be.

    Attributes:
        period: its key.
        unsure: indicators whose totals cannot be told from what has changed in one of their parts.
    """

    def __init__(self, job: Job, lines: Lines, tree: str, periods: Mapping[str, int]) -> None:
        self.tree, self.period = tree, periods[job.span.key]
        self.unsure: set[int] = set()
        self._day = last_day(job.span)
        self._marked, self._marked_itself = {unit for unit, _day in job.marked}, job.marked_itself
        # of a longer period a flow is added at the units of its months, a stock at those of its own last day
        then = {node for unit, of_mark in job.marked for node in lines.line(unit, of_mark)}
        self._parents = lines.parents(self._marked | then, self._day)
        self._ways = job.ways()
        self._shorter = {  # of a period that is no row nothing was reported
            kind: [periods[each.key] for each in spans if each.key in periods] for kind, spans in job.shorter.items()
        }
        self._before: Parts = {}
        self._stored: Parts = {}
        self._now: Parts = {}
        self._asked: list[int] = []

    def ask(self, inquiry: Inquiry) -> None:
        """Ask for what is stored, and for the parts of the marked units."""
        every = [pk for indicators in self._ways.values() for pk in indicators]
        self._asked_stored = inquiry.totals_at(self._parents, self.period, every)
        self._ask_parts(inquiry, self._marked, self._told(Way.OWN, Way.LATEST))

    def take(self, inquiry: Inquiry) -> None:
        """Put together what comes about from what units reported."""
        self._before = inquiry.sums[self._asked_stored]
        self._stored = dict(self._before)
        kept = self._told(Way.OVER_TIME)
        self._now = {key: part for key, part in self._before.items() if key[1] in kept}
        self._roll_up(inquiry, self._marked, self._told(Way.OWN, Way.LATEST))

    def ask_again(self, inquiry: Inquiry) -> None:
        """Ask for all parts on the line of what is unsure."""
        self._ask_parts(inquiry, self._parents, self.unsure)

    def take_again(self, inquiry: Inquiry) -> None:
        """Put it together anew."""
        self._roll_up(inquiry, self._parents, self.unsure)
        self.unsure = set()

    def carry_over_time(self, addings: Mapping[int, Adding]) -> None:
        """Carry what has changed in shorter periods (by their keys) into this one."""
        for indicators, shorter in self._over_time():
            for each in (addings[period] for period in shorter if period in addings):
                for key, before, now in each.changes(indicators):
                    self._replace(key, before, now)

    def changes(self, indicators: Collection[int]) -> Iterator[tuple[tuple[int, int], Part, Part]]:
        """Yield unit and indicator of the totals that are others now, with what they were and are."""
        for key in self._before.keys() | self._now.keys():
            before, now = self._before.get(key, _NOTHING), self._now.get(key, _NOTHING)
            if key[1] in indicators and before != now:
                yield key, before, now

    @property
    def is_open(self) -> bool:
        """Whether totals are to be added anew from those of shorter periods, once these are written."""
        return bool(self.unsure or (self._marked_itself and self._told(Way.OVER_TIME)))

    def ask_over_time(self, inquiry: Inquiry) -> None:
        """Ask for them: what is unsure on the whole line, the others where this very period was marked."""
        self._asked = []
        for indicators, shorter in self._over_time():
            for nodes, wanted in self._anew(indicators):
                self._asked.append(inquiry.totals_over(nodes, shorter, wanted))

    def take_over_time(self, inquiry: Inquiry) -> None:
        """Put them in place of what was carried."""
        for indicators, _shorter in self._over_time():
            for nodes, wanted in self._anew(indicators):
                self._clear(nodes, wanted)
        for number in self._asked:
            self._now |= inquiry.sums[number]

    def changed(self) -> Parts:
        """Return the totals that are to be written: those that are not stored as they are now."""
        found = {key: part for key, part in self._now.items() if part.figures and part != self._stored.get(key)}
        self._stored |= found
        return found

    def forget(self) -> None:
        """Delete the totals of which nothing is left."""
        gone = {key for key in self._stored if not self._now.get(key, _NOTHING).figures}
        if gone:
            units, indicators = zip(*gone, strict=True)
            rows = Total.objects.filter(unit__in=set(units), period=self.period, indicator__in=set(indicators))
            keys = [pk for pk, *key in rows.values_list("pk", "unit", "indicator") if tuple(key) in gone]
            Total.objects.filter(pk__in=keys).delete()
            self._stored = {key: part for key, part in self._stored.items() if key not in gone}

    def _told(self, *ways: Way) -> set[int]:
        """Return the indicators that come about in one of these ways."""
        return {pk for (way, _kind), indicators in self._ways.items() if way in ways for pk in indicators}

    def _over_time(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield indicators that are added over time, with the shorter periods that they are reported for."""
        for (way, kind), indicators in self._ways.items():
            if way is Way.OVER_TIME:
                yield indicators, self._shorter[kind]

    def _anew(self, indicators: Collection[int]) -> Iterator[tuple[Collection[int], list[int]]]:
        unsure = [pk for pk in indicators if pk in self.unsure]
        others = [pk for pk in indicators if pk not in self.unsure]
        yield from (
            (nodes, some) for nodes, some in ((self._parents, unsure), (self._marked_itself, others)) if nodes and some
        )

    def _ask_parts(self, inquiry: Inquiry, nodes: Collection[int], wanted: Collection[int]) -> None:
        """Ask for the parts of totals at some of the units, but for those that stand on the line themselves."""
        ground = Ground(list(nodes), self.tree, self._day)
        self._asked = []
        for (way, kind), indicators in self._ways.items():
            some = [pk for pk in indicators if pk in wanted]
            if way is Way.LATEST and some:
                self._asked.append(inquiry.latest_under(ground, self._shorter[kind], some))
            elif way is Way.OWN and some:
                self._asked.append(inquiry.values_under(ground, self.period, some))
            else:
                continue
            self._asked.append(inquiry.totals_beside(ground, self.period, some, self._parents))

    def _roll_up(self, inquiry: Inquiry, anew: Collection[int], indicators: Collection[int]) -> None:
        """Add the parts of some units, then carry each unit to the one above it, from below."""
        self._clear(self._parents, indicators)
        kept = {node for node in self._parents if node not in anew}
        self._now |= {key: part for key, part in self._before.items() if key[0] in kept and key[1] in indicators}
        for number in self._asked:
            for key, part in inquiry.sums[number].items():
                self._now[key] = self._now.get(key, _NOTHING) + part
        for node, above in ((node, above) for node, above in self._parents.items() if above is not None):
            for indicator in indicators:
                key, onto = (node, indicator), (above, indicator)
                before, now = self._before.get(key, _NOTHING), self._now.get(key, _NOTHING)
                if above in kept:
                    self._replace(onto, before, now)
                elif now.figures:
                    self._now[onto] = self._now.get(onto, _NOTHING) + now

    def _replace(self, key: tuple[int, int], before: Part, now: Part) -> None:
        """Let a total have one of its parts as it is now."""
        if before != now:
            found = replaced(self._now.get(key, _NOTHING), before, now)
            if found is None:
                self.unsure.add(key[1])
            else:
                self._now[key] = found

    def _clear(self, nodes: Iterable[int], indicators: Collection[int]) -> None:
        for node in nodes:
            for indicator in indicators:
                self._now.pop((node, indicator), None)
