"""Checking the facts of a document against each other, the law and the registry; keeping what is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db import transaction

from thidua.core.actors import Actor
from thidua.core.clock import legal_day
from thidua.intake.choices import FactKind, FactState
from thidua.intake.commands.registry_checks import registry_checks
from thidua.intake.models import Finding, ProposedFact
from thidua.intake.queries.resolution import Surroundings, surroundings_of
from thidua.intake.rules.dates import check_dates
from thidua.intake.rules.facts import CheckedFact, Found, are_repeated
from thidua.intake.rules.parts import check_figures_of_headline, check_parts
from thidua.intake.rules.ratios import check_ratios
from thidua.intake.rules.reading import headline_span
from thidua.intake.rules.single import check_recipients
from thidua.intake.rules.sums import check_sums
from thidua.sources.models import Document
from thidua.sources.rules import sentence_around

_LONGEST_HEADLINE = 300
"""Characters; a text without line breaks has no headline that could be told apart."""

_FOUND = ("kind", "fact_ids", "in_question", "message", "values", "provision", "caution", "other_id")
"""What a check says of a finding; the rest is a person's."""


@transaction.atomic
def refresh_findings(*, document: Document, by: Actor, at: datetime) -> list[Finding]:  # noqa: ARG001 - as every command
    """Check the document anew; return its findings.

    Findings are known by their key: an answer given stays, one that no longer holds goes unless it was answered.
    """
    facts = list(ProposedFact.objects.filter(document=document))
    around = surroundings_of(document, today=legal_day(at), facts=facts)
    found = {each.key[:200]: each for each in _checks(document, facts, around)}
    known = {row.key: row for row in Finding.objects.filter(document=document)}
    Finding.objects.filter(
        pk__in=[row.pk for key, row in known.items() if key not in found and not row.answer]
    ).delete()
    new = [Finding(document=document, key=key, created_at=at) for key in found if key not in known]
    for row in new:
        _takes(row, found[row.key])
    changed = [row for key, row in known.items() if key in found and _takes(row, found[key])]
    Finding.objects.bulk_create(new)
    Finding.objects.bulk_update(changed, _FOUND)
    return list(Finding.objects.filter(document=document))


def checked_facts(document: Document, facts: Iterable[ProposedFact]) -> list[CheckedFact]:
    """Return the facts that count, as the rules see them."""
    text = document.text
    low, high = headline_span(text, document.noise)
    headline = range(low, high if high - low <= _LONGEST_HEADLINE else low)
    return [_checked(fact, text, headline) for fact in facts if fact.state != FactState.REJECTED]


def _checked(fact: ProposedFact, text: str, headline: range) -> CheckedFact:
    sentence = sentence_around(text, fact.start, fact.end) if fact.kind == FactKind.FIGURE else ""
    begin = text.find(sentence, max(0, fact.start - len(sentence))) if sentence else 0
    return CheckedFact(
        id=fact.pk,
        number=fact.number,
        kind=fact.kind,
        value=fact.value,
        start=fact.start,
        quote=text[fact.start : fact.end],
        sentence=sentence,
        offset=fact.start - begin if sentence else -1,
        restated=tuple(text[start:end] for start, end in fact.also),
        in_headline=fact.start in headline,
        is_repeated=fact.start in headline and are_repeated(text[fact.start : fact.end], text[headline.stop :]),
    )


def _checks(document: Document, facts: Sequence[ProposedFact], around: Surroundings) -> Iterator[Found]:
    checked = checked_facts(document, facts)
    yield from check_sums(checked)
    yield from check_parts(checked)
    yield from check_figures_of_headline(checked)
    yield from check_recipients(checked, around.day)
    yield from check_ratios(checked)
    yield from check_dates(checked, event=around.event_value, published=document.published, today=around.today)
    yield from registry_checks(document, facts, around)


def _takes(row: Finding, found: Found) -> bool:
    """Give a finding what is found now; return whether that changes it."""
    before = [getattr(row, name) for name in _FOUND]
    row.kind, row.message, row.values = found.kind.value, str(found.message), dict(found.values)
    row.fact_ids, row.in_question = list(found.facts), list(found.in_question)
    row.provision, row.caution, row.other_id = found.provision[:300], found.caution[:600], found.other
    return before != [getattr(row, name) for name in _FOUND]
