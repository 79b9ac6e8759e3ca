"""Work done outside the request."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.people.models import User
from thidua.people.queries import actor_of
from thidua.reports.commands import make_paper, settle_totals
from thidua.reports.commands.snapshot import next_snapshot_at, take_snapshot
from thidua.reports.models import Report


@task()
def settle_marked_totals() -> int:
    """Add what is still marked: asked for with every acceptance, in case the process that accepts is killed."""
    settled = settle_totals(at=clock.now())
    _ask_for_snapshot()
    return settled


@task()
def make_filed_paper(*, report_id: int, user_id: int) -> bool:
    """Make the document of a report that was just filed, in the name of who filed it; whether there is one now.

    Beside the request: on deadline day thousands file at once.
    """
    report = Report.objects.get(pk=report_id)
    actor = replace(actor_of(User.objects.get(pk=user_id), on=clock.today()), unit_id=report.unit_id)
    try:
        make_paper(report=report, by=actor, at=clock.now())
    except Refused:  # recalled meanwhile, or the user left the unit: the unit asks for it by its button
        return False
    return True


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
