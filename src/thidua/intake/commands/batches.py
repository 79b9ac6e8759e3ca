"""Many files at once: a ZIP is kept, its files are listed, and each is brought in by itself.

Whatever happens between two files – a kill, a full disk, a second worker – those that are in are in, and going on takes
the rest. Every file is known by its bytes, every text by its words, so that nothing comes in twice.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.intake.choices import FileOutcome
from thidua.intake.commands.bringing import bring_in
from thidua.intake.models import Batch, BatchFile
from thidua.organisations.models import Unit
from thidua.reading.files import Unreadable
from thidua.reading.files.bundle import Member, members_of
from thidua.sources.commands import store_file
from thidua.sources.models import Document, StoredFile

_ZIP = "application/zip"
STOPPED = _("Đã dừng trước khi đọc tệp này.")
"""Said of a file that nobody read as the batch was stopped."""


def start_batch(*, unit: Unit, content: bytes, file_name: str, by: Actor, at: datetime) -> Batch:
    """Keep a ZIP and list its files; those that may not be unpacked are refused at once, the others wait.

    The same ZIP again, while it is not finished (a double click, a page sent again), is the same batch.

    Raises:
        Refused: no ZIP, damaged, or beyond a limit as a whole.
    """
    try:
        members = members_of(content)
    except Unreadable as unreadable:
        raise Refused(unreadable.message, field="attached", **unreadable.values) from unreadable
    try:
        with transaction.atomic():
            stored = store_file(content=content, name=file_name or "bai.zip", media_type=_ZIP, by=by, at=at)
            under_way = _under_way(unit, stored)
            return under_way or _new_batch(unit, stored, file_name, members, by=by, at=at)
    except IntegrityError:  # another request began it at this very moment
        digest = hashlib.sha256(content).hexdigest()
        found = Batch.objects.filter(unit=unit, file__sha256=digest).order_by("-pk").first()
        if found is None:
            raise
        return found


def bring_in_file(*, entry: BatchFile, content: bytes, by: Actor, at: datetime) -> str:
    """Bring one file of a batch in, if that has not been done; return what became of it (``FileOutcome``)."""
    document, message = _known(entry.batch, content), ""
    if document is None:
        try:
            brought = bring_in(unit=entry.batch.unit, content=content, file_name=entry.name, by=by, at=at)
        except Refused as refusal:
            uid = refusal.values.get("uid")
            document = Document.objects.filter(unit=entry.batch.unit, uid=uid).first() if uid else None
            if document is None:
                return refuse_file(entry=entry, message=str(refusal.message), values=refusal.values, at=at)
        else:
            document, message = brought.document, " ".join(brought.notices)
    outcome = FileOutcome.READ if _is_new(entry, document) else FileOutcome.PRESENT
    return _settle(entry, outcome, at, document=document, message=message[:600])


def refuse_file(*, entry: BatchFile, message: str, values: dict[str, object] | None = None, at: datetime) -> str:
    """Note that a file of a batch cannot be read; ``message`` is a msgid that ``values`` fill."""
    return _settle(entry, FileOutcome.REFUSED, at, message=message[:600], values=values or {})


@transaction.atomic
def finish_batch(*, batch: Batch, by: Actor, at: datetime) -> bool:
    """Close a batch of which no file waits any more; return whether it is closed."""
    if BatchFile.objects.filter(batch=batch, outcome=FileOutcome.WAITING).exists():
        return False
    if Batch.objects.filter(pk=batch.pk, finished_at__isnull=True).update(finished_at=at, moved_at=at):
        outcomes = list(BatchFile.objects.filter(batch=batch).values_list("outcome", flat=True))
        after = {str(outcome): outcomes.count(outcome) for outcome in FileOutcome if outcome in outcomes}
        audit.record("finish_batch", batch, by=by, at=at, unit_id=batch.unit_id, after=after)
    return True


def _under_way(unit: Unit, stored: StoredFile) -> Batch | None:
    return Batch.objects.filter(unit=unit, file=stored, finished_at__isnull=True).first()


def _new_batch(
    unit: Unit, stored: StoredFile, file_name: str, members: list[Member], *, by: Actor, at: datetime
) -> Batch:
    batch = Batch.objects.create(
        unit=unit,
        file=stored,
        name=(file_name or stored.name)[:255],
        brought_by_id=by.user_id,
        brought_by_label=by.label,
        moved_at=at,
        created_at=at,
    )
    rows = (
        BatchFile(
            batch=batch,
            place=member.place,
            name=member.name[-500:],
            outcome=FileOutcome.REFUSED if member.refusal else FileOutcome.WAITING,
            message=member.refusal,
            values=member.values,
        )
        for member in members
    )
    BatchFile.objects.bulk_create(rows)
    audit.record("start_batch", batch, by=by, at=at, unit_id=unit.pk, after={"files": len(members)})
    return batch


def _known(batch: Batch, content: bytes) -> Document | None:
    """Return the document that the unit read from these very bytes."""
    digest = hashlib.sha256(content).hexdigest()
    return Document.objects.filter(unit=batch.unit, file__sha256=digest).order_by("pk").first()


def _is_new(entry: BatchFile, document: Document) -> bool:
    """Whether this batch brought the document in, be it in a run that was killed before it could say so."""
    if document.created_at < entry.batch.created_at:
        return False
    return not BatchFile.objects.filter(batch=entry.batch, document=document).exclude(pk=entry.pk).exists()


@transaction.atomic
def _settle(entry: BatchFile, outcome: FileOutcome, at: datetime, **fields: object) -> str:
    """Note what became of a file, unless another worker has noted it."""
    stopped = Q(outcome=FileOutcome.REFUSED, message=STOPPED)  # while this very file was in hand
    waiting = BatchFile.objects.filter(Q(outcome=FileOutcome.WAITING) | stopped, pk=entry.pk)
    waiting.update(outcome=outcome, **fields)
    Batch.objects.filter(pk=entry.batch_id).update(moved_at=at)
    return outcome
