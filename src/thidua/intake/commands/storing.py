"""Storing what was read from a document: all its facts at once, in as few statements as there can be.

While a row is written, SQLite lets nobody else write. A text of 3,000 facts must not stop a province from saving.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F

from thidua.intake.choices import FactState
from thidua.intake.models import ProposedFact
from thidua.intake.rules.reading import ReadFact
from thidua.sources.models import Document

_READ = ("read_value", "value", "also", "rule", "confidence_percent")
_AT_ONCE = 500


def store_facts(document: Document, read: Iterable[ReadFact], *, at: datetime) -> int:
    """Make the facts of ``document`` those in ``read``, numbered from 1 in the order of the text; return how many.

    A fact that somebody decided on or corrected stays as it is, also where it is not read any more. Called by commands,
    inside their transaction.
    """
    known = {(fact.kind, fact.start, fact.end): fact for fact in ProposedFact.objects.filter(document=document)}
    found = {(fact.kind, fact.start, fact.end): fact for fact in read}
    gone = [fact.pk for place, fact in known.items() if place not in found and _is_untouched(fact)]
    for first in range(0, len(gone), _AT_ONCE):
        ProposedFact.objects.filter(pk__in=gone[first : first + _AT_ONCE]).delete()
    kept = {place: fact for place, fact in known.items() if place in found or not _is_untouched(fact)}
    changed = [fact for place, fact in kept.items() if place in found and _takes(fact, found[place])]
    ProposedFact.objects.bulk_update(changed, _READ)
    new = [_fact(document, each, at) for place, each in found.items() if place not in kept]
    return _number(document, list(kept.values()), new)


def _is_untouched(fact: ProposedFact) -> bool:
    """Whether nobody decided on it or corrected it."""
    return fact.state == FactState.WAITING and fact.value == fact.read_value


def _takes(fact: ProposedFact, read: ReadFact) -> bool:
    """Give an untouched fact what is read now; return whether that changes it."""
    if not _is_untouched(fact):
        return False
    before = [getattr(fact, name) for name in _READ]
    fact.read_value = fact.value = dict(read.value)
    fact.also, fact.rule, fact.confidence_percent = [list(span) for span in read.also], read.rule[:80], read.confidence
    return before != [getattr(fact, name) for name in _READ]


def _fact(document: Document, read: ReadFact, at: datetime) -> ProposedFact:
    value = dict(read.value)
    return ProposedFact(
        document=document,
        kind=read.kind,
        start=read.start,
        end=read.end,
        also=[list(span) for span in read.also],
        read_value=value,
        value=value,
        rule=read.rule[:80],
        confidence_percent=read.confidence,
        created_at=at,
    )


def _number(document: Document, kept: Sequence[ProposedFact], new: Sequence[ProposedFact]) -> int:
    """Number all facts from 1 in the order of the text, and store the new ones."""
    numbers = [fact.number for fact in kept]
    for number, fact in enumerate(sorted([*kept, *new], key=lambda fact: (fact.start, fact.end)), 1):
        fact.number = number
    if numbers != [fact.number for fact in kept]:  # out of the way first, as no two may have one number
        step = max(numbers) + len(kept) + len(new)
        ProposedFact.objects.filter(document=document).update(number=F("number") + step)
        ProposedFact.objects.bulk_update(kept, ["number"])
    ProposedFact.objects.bulk_create(new)
    return len(kept) + len(new)
