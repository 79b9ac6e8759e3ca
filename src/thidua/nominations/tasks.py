"""Work done outside the request."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django_tasks import task

from thidua.core import clock
from thidua.nominations.commands.notices import delete_comments

_ASKED: dict[str, date | None] = {"on": None}


@task()
def delete_old_comments() -> int:
    """Delete what the public wrote where it served its purpose."""
    return delete_comments(at=clock.now())


def ask_to_delete_comments(*, on: date) -> None:
    """Ask for it once a day, as this process has seen it; pages about public comment call this, and the worker."""
    if _ASKED["on"] != on:
        _ASKED["on"] = on
        with transaction.atomic():
            delete_old_comments.enqueue()
