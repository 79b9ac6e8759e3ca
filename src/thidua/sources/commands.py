"""Keeping files, bringing texts in, and citing them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.organisations.models import Unit
from thidua.sources import rules
from thidua.sources.choices import DocumentKind
from thidua.sources.models import Citation, Document, StoredFile, TextMark
from thidua.sources.queries import path_of, story_of
from thidua.vietnamese.fold import fold

Place = tuple[int, int, Mapping[str, Any] | None]
"""A place in a text to cite: start, end, and which cell of a table it is, if it is one (see ``Citation.cell``)."""


@transaction.atomic
def store_file(*, content: bytes, name: str, media_type: str, by: Actor, at: datetime) -> StoredFile:
    """Keep ``content`` under its SHA-256; the same bytes are kept once, under the first name given."""
    digest = hashlib.sha256(content).hexdigest()
    _write_once(path_of(digest), content)
    stored, is_new = StoredFile.objects.get_or_create(
        sha256=digest,
        defaults={"size": len(content), "media_type": media_type, "name": Path(name).name[:255], "created_at": at},
    )
    if is_new:
        audit.record("store_file", stored, by=by, at=at, after={"sha256": digest, "size": len(content)})
    return stored


@transaction.atomic
def add_document(  # noqa: PLR0913 - keyword-only, one for each field of the form
    *,
    unit: Unit,
    text: str,
    title: str,
    publisher: str = "",
    published: str = "",
    kind: str = DocumentKind.ARTICLE,
    file: StoredFile | None = None,
    noise: Sequence[tuple[int, int]] = (),
    by: Actor,
    at: datetime,
) -> Document:
    """Bring a text into ``unit``. ``published``: ``2020-06-05``, ``2020-06`` or empty; ``noise``: spans of ``text``.

    Raises:
        Refused: the text is empty, or the unit has it already; the sentence names the earlier one.
    """
    if not text.strip():
        raise Refused(_("Bài không có chữ nào. Dán lại nguyên văn hoặc chọn tệp khác."), field="text")
    digest = rules.text_digest(text)
    earlier = Document.objects.filter(unit=unit, text_sha256=digest).first()
    if earlier is not None:
        raise _already_there(earlier)
    try:
        with transaction.atomic():
            document = Document.objects.create(
                unit=unit,
                kind=kind,
                title=title.strip()[:400],
                folded=fold(title)[:400],
                publisher=publisher.strip()[:200],
                published=published,
                text=text,
                text_sha256=digest,
                noise=[list(span) for span in noise],
                file=file,
                brought_by_id=by.user_id,
                created_at=at,
            )
    except IntegrityError:  # another worker brought the same text in at this very moment
        raise _already_there(Document.objects.get(unit=unit, text_sha256=digest)) from None
    audit.record("add_document", document, by=by, at=at, unit_id=unit.pk, after={"title": document.title})
    return document


@transaction.atomic
def mark_text(*, document: Document) -> None:
    """Keep the marks by which texts like this one are found; they follow from the text and its noise, so no audit."""
    TextMark.objects.filter(document=document).delete()
    TextMark.objects.bulk_create(TextMark(document=document, key=key) for key in rules.marks_of(story_of(document)))


def mark_unmarked_texts() -> int:
    """Mark the texts that came in before texts were marked; return how many. Asked again, it does nothing."""
    unmarked = Document.objects.filter(marks__isnull=True).exclude(text="").only("text", "noise")
    count = 0
    for document in unmarked.iterator(chunk_size=200):
        mark_text(document=document)
        count += 1
    return count


@transaction.atomic
def cite(
    *, document: Document, start: int, end: int, cell: Mapping[str, Any] | None = None, by: Actor, at: datetime
) -> Citation:
    """Return a new citation of ``document.text[start:end]``; quote and sentence are taken from the text itself.

    ``cell`` says which cell of a table it is (see ``Citation.cell``).

    Raises:
        Refused: the span is not a place in the text.
    """
    return cite_all(document=document, places=[(start, end, cell)], by=by, at=at)[0]


@transaction.atomic
def cite_all(*, document: Document, places: Sequence[Place], by: Actor, at: datetime) -> list[Citation]:
    """Return a new citation for each place of ``document.text``, in their order.

    Raises:
        Refused: a span is not a place in the text.
    """
    if not all(rules.is_span_of(document.text, start, end) for start, end, _cell in places):
        raise Refused(_("Đoạn trích không nằm trong bài «%(title)s». Chọn lại đoạn chữ."), title=document.title)
    citations = Citation.objects.bulk_create(_citation(document, place, by=by, at=at) for place in places)
    lines = [audit.Line(each, after={"document": document.title, "start": each.start}) for each in citations]
    audit.record_all("cite", lines, by=by, at=at, unit_id=document.unit_id)
    return citations


def _citation(document: Document, place: Place, *, by: Actor, at: datetime) -> Citation:
    start, end, cell = place
    return Citation(
        document=document,
        start=start,
        end=end,
        quote=document.text[start:end],
        sentence=rules.sentence_around(document.text, start, end),
        cell=dict(cell) if cell else None,
        accepted_by_id=by.user_id,
        accepted_by_label=by.label,
        accepted_at=at,
        created_at=at,
    )


def _already_there(earlier: Document) -> Refused:
    return Refused(
        _("Bài này đã có: «%(title)s», đưa vào ngày %(day)s. Mở bài đó, không cần nhập lại."),
        field="text",
        title=earlier.title,
        day=f"{timezone.localdate(earlier.created_at):%d/%m/%Y}",
        uid=str(earlier.uid),
    )


def _write_once(path: Path, content: bytes) -> None:
    """Write through a temporary file in the same folder, so that a file is there wholly or not at all."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
