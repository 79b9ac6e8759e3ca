"""Work done outside the request."""

from __future__ import annotations

from django_tasks import task

from thidua.core import clock
from thidua.reports.commands import settle_totals


@task()
def settle_marked_totals() -> int:
    """Add what is still marked: asked for with every acceptance, in case the process that accepts is killed."""
    return settle_totals(at=clock.now())
