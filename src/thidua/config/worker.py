"""The process of background jobs. Begun by ``thidua serve``, it ends with it, however that ends."""

from __future__ import annotations

import os
import signal
import sys
import threading

from django.core.management import call_command
from django.db import connection

from thidua.config.cli.django_ready import ready
from thidua.config.collector import collect_less
from thidua.config.databases import take_statistics
from thidua.core.standing_back import THIS_PROCESS

_NICENESS = 10


def work(*, until_input_closes: bool) -> None:
    """Do background jobs until stopped; with ``until_input_closes`` also when standard input closes."""
    ready()
    _stand_back()
    if until_input_closes:
        threading.Thread(target=_stop_when_input_closes, daemon=True).start()
    take_statistics(connection)
    _go_on()
    collect_less()
    call_command("db_worker", interval=1, startup_delay=False, verbosity=1)


def _stand_back() -> None:
    """Let whoever waits for a page go first: on a small machine site and worker share the processor."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(_NICENESS)
    THIS_PROCESS.begin()


def _go_on() -> None:
    """Ask for what the worker before this one left unfinished, however it ended."""
    from thidua.core.clock import today  # noqa: PLC0415 - after Django is ready
    from thidua.intake.tasks import go_on_with_batches  # noqa: PLC0415 - likewise
    from thidua.nominations.tasks import ask_to_delete_comments, index_honours  # noqa: PLC0415 - likewise
    from thidua.office.honours_import.tasks import go_on_with_all_honours  # noqa: PLC0415 - likewise
    from thidua.office.reports.tables.tasks import go_on_with_all_tables  # noqa: PLC0415 - likewise
    from thidua.office.reports.together.tasks import go_on_with_all  # noqa: PLC0415 - likewise
    from thidua.reports.tasks import settle_marked_totals  # noqa: PLC0415 - likewise

    go_on_with_batches()
    go_on_with_all()
    go_on_with_all_tables()
    go_on_with_all_honours()
    settle_marked_totals.call()
    ask_to_delete_comments(on=today())
    index_honours.enqueue()


def _stop_when_input_closes() -> None:
    """Ask the worker to stop as Ctrl C would: it finishes the job in hand. A killed parent closes the pipe too."""
    while os.read(sys.stdin.fileno(), 1024):  # unbuffered: a buffer's lock would be held when the interpreter ends
        pass
    signal.raise_signal(signal.SIGINT)
    threading.Timer(20, os._exit, args=[0]).start()


if __name__ == "__main__":
    work(until_input_closes=True)
