"""Who has filed, counted: a row per unit directly below, with how many under it were asked and how many filed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Sum, When

from thidua.core.actors import Actor
from thidua.organisations.models import Lineage, Unit
from thidua.organisations.queries.scope import forest_state, units_seen_from
from thidua.reports.choices import ReportState
from thidua.reports.models import Form, Period, Report, Revision
from thidua.reports.queries.filing.plan import Asking, Days, Names, Plan, first_days, plan_of, stood_under, trees_of
from thidua.reports.rules.filing import current_place, opens_on


@dataclass(frozen=True)
class FilingCount:
    """One period of a unit directly below: of how many units under it a report is asked, how many filed.

    Attributes:
        waiting: how many of those filed have not been decided on.
        missing: how many have not filed though the last day is over.
        due_on: the last day for the unit directly below, ``None`` where nothing is asked.
    """

    asked: int = 0
    sent: int = 0
    waiting: int = 0
    missing: int = 0
    due_on: date | None = None

    @property
    def is_complete(self) -> bool:
        """Whether all have filed that were asked."""
        return 0 < self.asked <= self.sent


@dataclass(frozen=True)
class FilingChild:
    """A unit directly below, with a count for each period of the year."""

    uid: UUID
    name: str
    counts: tuple[FilingCount, ...]


@dataclass(frozen=True)
class FilingByChild:
    """Who has filed a form in a year, counted under each unit directly below. ``sums`` are those of the columns."""

    plan: Plan
    rows: tuple[FilingChild, ...]
    sums: tuple[FilingCount, ...]
    current: int


@dataclass(frozen=True)
class _Child:
    """A unit directly below, and when it stood there."""

    pk: int
    uid: UUID
    sort_key: str
    places: list[tuple[str, Days]]

    def stood(self, asking: Asking) -> bool:
        """Whether it stood there on the last day of a period."""
        return any(tree == asking.tree and days.holds(asking.last_day) for tree, days in self.places)


class _Stood(NamedTuple):
    """A row that says from when until when a unit that is asked stood under one directly below."""

    child: int
    unit: int
    tree: str
    level: int
    since: date | None
    until: date | None


@dataclass(frozen=True)
class _Ground:
    """The units directly below, and who stood under them when, in the year of a plan.

    Attributes:
        stood: unit directly below, unit that is asked, tree; the places of the periods then, as bits.
        asked: by unit directly below and place of the period: of how many a report is asked.
    """

    children: tuple[_Child, ...]
    stood: tuple[tuple[int, int, str, int], ...]
    asked: Mapping[tuple[int, int], int]


_Counts = Mapping[tuple[int, int], tuple[int, int]]
"""By unit directly below and place of the period: how many filed, how many of them wait."""
_Places = Mapping[tuple[int, str], tuple[int, int]]
"""By unit and tree, as bits: the places of the periods for which it filed, and of those that wait."""


def filing_by_child(actor: Actor, form: Form, unit: Unit, year: int, *, today: date) -> FilingByChild:
    """Return how many filed ``form`` in a year under each unit directly below ``unit``; at most eleven queries.

    Eight, until the trees change. Whether a period is over is told by the last day of the unit directly below; a
    setting of its own for a unit further down is not looked at here.
    """
    return read_by_child(actor, plan_of(form, unit, year), today=today)


def read_by_child(actor: Actor, plan: Plan, *, today: date) -> FilingByChild:
    """Return the counts of a plan."""
    ground = _ground(plan, actor.unit_id, today)
    children, asked = ground.children, ground.asked
    ids = [child.pk for child in children]
    sent = _sent(plan, ground.stood, _filed(plan))
    days, names = first_days(ids), Names(ids)

    def count_at(child: _Child, place: int, asking: Asking) -> FilingCount:
        if not child.stood(asking):
            return FilingCount()
        at = child.pk, place
        return _count(asking, asked.get(at, 0), sent.get(at, (0, 0)), days.of(child.pk, asking), today)

    rows = []
    for child in children:
        counts = tuple(count_at(child, place, asking) for place, asking in enumerate(plan.askings, start=1))
        if any(count.asked for count in counts):
            last = max(place for place, count in enumerate(counts) if count.asked)
            rows.append(FilingChild(child.uid, names.on(child.pk, plan.askings[last].last_day), counts))
    sums = tuple(_sum([row.counts[place] for row in rows]) for place in range(len(plan.askings)))
    opens = [
        opens_on(count.due_on, asking.days_to_file) if count.due_on else None
        for count, asking in zip(sums, plan.askings, strict=True)
    ]
    return FilingByChild(plan, tuple(rows), sums, current_place(opens, today))


def _ground(plan: Plan, unit_id: int | None, today: date) -> _Ground:
    """Who stood where in the year of a plan: thousands of rows, and the same ones until the trees change."""
    state = forest_state()
    read = _read_ground if state else _read_ground.__wrapped__
    return read(plan.unit.pk, plan.every, unit_id, today, state)


@lru_cache(maxsize=4)
def _read_ground(
    unit_id: int, every: tuple[Asking, ...], seen_from: int | None, today: date, _state: UUID | None
) -> _Ground:
    scope = units_seen_from(seen_from, on=today)
    children = _children(unit_id, every, scope)
    stood = _stood(every, [child.pk for child in children], scope)
    held = {ends: _held(every, Days(*ends)) for ends in {(each.since, each.until) for each in stood}}
    places = tuple((each.child, each.unit, each.tree, held[each.since, each.until]) for each in stood)
    return _Ground(children, places, _asked(every, stood))


def _children(unit_id: int, every: Sequence[Asking], scope: QuerySet[Unit]) -> tuple[_Child, ...]:
    rows = Lineage.objects.filter(ancestor=unit_id, depth=1, tree__in=trees_of(every), descendant__in=scope)
    found: dict[int, _Child] = {}
    for pk, uid, sort_key, tree, since, until in rows.values_list(
        "descendant", "descendant__uid", "descendant__sort_key", "tree", "since", "until"
    ):
        found.setdefault(pk, _Child(pk, uid, sort_key, [])).places.append((tree, Days(since, until)))
    return tuple(sorted(found.values(), key=lambda child: (child.sort_key, child.pk)))


def _stood(every: Sequence[Asking], child_ids: Collection[int], scope: QuerySet[Unit]) -> list[_Stood]:
    """Every unit in scope that is asked at some time in the year; a row for each of its places under one below."""
    rows = stood_under(every, child_ids, scope).values_list(
        "ancestor", "descendant", "tree", "descendant__level", "since", "until"
    )
    return [_Stood(*row) for row in rows]


def _asked(every: Sequence[Asking], stood: Sequence[_Stood]) -> Mapping[tuple[int, int], int]:
    """By unit directly below and place of the period: of how many a report is asked."""
    alike = Counter((child, tree, level, since, until) for child, _unit, tree, level, since, until in stood)
    asked: dict[tuple[int, int], int] = defaultdict(int)
    for (child, tree, level, since, until), units in alike.items():
        days = Days(since, until)
        for place, asking in enumerate(every):
            if (tree, level) == (asking.tree, asking.level) and days.holds(asking.last_day):
                asked[child, place] += units
    return dict(asked)


def _sent(plan: Plan, stood: Sequence[tuple[int, int, str, int]], filed: _Places) -> _Counts:
    """Count those that filed, and those of them that wait for a decision; units that are alike are counted at once."""
    alike: Counter[tuple[int, int, int]] = Counter()
    for child, unit, tree, there in stood:
        sent, waiting = filed.get((unit, tree), (0, 0))
        alike[child, sent & there, waiting & there] += 1
    counts: dict[tuple[int, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for (child, sent, waiting), units in alike.items():
        for place in range(len(plan.every)):
            if sent >> place & 1:
                so_far, wait = counts[child, place]
                counts[child, place] = so_far + units, wait + units * (waiting >> place & 1)
    return counts


def _held(every: Sequence[Asking], days: Days) -> int:
    """The places of the periods whose last day lies in a span of days, as bits."""
    return sum(1 << place for place, asking in enumerate(every) if days.holds(asking.last_day))


def _filed(plan: Plan) -> _Places:
    """The periods for which units filed; three queries. A row a unit: a country has a dozen times as many reports."""
    places = plan.keys
    bits = {pk: 1 << places[key] for pk, key in Period.objects.filter(key__in=places).values_list("pk", "key")}
    bit = Case(*(When(period=pk, then=value) for pk, value in bits.items()), default=0, output_field=IntegerField())
    rows: QuerySet[Report, Any] = Report.objects.filter(_is_sent(), form=plan.form, period__in=bits).order_by()
    rows = rows.values_list("unit", "edition").annotate(
        sent=Sum(bit), waiting=Sum(bit, filter=Q(state=ReportState.FILED))
    )
    trees = dict(plan.form.editions.values_list("pk", "tree"))
    found: dict[tuple[int, str], tuple[int, int]] = {}
    for unit, edition, sent, waiting in rows:
        before = found.get((unit, trees[edition]), (0, 0))
        found[unit, trees[edition]] = before[0] + sent, before[1] + (waiting or 0)
    return found


def _is_sent() -> Q:
    """The condition that a report has reached the level above (``rules.filing.SENT``)."""
    sent_back = Revision.objects.filter(report=OuterRef("pk"), number=OuterRef("number")).exclude(decision="")
    is_draft_sent_back = Q(state=ReportState.DRAFT) & Q(Exists(sent_back))
    return ~Q(state=ReportState.DRAFT) | Q(accepted_number__isnull=False) | is_draft_sent_back


def _count(asking: Asking, asked: int, sent: tuple[int, int], first_day: int, today: date) -> FilingCount:
    due_on = asking.due(first_day) if asked else None
    missing = max(0, asked - sent[0]) if due_on and today > due_on else 0
    return FilingCount(asked, sent[0], sent[1], missing, due_on)


def _sum(counts: Sequence[FilingCount]) -> FilingCount:
    """Add a column; its last day is the earliest."""
    return FilingCount(
        asked=sum(count.asked for count in counts),
        sent=sum(count.sent for count in counts),
        waiting=sum(count.waiting for count in counts),
        missing=sum(count.missing for count in counts),
        due_on=min((count.due_on for count in counts if count.due_on), default=None),
    )
