"""Work done outside the request."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django_tasks import task

from thidua.core import clock
from thidua.people.commands import forget_old_answers

_ASKED: dict[str, date | None] = {"on": None}


@task()
def forget_answers() -> int:
    """Delete answers to machines that are no longer kept."""
    return forget_old_answers(at=clock.now())


def ask_to_forget(*, on: date) -> None:
    """Ask for it once a day, as this process has seen it: thousands of tokens are first used on the same morning."""
    if _ASKED["on"] != on:
        _ASKED["on"] = on
        with transaction.atomic():
            forget_answers.enqueue()
