"""Work done outside the request."""

from __future__ import annotations

from django_tasks import task

from thidua.core import clock
from thidua.people.commands import forget_old_answers


@task()
def forget_answers() -> int:
    """Delete answers to machines that are no longer kept: asked for whenever a token is first used on a day."""
    return forget_old_answers(at=clock.now())
