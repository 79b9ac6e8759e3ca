"""Who has filed, counted: a row per unit directly below, with how many under it were asked and how many filed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from thidua.core.actors import Actor
from thidua.organisations.models import Lineage, Unit
from thidua.organisations.queries import units_in_scope
from thidua.reports.choices import ReportState
from thidua.reports.models import Form, Report, Revision
from thidua.reports.queries.filing.plan import Asking, Days, Names, Plan, first_days, plan_of, standing
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


_Counts = Mapping[tuple[int, int], tuple[int, int]]
"""By unit and place of the period: how many filed, how many of them wait."""


def filing_by_child(actor: Actor, form: Form, unit: Unit, year: int, *, today: date) -> FilingByChild:
    """Return how many filed ``form`` in a year under each unit directly below ``unit``; at most nine queries.

    The units are counted by the database. Whether a period is over is told by the last day of the unit directly below;
    a setting of its own for a unit further down is not looked at here.
    """
    return read_by_child(actor, plan_of(form, unit, year), today=today)


def read_by_child(actor: Actor, plan: Plan, *, today: date) -> FilingByChild:
    """Return the counts of a plan."""
    scope = units_in_scope(actor, on=today)
    children = _children(plan, scope)
    ids = [child.pk for child in children]
    asked, sent = _asked(plan, ids, scope), _sent(plan, ids, scope)
    days, names = first_days(ids), Names(ids)
    rows = []
    for child in children:
        counts = tuple(
            _count(
                asking, asked[child.pk, place], sent.get((child.pk, place), (0, 0)), days.of(child.pk, asking), today
            )
            if child.stood(asking)
            else FilingCount()
            for place, asking in enumerate(plan.askings, start=1)
        )
        if any(count.asked for count in counts):
            last = max(place for place, count in enumerate(counts) if count.asked)
            rows.append(FilingChild(child.uid, names.on(child.pk, plan.askings[last].last_day), counts))
    sums = tuple(_sum([row.counts[place] for row in rows]) for place in range(len(plan.askings)))
    opens = [
        opens_on(count.due_on, asking.days_to_file) if count.due_on else None
        for count, asking in zip(sums, plan.askings, strict=True)
    ]
    return FilingByChild(plan, tuple(rows), sums, current_place(opens, today))


def _children(plan: Plan, scope: QuerySet[Unit]) -> list[_Child]:
    rows = Lineage.objects.filter(ancestor=plan.unit, depth=1, tree__in=plan.trees, descendant__in=scope)
    found: dict[int, _Child] = {}
    for pk, uid, sort_key, tree, since, until in rows.values_list(
        "descendant", "descendant__uid", "descendant__sort_key", "tree", "since", "until"
    ):
        found.setdefault(pk, _Child(pk, uid, sort_key, [])).places.append((tree, Days(since, until)))
    return sorted(found.values(), key=lambda child: (child.sort_key, child.pk))


def _asked(plan: Plan, child_ids: Collection[int], scope: QuerySet[Unit]) -> Mapping[tuple[int, int], int]:
    """By unit directly below and place of the period: of how many a report is asked. Grouped by how long they stood."""
    rows = (
        standing(plan, child_ids, scope)
        .values_list("ancestor", "tree", "descendant__level", "since", "until")
        .annotate(units=Count("descendant", distinct=True))
        .order_by()
    )
    asked: dict[tuple[int, int], int] = defaultdict(int)
    for child_id, tree, level, since, until, units in rows:
        days = Days(since, until)
        for place, asking in enumerate(plan.every):
            if (tree, level) == (asking.tree, asking.level) and days.holds(asking.last_day):
                asked[child_id, place] += units
    return asked


def _sent(plan: Plan, child_ids: Collection[int], scope: QuerySet[Unit]) -> _Counts:
    """By unit directly below and place of the period: how many filed, and how many of them wait for a decision."""
    places = plan.keys
    stood = Q(unit__lineage_up__since__isnull=True) | Q(unit__lineage_up__since__lt=F("period__until"))
    stays = Q(unit__lineage_up__until__isnull=True) | Q(unit__lineage_up__until__gte=F("period__until"))
    rows = (
        Report.objects.filter(
            stood,
            stays,
            _is_sent(),
            form=plan.form,
            period__key__in=places,
            unit__in=scope,
            unit__level__in=plan.levels,
            unit__lineage_up__ancestor__in=child_ids,
            unit__lineage_up__tree=F("edition__tree"),
        )
        .order_by()
        .values_list("unit__lineage_up__ancestor", "period__key")
        .annotate(sent=Count("pk"), waiting=Count("pk", filter=Q(state=ReportState.FILED)))
    )
    return {(child_id, places[key]): (sent, waiting) for child_id, key, sent, waiting in rows}


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
