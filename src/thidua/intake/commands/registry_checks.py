"""What only the registry, the trees and the other documents can tell of a fact: read, nothing written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from thidua.indicators.catalogue import PUBLISHED_AGGREGATE
from thidua.intake.choices import FactKind, FactState, FindingKind
from thidua.intake.models import ProposedFact
from thidua.intake.queries.resolution import PlaceFault, Surroundings
from thidua.intake.queries.stories import stories_told_with
from thidua.intake.rules.amounts import may_be_one
from thidua.intake.rules.dates import in_words
from thidua.intake.rules.facts import Found, gettext_noop
from thidua.intake.rules.proposals import years_of
from thidua.intake.rules.values import written
from thidua.organisations.models import Unit
from thidua.organisations.queries import living_heirs
from thidua.reports import rules as figure_rules
from thidua.reports.models import Figure
from thidua.sources.models import Document
from thidua.sources.queries import same_stories

_PLACES = {
    PlaceFault.UNKNOWN: gettext_noop(
        "Bài nói về “%(place)s”, phần mềm chưa có đơn vị nào tên như vậy. Chọn đơn vị rồi nhận số."
    ),
    PlaceFault.SEVERAL: gettext_noop("Bài nói về “%(place)s”, có nhiều đơn vị tên như vậy. Chọn đơn vị rồi nhận số."),
    PlaceFault.OUT_OF_SCOPE: gettext_noop(
        "Số liệu là của %(place)s, ngoài phạm vi của %(unit)s. Nhận số cho đơn vị khác, hoặc không đưa vào sổ."
    ),
}
_NOT_THAT_DAY = {
    "": gettext_noop("“%(place)s” không có vào ngày %(day)s. Chọn đơn vị có vào ngày đó rồi nhận số."),
    "gone": gettext_noop(
        "“%(place)s” không có vào ngày %(day)s (đã hết từ ngày %(until)s). Chọn đơn vị có vào ngày đó rồi nhận số."
    ),
    "became": gettext_noop(
        "“%(place)s” không có vào ngày %(day)s (đã hết từ ngày %(until)s, khi đó là %(heirs)s). "
        "Chọn đơn vị có vào ngày đó rồi nhận số."
    ),
    "to_come": gettext_noop(
        "“%(place)s” không có vào ngày %(day)s (chỉ có từ ngày %(since)s). Chọn đơn vị có vào ngày đó rồi nhận số."
    ),
}
_ORGANISER = {
    "": gettext_noop("Đơn vị tổ chức “%(place)s” không có vào ngày %(day)s. Xem lại ngày hoặc tên."),
    "gone": gettext_noop(
        "Đơn vị tổ chức “%(place)s” không có vào ngày %(day)s (đã hết từ ngày %(until)s). Xem lại ngày hoặc tên."
    ),
    "became": gettext_noop(
        "Đơn vị tổ chức “%(place)s” không có vào ngày %(day)s (đã hết từ ngày %(until)s, khi đó là %(heirs)s). "
        "Xem lại ngày hoặc tên."
    ),
    "to_come": gettext_noop(
        "Đơn vị tổ chức “%(place)s” không có vào ngày %(day)s (chỉ có từ ngày %(since)s). Xem lại ngày hoặc tên."
    ),
}
_CONTRADICTION = gettext_noop(
    "Bài này ghi %(ours)s %(label)s, bài «%(title)s» đã nhận ghi %(theirs)s, cùng %(unit)s, kỳ %(period)s. "
    "Nếu nhận, hai số đứng cạnh nhau, mỗi số một nguồn."
)
_ROUNDED = gettext_noop(
    "Bài này ghi %(ours)s %(label)s, bài «%(title)s» đã nhận ghi %(theirs)s, cùng %(unit)s, kỳ %(period)s. "
    "Có thể là một số, một bài làm tròn. Nếu nhận, hai số đứng cạnh nhau."
)
_SAME_STORY = gettext_noop(
    "Bài này giống bài «%(title)s» (%(source)s): %(words)s%% câu chữ, %(shared)s số liệu chung. "
    "Nếu là một bài, dữ kiện đã nhận ở bài kia chỉ được thêm nguồn, không tính hai lần."
)
_SAME_TITLE = gettext_noop("Đã có bài cùng tên, đưa vào ngày %(day)s. Xem có phải cùng một bài không.")
_MOST_STORIES = 3


def registry_checks(document: Document, facts: Sequence[ProposedFact], around: Surroundings) -> Iterator[Found]:
    """Yield what the registry, the trees and the other documents say against facts that count."""
    standing = [fact for fact in facts if fact.state != FactState.REJECTED]
    counted = [fact for fact in standing if fact.kind in {FactKind.FIGURE, FactKind.TARGET}]
    yield from _places(counted, around)
    yield from _organisers([fact for fact in standing if fact.kind == FactKind.EVENT], around)
    yield from _contradictions([fact for fact in counted if fact.kind == FactKind.FIGURE], around)
    yield from _same_stories(document, around)


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
            message = _PLACES.get(fault, "")
            if fault is PlaceFault.NOT_THAT_DAY:
                fate, more = _fate(first.unit, around)
                message, values = _NOT_THAT_DAY[fate], {**values, **more}
            yield Found(FindingKind.PLACE, key, ids, ids, message, values)


def _fate(unit: Unit, around: Surroundings) -> tuple[str, dict[str, str]]:
    """Return why there is no such unit that day, and the days and units that say so."""
    day = around.day
    if unit.since is not None and unit.since > day:
        return "to_come", {"since": f"{unit.since:%d/%m/%Y}"}
    if unit.until is None or unit.until > day:
        return "", {}
    until = {"until": f"{unit.until:%d/%m/%Y}"}
    heirs = ", ".join(heir.name_in_sentence for heir in living_heirs(unit, on=day)[:_MOST_STORIES])
    return ("became", {**until, "heirs": heirs}) if heirs else ("gone", until)


def _organisers(events: Sequence[ProposedFact], around: Surroundings) -> Iterator[Found]:
    """Yield each conference of the text whose organiser did not exist on its day."""
    for fact in events:
        if around.event is None or fact.pk != around.event.pk:
            continue
        for name in fact.value.get("organiser") or []:
            unit, was_there = around.look_up(name)
            if unit is not None and not was_there:
                fate, more = _fate(unit, around)
                values = {"place": name, "day": f"{around.day:%d/%m/%Y}", **more}
                key = f"date:organiser:{fact.kind}@{fact.start}:{unit.uid}"
                yield Found(FindingKind.DATE, key, (fact.pk,), (fact.pk,), _ORGANISER[fate], values)


@dataclass(frozen=True)
class _Wanted:
    """Where a figure would stand: what is counted, for which unit and years."""

    fact: ProposedFact
    code: str
    unit: Unit
    key: str
    years: str

    def is_of(self, row: Figure) -> bool:
        status = self.fact.value.get("status") or "achieved"
        return (row.indicator.code, row.unit_id, row.period.key, row.status) == (
            self.code, self.unit.pk, self.key, status,
        )  # fmt: skip


def _contradictions(facts: Sequence[ProposedFact], around: Surroundings) -> Iterator[Found]:
    """Yield each figure whose indicator, unit and period has another number from another document."""
    wanted = [each for fact in facts if (each := _wanted(fact, around)) is not None]
    if not wanted:
        return
    rows = list(
        Figure.objects.in_force()
        .filter(
            indicator__code__in={each.code for each in wanted},
            unit__in={each.unit.pk for each in wanted},
            period__key__in={each.key for each in wanted},
        )
        .exclude(citation__document=around.document)
        .select_related("indicator", "period", "citation__document")
        .order_by("pk")
    )
    for each in wanted:
        alike = [row for row in rows if each.is_of(row)]
        rival = next((row for row in alike if not _says_same(each.fact, row)), None)
        if rival is not None and not any(_says_same(each.fact, row) for row in alike):
            yield _contradiction(each, rival)


def _wanted(fact: ProposedFact, around: Surroundings) -> _Wanted | None:
    code, place = around.indicator_code(fact), around.place(fact.value)
    if code == PUBLISHED_AGGREGATE or place.fault is not None:
        return None
    years = around.period(fact.value, status=str(fact.value.get("status") or "achieved")) or {}
    span = figure_rules.span_of(years.get("from"), years.get("to"), years.get("text") or "")
    return _Wanted(fact, code, place.unit, span.key, years_of(years))


def _contradiction(wanted: _Wanted, rival: Figure) -> Found:
    fact, citation = wanted.fact, rival.citation
    word = figure_rules.qualifier_word(fact.value.get("qualifier") or "exact")
    values = {
        "ours": f"{word} {written(fact.value)}".strip(),
        "theirs": rival.text,
        "label": rival.indicator.phrase,
        "title": citation.document.title,
        "unit": wanted.unit.name_in_sentence,
        "period": wanted.years or rival.period.label,
        "citation": str(citation.uid),
    }
    stated = {"value": rival.value / 10**rival.indicator.decimals, "qualifier": rival.qualifier, "of": rival.of}
    return Found(
        kind=FindingKind.CONTRADICTION,
        key=f"contradiction:{fact.kind}@{fact.start}:{citation.document.uid}",
        facts=(fact.pk,),
        in_question=(fact.pk,),
        message=_ROUNDED if may_be_one(fact.value, stated) else _CONTRADICTION,
        values=values,
        other=citation.document_id,
    )


def _says_same(fact: ProposedFact, row: Figure) -> bool:
    return (_scaled(fact, row), fact.value.get("qualifier", "exact")) == (row.value, row.qualifier)


def _scaled(fact: ProposedFact, row: Figure) -> int:
    try:
        return figure_rules.scaled(fact.value.get("value") or 0, row.indicator.decimals)
    except ValueError:
        return int(fact.value.get("value") or 0)


def _same_stories(document: Document, around: Surroundings) -> Iterator[Found]:
    """Yield the documents that came before and tell the same story; one is enough of those already told to be one."""
    told = stories_told_with(document.pk)
    found = [each for each in same_stories(document, within=around.scope) if each.document.pk < document.pk]
    fresh = [each for each in found if each.document.pk not in told - {document.pk}]
    for each in fresh[:_MOST_STORIES]:
        values = {
            "title": each.document.title,
            "source": ", ".join(filter(None, [each.document.publisher, in_words(each.document.published)]))
            or f"{timezone.localdate(each.document.created_at):%d/%m/%Y}",
            "words": str(round(100 * each.likeness.words)),
            "shared": str(each.likeness.shared_numbers),
        }
        key = f"duplicate:{each.document.uid}"
        yield Found(FindingKind.DUPLICATE, key, (), (), _SAME_STORY, values, other=each.document.pk)
    known = {each.document.pk for each in found}
    same = Document.objects.filter(unit=document.unit_id, folded=document.folded, pk__lt=document.pk)
    earlier = same.exclude(pk__in=known | told).order_by("pk").first()
    if earlier is not None:
        values = {"day": f"{timezone.localdate(earlier.created_at):%d/%m/%Y}"}
        yield Found(FindingKind.DUPLICATE, f"duplicate:{earlier.uid}", (), (), _SAME_TITLE, values, other=earlier.pk)
