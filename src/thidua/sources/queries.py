"""Reading kept files, documents and citations, within the reader's scope."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db.models import QuerySet

from thidua.core.actors import Actor
from thidua.organisations.queries import units_in_scope
from thidua.sources.models import Citation, Document, StoredFile


def path_of(digest: str) -> Path:
    """Return where the bytes with this SHA-256 are kept."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def open_file(stored: StoredFile) -> BinaryIO:
    """Open the kept bytes. Callers reach ``stored`` only through something in their scope."""
    return path_of(stored.sha256).open("rb")


def documents(actor: Actor, *, on: date) -> QuerySet[Document]:
    """Return the documents that ``actor`` may see on the day ``on``."""
    return Document.objects.filter(unit__in=units_in_scope(actor, on=on))


def citations(actor: Actor, *, on: date) -> QuerySet[Citation]:
    """Return the citations of the documents that ``actor`` may see on the day ``on``."""
    return Citation.objects.filter(document__unit__in=units_in_scope(actor, on=on)).select_related("document")
