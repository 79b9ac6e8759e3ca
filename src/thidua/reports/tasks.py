"""Work done outside the request."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.core.jobs import user_of
from thidua.core.standing_back import THIS_PROCESS
from thidua.people.models import User
from thidua.people.queries import actor_of
from thidua.reports.commands import file_report, is_anything_to_settle, make_paper, settle_totals
from thidua.reports.commands.snapshot import next_snapshot_at, take_snapshot
from thidua.reports.models import Report

_TOO_LATE = _("Việc này đã bắt đầu hoặc đã xong, không dừng được nữa.")

FIRST, LAST = 50, -50
"""Totals before anything else; documents after it: on deadline day thousands of them wait for hours."""


@task(priority=FIRST)
def settle_marked_totals() -> int:
    """Add what is still marked: asked for with every acceptance, in case the process that accepts is killed.

    Nearly always that one has done it: then nothing is held, for which those who accept now would wait.
    """
    settled = settle_totals(at=clock.now()) if is_anything_to_settle() else 0
    _ask_for_snapshot()
    return settled


@transaction.atomic
def file_with_paper(*, report: Report, by: Actor, at: datetime) -> Report:
    """Send a report up and ask the worker for its document: whoever files, by a page or by a machine, does both.

    Raises:
        Refused: as ``file_report`` does; then nothing is asked for.
    """
    filed = file_report(report=report, by=by, at=at)
    ask_for_paper(filed, by=by)
    return filed


def ask_for_paper(filed: Report, *, by: Actor) -> None:
    """Ask the worker for the document of a report that is filed in this transaction."""
    make_filed_paper.enqueue(report_id=filed.pk, user_id=user_of(by))


@task(priority=LAST)
def make_filed_paper(*, report_id: int, user_id: int) -> bool:
    """Make the document of a report that was just filed, in the name of who filed it; whether there is one now.

    Beside the request: on deadline day thousands file at once, and while they do it stands back.
    """
    report = Report.objects.get(pk=report_id)
    actor = replace(actor_of(User.objects.get(pk=user_id), on=clock.today()), unit_id=report.unit_id)
    try:
        with THIS_PROCESS.piece():
            make_paper(report=report, by=actor, at=clock.now())
    except Refused:  # recalled meanwhile, or the user left the unit: the unit asks for it by its button
        return False
    return True


def papers_asked_for(report_ids: Collection[int]) -> QuerySet[DBTaskResult[..., Any]]:
    """Return the tasks that wait to make documents of these reports."""
    rows = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=make_filed_paper.module_path)
    return rows.filter(args_kwargs__kwargs__report_id__in=list(report_ids))


@transaction.atomic
def stop_filed_paper(*, report: Report, by: Actor, at: datetime) -> None:
    """Take the document of a report out of the queue; it can be asked for again.

    Raises:
        Refused: the worker has begun it, or it is made.
    """
    removed, _by_model = papers_asked_for([report.pk]).delete()
    if not removed:
        raise Refused(_TOO_LATE)
    audit.record("stop_report_paper", report, by=by, at=at, unit_id=report.unit_id)


@task()
def renew_snapshot(*, forced: bool = False) -> bool:
    """Add what is marked, then write the snapshot if something changed; ``forced``: somebody asked for it."""
    settle_totals(at=clock.now())
    return take_snapshot(at=clock.now(), forced=forced)


def _ask_for_snapshot() -> None:
    """Ask for the next snapshot, unless it is asked for already."""
    waiting = DBTaskResult.objects.filter(task_path=renew_snapshot.module_path, status=TaskResultStatus.READY)
    if settings.SNAPSHOT_MINUTES is not None and not waiting.exists():
        renew_snapshot.using(run_after=next_snapshot_at(at=clock.now())).enqueue()
