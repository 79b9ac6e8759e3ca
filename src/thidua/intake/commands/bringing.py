"""Bringing texts in, reading them, and closing them when all is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.intake.choices import FactState
from thidua.intake.commands.checking import refresh_findings
from thidua.intake.commands.storing import store_facts
from thidua.intake.queries.documents import SET_ASIDE
from thidua.intake.rules.reading import ReadText, read_text, title_of
from thidua.organisations.models import Unit
from thidua.reading.files import LoadedText, Unreadable, load
from thidua.sources.commands import add_document, mark_text, store_file
from thidua.sources.models import Document


@dataclass(frozen=True)
class BroughtIn:
    """A text that came in: its document, and what was done to the file on the way (sentences)."""

    document: Document
    notices: tuple[str, ...] = ()


def bring_in(
    *,
    unit: Unit,
    content: bytes,
    file_name: str = "",
    title: str = "",
    publisher: str = "",
    published: str = "",
    keep_file: bool = True,
    by: Actor,
    at: datetime,
) -> BroughtIn:
    """Bring a file (or a pasted text, as UTF-8 with ``keep_file`` off) into ``unit`` and read it.

    Title and day are taken from the text where they are not given. A long text takes seconds to read; nothing is
    held meanwhile, so that others go on saving.

    Raises:
        Refused: there is no text to read in it, or the unit has the text already.
    """
    loaded = _loaded(content, file_name)
    published = published or loaded.published or ""
    read = read_text(loaded.text, published=published)
    with transaction.atomic():
        stored = (
            store_file(content=content, name=file_name or "bai.txt", media_type=loaded.media, by=by, at=at)
            if keep_file
            else None
        )
        document = add_document(
            unit=unit,
            text=loaded.text,
            title=title.strip() or title_of(loaded.text),
            publisher=publisher,
            published=published,
            file=stored,
            by=by,
            at=at,
        )
        _store_reading(document, read, by=by, at=at)
    return BroughtIn(document, tuple(str(notice) for notice in loaded.notices))


def read_document(*, document: Document, by: Actor, at: datetime) -> int:
    """Read a document and store what was found, numbered in the order of the text; return how many facts it has now.

    Reading again keeps every fact that somebody decided on or corrected; the others become as they are read now.

    Raises:
        Refused: the document is locked.
    """
    read = read_text(document.text, published=document.published)
    return _store_reading(document, read, by=by, at=at)


@transaction.atomic
def lock_document(*, document: Document, by: Actor, at: datetime) -> Document:
    """Close a document: its facts cannot change any more until it is opened again.

    Raises:
        Refused: facts wait, or findings are not answered; the sentence says how many.
    """
    kept = _open_document(document)
    waiting = kept.facts.filter(state=FactState.WAITING).count()
    open_findings = kept.findings.filter(answer__in=["", *SET_ASIDE]).count()
    if waiting or open_findings:
        raise Refused(
            _("Chưa khóa được: còn %(waiting)s dữ kiện chờ xem, %(findings)s chỗ cần trả lời. Xem hết rồi khóa bài."),
            waiting=waiting,
            findings=open_findings,
        )
    kept.locked_at = at
    kept.version += 1
    kept.save(update_fields=["locked_at", "version"])
    audit.record("lock_document", kept, by=by, at=at, unit_id=kept.unit_id)
    return kept


@transaction.atomic
def unlock_document(*, document: Document, by: Actor, at: datetime) -> Document:
    """Open a locked document again."""
    kept = Document.objects.select_for_update().get(pk=document.pk)
    if kept.locked_at is not None:
        kept.locked_at = None
        kept.version += 1
        kept.save(update_fields=["locked_at", "version"])
        audit.record("unlock_document", kept, by=by, at=at, unit_id=kept.unit_id)
    return kept


@transaction.atomic
def _store_reading(document: Document, read: ReadText, *, by: Actor, at: datetime) -> int:
    """Store what was found in the text (which never changes once it is in), as ``read_document`` says."""
    kept = _open_document(document)
    kept.noise = [list(span) for span in read.noise]
    kept.save(update_fields=["noise"])
    document.noise = kept.noise
    mark_text(document=kept)
    count = store_facts(kept, read.facts, at=at)
    audit.record("read_document", kept, by=by, at=at, unit_id=kept.unit_id, after={"facts": count})
    refresh_findings(document=kept, by=by, at=at)
    return count


def _loaded(content: bytes, name: str) -> LoadedText:
    try:
        return load(content, name)
    except Unreadable as unreadable:
        raise Refused(unreadable.message, **unreadable.values) from unreadable


def _open_document(document: Document) -> Document:
    """Return the row, held for this transaction, so that two acts on one document follow each other."""
    kept = Document.objects.select_for_update().get(pk=document.pk)
    if kept.locked_at is not None:
        raise Refused(_("Bài «%(title)s» đã khóa. Mở khóa rồi làm tiếp."), title=kept.title)
    return kept
