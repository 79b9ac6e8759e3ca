"""Work done outside the request."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import transaction
from django_tasks import task

from thidua.core import clock
from thidua.nominations.commands.achievements import index_new_honours
from thidua.nominations.commands.notices import delete_comments

PARTS_AT_A_TIME: Final = 20
"""Transactions before the worker looks for other work."""
_ASKED: dict[str, date | None] = {"on": None}


@task()
def delete_old_comments() -> int:
    """Delete what the public wrote where it served its purpose."""
    return delete_comments(at=clock.now())


def ask_to_delete_comments(*, on: date) -> None:
    """Ask for it once a day, as this process has seen it.

    The home page and those about public comment call this, and the worker when it starts.
    """
    if _ASKED["on"] != on:
        _ASKED["on"] = on
        with transaction.atomic():
            delete_old_comments.enqueue()


@task()
def index_honours() -> None:
    """Write the keys by which achievements are compared for honours that came into the ledger; ask for the rest.

    A check of a nomination does so for the newest thousands: after a long list it would not come to its end.
    """
    for _part in range(PARTS_AT_A_TIME):
        if not index_new_honours(at=clock.now()):
            return
    index_honours.enqueue()
