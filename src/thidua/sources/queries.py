"""Reading kept files, documents and citations, within the reader's scope."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet

from thidua.core.actors import Actor
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.sources import rules
from thidua.sources.models import Citation, Document, StoredFile, TextMark
from thidua.vietnamese.likeness import Likeness, likeness, portrait

_LOOKED_AT = 8
"""How many of the documents that share most marks, of words and of numbers, are compared word by word."""
_SHARED_NUMBERS = 2
_COMMON, _ALWAYS = 300, 6
"""A mark that more texts have is not looked up, unless it is among the rarest of its text."""


@dataclass(frozen=True)
class AlikeDocument:
    """A document that tells the same story as another, and how alike the two are."""

    document: Document
    likeness: Likeness


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


def readable(actor: Actor, keys: Iterable[int | None], *, on: date) -> frozenset[int]:
    """Return those of some citations (their keys) that ``actor`` may open: a row in scope may quote another's text."""
    wanted = {key for key in keys if key is not None}
    return (
        frozenset(citations(actor, on=on).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else frozenset()
    )


def story_of(document: Document) -> str:
    """Return the document's text without what stands around the story."""
    return rules.without(document.text, document.noise)


def same_stories(document: Document, *, within: QuerySet[Unit]) -> list[AlikeDocument]:
    """Return the documents of units ``within`` that tell the same story as ``document``, the likest first.

    Those that share marks with it are found through an index, whatever the number of documents; the best are compared.
    """
    keys = list(TextMark.objects.filter(document=document).values_list("key", flat=True))
    nearest = _nearest(document, keys, within)
    if not nearest:
        return []
    own = portrait(story_of(document))
    found = [
        AlikeDocument(other, likeness(own, portrait(story_of(other))))
        for other in Document.objects.filter(pk__in=nearest).select_related("unit").order_by("pk")
    ]
    same = [each for each in found if rules.is_same_story(each.likeness)]
    return sorted(same, key=lambda each: -(each.likeness.words + each.likeness.numbers))


def _nearest(document: Document, keys: Sequence[int], within: QuerySet[Unit]) -> list[int]:
    """Return the keys of the documents that share most marks with ``document``."""
    rare = _rare(keys)
    of_words = [key for key in rare if key % 2 == 0]
    shared = TextMark.objects.filter(key__in=rare, document__unit__in=within.order_by()).exclude(document=document)
    counted = shared.values("document").annotate(words=Count("pk", filter=Q(key__in=of_words)), all=Count("pk"))
    counted = counted.annotate(numbers=F("all") - F("words"))
    by_words = counted.filter(words__gt=0).order_by("-words", "document")
    by_numbers = counted.filter(numbers__gte=_SHARED_NUMBERS).order_by("-numbers", "document")
    found: dict[int, None] = {}  # each once, in order
    for ranked in (by_words, by_numbers):
        found |= dict.fromkeys(ranked.values_list("document", flat=True)[:_LOOKED_AT])
    return list(found)


def _rare(keys: Sequence[int]) -> list[int]:
    """Return the marks that few texts have; a sentence that every text has tells nothing and costs most."""
    counts = TextMark.objects.filter(key__in=keys).values("key").annotate(texts=Count("pk")).order_by("texts", "key")
    return [row["key"] for place, row in enumerate(counts) if row["texts"] <= _COMMON or place < _ALWAYS]
