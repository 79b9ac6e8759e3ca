"""Work done outside the request: the files of a ZIP, some at a time, so that other work gets its turn between."""

from __future__ import annotations

import logging
from typing import Final
from zipfile import ZipFile

from django.db import DatabaseError
from django.utils.translation import gettext_noop as _
from django_tasks import task

from thidua.core import clock
from thidua.core.actors import Actor
from thidua.intake.commands import bring_in_file, finish_batch, refuse_file
from thidua.intake.models import Batch, BatchFile
from thidua.intake.queries import still_waits, unfinished_batches, waiting_files
from thidua.people.models import User
from thidua.people.queries import actor_of
from thidua.reading.files import Unreadable
from thidua.reading.files.archive import open_archive
from thidua.reading.files.bundle import content_of
from thidua.sources.queries import open_file

log = logging.getLogger(__name__)

AT_A_TIME: Final = 20
"""Files before the worker looks for other work."""
_FAULT = _("Máy gặp lỗi khi đọc tệp này. Đưa riêng tệp vào; nếu vẫn lỗi, báo người quản trị.")


@task()
def bring_in_batch(batch_id: int, user_id: int) -> None:
    """Bring in the next files of a batch in the name of the user who brought it, and ask to be called for the rest."""
    batch = Batch.objects.select_related("unit", "file").get(pk=batch_id)
    actor = actor_of(User.objects.get(pk=user_id), on=clock.today())
    entries = waiting_files(batch, AT_A_TIME)
    if entries:
        with open_file(batch.file) as stored:
            content = stored.read()
        with open_archive(content) as archive:
            for entry in entries:
                if still_waits(entry):  # nobody stopped the batch meanwhile
                    _bring_in(entry, archive, actor)
    if not finish_batch(batch=batch, by=actor, at=clock.now()):
        bring_in_batch.enqueue(batch_id=batch_id, user_id=user_id)


def _bring_in(entry: BatchFile, archive: ZipFile, actor: Actor) -> None:
    """Bring one file in. What goes wrong with it is told beside its name, and the others still come in."""
    try:
        content = content_of(archive, entry.place)
        bring_in_file(entry=entry, content=content, by=actor, at=clock.now())
    except Unreadable as unreadable:
        refuse_file(entry=entry, message=unreadable.message, values=unreadable.values, at=clock.now())
    except DatabaseError:  # nothing is wrong with the file: it is taken when the work goes on
        raise
    except Exception:
        log.exception("file %s of batch %s", entry.place, entry.batch.uid)
        refuse_file(entry=entry, message=_FAULT, at=clock.now())


def go_on_with_batches() -> int:
    """Ask for the batches that a worker left unfinished when it ended; return how many. Called where one starts."""
    found = list(unfinished_batches().values_list("pk", "brought_by"))
    for batch_id, user_id in found:
        bring_in_batch.enqueue(batch_id=batch_id, user_id=user_id)
    return len(found)
