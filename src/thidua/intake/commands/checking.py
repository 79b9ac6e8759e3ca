"""Checking the facts of a document against each other, the law and the registry; keeping what is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.clock import legal_day
from thidua.indicators.catalogue import PUBLISHED_AGGREGATE
from thidua.intake.choices import FactKind, FactState, FindingKind
from thidua.intake.models import Finding, ProposedFact
from thidua.intake.queries.resolution import PlaceFault, Surroundings, surroundings_of
from thidua.intake.rules.facts import CheckedFact, Found, gettext_noop
from thidua.intake.rules.proposals import years_of
from thidua.intake.rules.single import check_ratios, check_recipients, one_fact
from thidua.intake.rules.sums import check_sums
from thidua.reports import rules as figure_rules
from thidua.reports.models import Figure
from thidua.sources.models import Document
from thidua.sources.rules import sentence_around
from thidua.vietnamese.writing import scaled

_FOUND = ("kind", "fact_ids", "in_question", "message", "values", "provision", "caution")
"""What a check says of a finding; the rest is a person's."""

_PLACES = {
    PlaceFault.UNKNOWN: gettext_noop(
        "Bài nói về “%(place)s”, phần mềm chưa có đơn vị nào tên như vậy. Chọn đơn vị rồi nhận số."
    ),
    PlaceFault.NOT_THAT_DAY: gettext_noop(
        "“%(place)s” không có vào ngày %(day)s. Chọn đơn vị có vào ngày đó rồi nhận số."
    ),
    PlaceFault.OUT_OF_SCOPE: gettext_noop(
        "Số liệu là của %(place)s, ngoài phạm vi của %(unit)s. Nhận số cho đơn vị khác, hoặc không đưa vào sổ."
    ),
}
_CONTRADICTION = gettext_noop(
    "Bài này ghi %(ours)s %(label)s, bài «%(title)s» đã nhận ghi %(theirs)s, cùng %(unit)s, kỳ %(period)s. "
    "Nếu nhận, hai số đứng cạnh nhau, mỗi số một nguồn."
)
_DUPLICATE = gettext_noop("Đã có bài cùng tên, đưa vào ngày %(day)s. Xem có phải cùng một bài không.")


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
    return [
        CheckedFact(
            id=fact.pk,
            number=fact.number,
            kind=fact.kind,
            value=fact.value,
            start=fact.start,
            quote=text[fact.start : fact.end],
            sentence=sentence_around(text, fact.start, fact.end) if fact.kind == FactKind.FIGURE else "",
            restated=tuple(text[start:end] for start, end in fact.also),
        )
        for fact in facts
        if fact.state != FactState.REJECTED
    ]


def _checks(document: Document, facts: Sequence[ProposedFact], around: Surroundings) -> Iterator[Found]:
    checked = checked_facts(document, facts)
    yield from check_sums(checked)
    yield from check_recipients(checked, around.day)
    yield from check_ratios(checked)
    standing = [fact for fact in facts if fact.state != FactState.REJECTED]
    counted = [fact for fact in standing if fact.kind in {FactKind.FIGURE, FactKind.TARGET}]
    by_id = {each.id: each for each in checked}
    yield from _places(counted, around)
    yield from _contradictions([fact for fact in counted if fact.kind == FactKind.FIGURE], by_id, around)
    yield from _duplicates(document)


def _places(facts: Sequence[ProposedFact], around: Surroundings) -> Iterator[Found]:
    """Yield one finding for each unit that cannot be taken, with all facts about it."""
    faulty = [(place, fact) for fact in facts if (place := around.place(fact.value)).fault]
    faulty.sort(key=lambda pair: (pair[0].words, str(pair[0].fault), pair[1].number))
    for (words, fault), group in groupby(faulty, key=lambda pair: (pair[0].words, pair[0].fault)):
        pairs = list(group)
        first = pairs[0][0]
        ids = tuple(fact.pk for _, fact in pairs)
        values = {
            "place": first.unit.name_in_sentence if fault is PlaceFault.OUT_OF_SCOPE else words,
            "unit": around.document.unit.name_in_sentence,
            "day": f"{around.day:%d/%m/%Y}",
        }
        if fault is not None:
            key = f"place:{fault}:{words or first.unit.uid}"
            yield Found(FindingKind.PLACE, key, ids, ids, _PLACES[fault], values)


def _contradictions(
    facts: Sequence[ProposedFact], checked: dict[int, CheckedFact], around: Surroundings
) -> Iterator[Found]:
    """Yield each figure whose indicator, unit and period has another number from another document."""
    wanted = []
    for fact in facts:
        code = around.indicator_code(fact)
        place = around.place(fact.value)
        if code != PUBLISHED_AGGREGATE and place.fault is None:
            years = around.period(fact.value, status=str(fact.value.get("status") or "achieved")) or {}
            span = figure_rules.span_of(years.get("from"), years.get("to"), years.get("text") or "")
            wanted.append((fact, code, place, span.key, years))
    rows = (
        Figure.objects.in_force()
        .filter(
            indicator__code__in={code for _f, code, *_rest in wanted},
            unit__in={place.unit.pk for _f, _c, place, *_rest in wanted},
            period__key__in={key for *_rest, key, _years in wanted},
        )
        .exclude(citation__document=around.document)
        .select_related("indicator", "period", "citation__document")
        if wanted
        else []
    )
    others = list(rows)
    for fact, code, place, key, years in wanted:
        alike = [
            row
            for row in others
            if (row.indicator.code, row.unit_id, row.period.key, row.status)
            == (code, place.unit.pk, key, fact.value.get("status") or "achieved")
        ]
        rival = next((row for row in alike if not _says_same(fact, row)), None)
        if rival is not None and not any(_says_same(fact, row) for row in alike):
            values = {
                "ours": scaled(_scaled(fact, rival), rival.indicator.decimals),
                "theirs": scaled(rival.value, rival.indicator.decimals),
                "label": rival.indicator.phrase,
                "title": rival.citation.document.title,
                "unit": place.unit.name_in_sentence,
                "period": years_of(years) or rival.period.label,
            }
            name = f"contradiction:{checked[fact.pk].place}:{rival.citation.document.uid}"
            yield one_fact(FindingKind.CONTRADICTION, name, checked[fact.pk], _CONTRADICTION, values)


def _says_same(fact: ProposedFact, row: Figure) -> bool:
    return (_scaled(fact, row), fact.value.get("qualifier", "exact")) == (row.value, row.qualifier)


def _scaled(fact: ProposedFact, row: Figure) -> int:
    try:
        return figure_rules.scaled(fact.value.get("value") or 0, row.indicator.decimals)
    except ValueError:
        return int(fact.value.get("value") or 0)


def _duplicates(document: Document) -> Iterator[Found]:
    same = Document.objects.filter(unit=document.unit_id, folded=document.folded).exclude(pk=document.pk)
    earlier = same.filter(pk__lt=document.pk).order_by("pk").first()
    if earlier is not None:
        values = {"day": f"{timezone.localdate(earlier.created_at):%d/%m/%Y}", "uid": str(earlier.uid)}
        yield Found(FindingKind.DUPLICATE, f"duplicate:{earlier.uid}", (), (), _DUPLICATE, values)


def _takes(row: Finding, found: Found) -> bool:
    """Give a finding what is found now; return whether that changes it."""
    before = [getattr(row, name) for name in _FOUND]
    row.kind, row.message, row.values = found.kind.value, str(found.message), dict(found.values)
    row.fact_ids, row.in_question = list(found.facts), list(found.in_question)
    row.provision, row.caution = found.provision[:300], found.caution[:600]
    return before != [getattr(row, name) for name in _FOUND]
