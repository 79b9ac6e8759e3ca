"""Stopping a batch between two files, and going on with what was left."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.intake.choices import FileOutcome
from thidua.intake.commands.batches import STOPPED
from thidua.intake.models import Batch, BatchFile

_OVER = _("Tệp ZIP này đã đọc xong, không còn gì để dừng.")
_NOTHING_LEFT = _("Tệp ZIP này không còn tệp nào chưa đọc.")
_AGAIN = _("Tệp ZIP này đang được đọc ở một lần đưa vào khác. Xem lần ấy.")


@transaction.atomic
def stop_batch(*, batch: Batch, by: Actor, at: datetime) -> Batch:
    """Read no more files of a batch: those that are read stay, the file in hand is finished.

    Raises:
        Refused: it is over.
    """
    kept = Batch.objects.select_for_update().get(pk=batch.pk)
    if kept.finished_at is not None:
        raise Refused(_OVER)
    waiting = BatchFile.objects.filter(batch=kept, outcome=FileOutcome.WAITING)
    left = waiting.update(outcome=FileOutcome.REFUSED, message=STOPPED)
    kept.finished_at = kept.moved_at = at
    kept.save(update_fields=["finished_at", "moved_at"])
    audit.record("stop_batch", kept, by=by, at=at, unit_id=kept.unit_id, after={"left": left})
    return kept


@transaction.atomic
def resume_batch(*, batch: Batch, by: Actor, at: datetime) -> Batch:
    """Let the files that a stop left wait again. One that is under way stays as it is.

    Raises:
        Refused: nothing was left, or the same ZIP is being read anew.
    """
    kept = Batch.objects.select_for_update().get(pk=batch.pk)
    if kept.finished_at is None:
        return kept
    if Batch.objects.filter(unit=kept.unit_id, file=kept.file_id, finished_at__isnull=True).exists():
        raise Refused(_AGAIN)
    stopped = BatchFile.objects.filter(batch=kept, outcome=FileOutcome.REFUSED, message=STOPPED)
    left = stopped.update(outcome=FileOutcome.WAITING, message="")
    if not left:
        raise Refused(_NOTHING_LEFT)
    kept.finished_at, kept.moved_at = None, at
    kept.save(update_fields=["finished_at", "moved_at"])
    audit.record("resume_batch", kept, by=by, at=at, unit_id=kept.unit_id, after={"left": left})
    return kept
