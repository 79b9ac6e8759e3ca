"""Settling the marks on totals, one process at a time, in rounds. Doing it twice changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from thidua.organisations.queries.scope import forest_state
from thidua.reports.commands.adding import Adding, Job, add_totals, last_day
from thidua.reports.commands.homes import hold_state, refresh_homes
from thidua.reports.commands.periods import ensure_span
from thidua.reports.models import Period, TotalMark, TotalState
from thidua.reports.queries.marks import AT_ONCE, Mark, added_for, any_mark, first_marks
from thidua.reports.queries.standing import Lines
from thidua.reports.rules import Span
from thidua.reports.rules.adding import periods_to_add


def settle_totals(*, at: datetime) -> int:
    """Add every marked total, and those that a change of the trees touches; return how many marks were settled.

    One process adds at a time; whoever sets a mark meanwhile asks for the adding, too. Each round is one transaction:
    killed in the middle, its marks stand and it is done again.
    """
    settled = round_of = _settle_round(at=at)
    while round_of == AT_ONCE:
        round_of = _settle_round(at=at)
        settled += round_of
    return settled


def is_anything_to_settle() -> bool:
    """Whether there are marks, or the trees have changed; told without holding anything."""
    return bool(any_mark() or added_for() != [forest_state()])


def hold_totals() -> None:
    """Hold the row of whoever adds, before any unit or report is locked; called within a transaction."""
    hold_state()


@transaction.atomic
def _settle_round(*, at: datetime) -> int:
    refresh_homes(at=at)
    marks = first_marks()
    by_tree: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_tree[mark.tree].append(mark)
    jobs = {tree: _jobs(of_tree) for tree, of_tree in by_tree.items()}
    periods = _period_ids(job for of_tree in jobs.values() for job in of_tree)
    addings = []
    for tree, of_tree in jobs.items():
        lines = Lines({mark.unit for mark in by_tree[tree]}, tree)
        addings += [Adding(job, lines, tree, periods) for job in of_tree]
    add_totals(addings)
    if marks:
        TotalMark.objects.filter(pk__in=[mark.pk for mark in marks]).delete()  # not «up to»: others may come between
        TotalState.objects.update(added_at=at)
    return len(marks)


def _jobs(marks: Iterable[Mark]) -> list[Job]:
    """Return what the marks ask for, the shorter periods before the longer ones that are added from them."""
    by_span: dict[Span, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_span[mark.span].append(mark)
    jobs: dict[str, Job] = {}
    for own, of_span in by_span.items():
        units = {mark.unit for mark in of_span}
        for each in periods_to_add(own):
            job = jobs.setdefault(each.key, Job(each))
            job.marked |= {(unit, last_day(own)) for unit in units}
            job.indicators |= {mark.indicator: mark.kind for mark in of_span}
            if each.key == own.key:
                job.marked_itself |= units
    return sorted(jobs.values(), key=lambda job: (job.span.until or date.max) - (job.span.since or date.min))


def _period_ids(jobs: Iterable[Job]) -> dict[str, int]:
    """Return the ids of all periods that take part, by key; those to be added become rows if they are none."""
    jobs = list(jobs)
    added = {job.span.key: job.span for job in jobs}
    shorter = {each.key for job in jobs for spans in job.shorter.values() for each in spans}
    known = dict(Period.objects.filter(key__in=added.keys() | shorter).values_list("key", "pk"))
    return known | {key: ensure_span(span=each).pk for key, each in added.items() if key not in known}
