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
from thidua.intake.models import ProposedFact
from thidua.intake.queries.documents import SET_ASIDE
from thidua.intake.rules.reading import ReadFact, ReadText, read_text, title_of
from thidua.organisations.models import Unit
from thidua.reading.files import LoadedText, Unreadable, load
from thidua.sources.commands import add_document, mark_text, store_file
from thidua.sources.models import Document

_ASIDE = 10_000
"""Numbers that no text reaches, taken while facts are numbered anew."""


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
    known = {_place(fact): fact for fact in ProposedFact.objects.filter(document=kept)}
    found = {(fact.kind, fact.start, fact.end): fact for fact in read.facts}
    for place, fact in known.items():
        if place not in found and fact.state == FactState.WAITING and fact.value == fact.read_value:
            fact.delete()
    for place, read_fact in found.items():
        _store(kept, read_fact, known.get(place), at=at)
    count = _number_anew(kept)
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


def _place(fact: ProposedFact) -> tuple[str, int, int]:
    return fact.kind, fact.start, fact.end


def _store(document: Document, read: ReadFact, known: ProposedFact | None, *, at: datetime) -> None:
    value, also = dict(read.value), [list(span) for span in read.also]
    if known is None:
        last = ProposedFact.objects.filter(document=document).order_by("-number").values_list("number", flat=True)
        ProposedFact.objects.create(
            document=document,
            kind=read.kind,
            number=max(_ASIDE, (last.first() or 0) + 1),
            start=read.start,
            end=read.end,
            also=also,
            read_value=value,
            value=value,
            rule=read.rule[:80],
            confidence_percent=read.confidence,
            created_at=at,
        )
        return
    if known.state == FactState.WAITING and known.value == known.read_value:
        known.read_value = known.value = value
        known.also, known.rule, known.confidence_percent = also, read.rule[:80], read.confidence
        known.save(update_fields=["read_value", "value", "also", "rule", "confidence_percent"])


def _number_anew(document: Document) -> int:
    """Number the facts from 1 in the order of the text; return how many there are."""
    facts = sorted(ProposedFact.objects.filter(document=document), key=lambda fact: (fact.start, fact.end, fact.pk))
    for step in (2 * _ASIDE, 1):
        for number, fact in enumerate(facts, step):
            fact.number = number
        ProposedFact.objects.bulk_update(facts, ["number"])
        if not facts:
            break
    return len(facts)
