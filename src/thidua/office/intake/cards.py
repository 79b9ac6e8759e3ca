"""What the side of the page shows: rows of facts, the card of the current one, findings with their answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards.choices import AwardStatus
from thidua.conferences.choices import ParticipationRole
from thidua.conferences.rules import day_of
from thidua.indicators.catalogue import PUBLISHED_AGGREGATE, entry
from thidua.intake.choices import Answer, FactKind, FactState, FindingKind
from thidua.intake.models import Finding, ProposedFact
from thidua.intake.queries import Surroundings, place_of
from thidua.intake.queries.documents import SET_ASIDE
from thidua.intake.rules import proposals, values
from thidua.intake.rules.answers import offered
from thidua.law.catalogue import recognise_form
from thidua.reports.choices import FigureStatus, Qualifier
from thidua.sources.rules import sentence_around
from thidua.vietnamese.writing import number
from thidua.web.formats import day

_CHIPS = {
    FindingKind.SUM: "sum_differs",
    FindingKind.RECIPIENT: "against_rule",
    FindingKind.CONTRADICTION: "judge",
    FindingKind.DUPLICATE: "judge",
    FindingKind.PLACE: "judge",
    FindingKind.RATIO: "judge",
}
_LONGEST_SENTENCE = 320
_BOLD = frozenset({"parts", "sum", "total", "count", "kind", "admitted", "ours", "theirs", "value", "of", "part"})


@dataclass(frozen=True)
class FactRow:
    """A fact as a row of the list."""

    number: int
    kind: str
    kind_word: str
    state: str
    title: str
    subtitle: str
    confidence: int
    is_doubtful: bool


@dataclass(frozen=True)
class FactCard:
    """The current fact, opened: its words in their sentence, and what it would be in the registry."""

    row: FactRow
    version: int
    figure: str
    headline: str
    before: str
    quote: str
    after: str
    lines: tuple[tuple[str | Promise, str], ...]
    honour: str = ""
    decided_by: str = ""
    decided_at: Any = None
    reason: str = ""
    was_corrected: bool = False


@dataclass(frozen=True)
class AnswerButton:
    """An answer that is offered."""

    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class FindingCard:
    """A finding with its places and answers."""

    uid: str
    chip: str
    word: str
    sentence: SafeString
    provision: str
    caution: str
    places: str
    first_place: int | None
    answers: tuple[AnswerButton, ...]
    is_open: bool
    answered_by: str


def rows_of(facts: Iterable[ProposedFact], doubtful: frozenset[int]) -> list[FactRow]:
    """Return the facts as rows."""
    return [row_of(fact, doubtful) for fact in facts]


def row_of(fact: ProposedFact, doubtful: frozenset[int]) -> FactRow:
    """Return a fact as a row."""
    return FactRow(
        number=fact.number,
        kind=fact.kind,
        kind_word=str(FactKind(fact.kind).label),
        state=fact.state,
        title=_title(fact),
        subtitle=_subtitle(fact),
        confidence=fact.confidence_percent,
        is_doubtful=fact.pk in doubtful and fact.state != FactState.REJECTED,
    )


def card_of(fact: ProposedFact, around: Surroundings, doubtful: frozenset[int]) -> FactCard:
    """Return a fact opened."""
    text = around.document.text
    sentence = sentence_around(text, fact.start, fact.end)
    quote = text[fact.start : fact.end]
    before, _found, after = sentence.partition(quote) if quote in sentence else ("", "", "")
    room = max(60, (_LONGEST_SENTENCE - len(quote)) // 2)
    is_number = fact.kind in {FactKind.FIGURE, FactKind.TARGET}
    return FactCard(
        row=row_of(fact, doubtful),
        version=fact.version,
        figure=_with_qualifier(fact) if is_number else "",
        headline=_what_is_counted(fact) if is_number else _title(fact),
        before=_end_of(before, room),
        quote=" ".join(quote.split()),
        after=_beginning_of(after, room),
        lines=tuple((label, line) for label, line in _lines(fact, around) if line),
        honour=_subtitle(fact) if fact.kind == FactKind.AWARD and values.recipients_in_words(fact.value) else "",
        decided_by=fact.decided_by_label,
        decided_at=fact.decided_at,
        reason=fact.reason,
        was_corrected=fact.value != fact.read_value,
    )


def findings_as_cards(findings: Sequence[Finding], facts: Sequence[ProposedFact], unit: str) -> list[FindingCard]:
    """Return the findings with the numbers of their facts and the answers offered."""
    numbers = {fact.pk: fact.number for fact in facts}
    cards = []
    for finding in findings:
        places = sorted(numbers[pk] for pk in finding.fact_ids if pk in numbers)
        doubtful = [numbers[pk] for pk in finding.in_question if pk in numbers]
        cards.append(
            FindingCard(
                uid=str(finding.uid),
                chip=_CHIPS[FindingKind(finding.kind)],
                word=str(FindingKind(finding.kind).label),
                sentence=sentence_with_numbers(finding),
                provision=finding.provision,
                caution=finding.caution,
                places=places_in_words(places),
                first_place=next(iter(doubtful or places), None),
                answers=tuple(
                    AnswerButton(code.value, _answer_word(finding, code, facts, unit), finding.answer == code)
                    for code in offered(finding.kind)
                ),
                is_open=finding.answer in {"", *SET_ASIDE},
                answered_by=finding.answered_by_label,
            )
        )
    return cards


def sentence_with_numbers(finding: Finding) -> SafeString:
    """Return what a finding says with the numbers that it compares in bold."""
    filled = {
        name: mark_safe(f"<b>{escape(value)}</b>") if name in _BOLD else escape(value)  # noqa: S308 - escaped
        for name, value in finding.values.items()
    }
    said = escape(_(finding.message))
    return mark_safe(said % filled if filled else said)  # noqa: S308 - both parts are escaped


def places_in_words(numbers: Sequence[int]) -> str:
    """Return fact numbers with runs joined.

    >>> places_in_words([6, 11, 12, 13, 14]), places_in_words([3, 4])
    ('6, 11–14', '3, 4')
    """
    runs: list[list[int]] = []
    for each in numbers:
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)  # noqa: PLR2004 - a run of two is not joined


def _title(fact: ProposedFact) -> str:
    return _capital(values.short(fact.kind, fact.value)) or _("(chưa rõ)")


def _subtitle(fact: ProposedFact) -> str:
    value = fact.value
    issuer = str(value.get("issuer") or "")
    words = {
        FactKind.AWARD: lambda: _of(str(value.get("form") or ""), str(value.get("authority") or "")),
        FactKind.FIGURE: lambda: str(value.get("measure") or ""),
        FactKind.PERSON: lambda: ", ".join(filter(None, [value.get("rank"), *(value.get("position") or [])])),
        FactKind.EVENT: lambda: _when(value),
        FactKind.DIRECTION: lambda: str(value.get("speaker") or ""),
        FactKind.TARGET: lambda: _("Đặt ra cho kỳ tới"),
        FactKind.DOCUMENT: lambda: issuer if issuer and issuer not in _title(fact) else _("Văn bản chỉ đạo"),
    }
    return words[FactKind(fact.kind)]()


def _lines(fact: ProposedFact, around: Surroundings) -> list[tuple[str | Promise, str]]:
    """Return what the fact would be in the registry, as label and words."""
    value = fact.value
    writers = {
        FactKind.FIGURE: _figure_lines,
        FactKind.TARGET: _figure_lines,
        FactKind.AWARD: _award_lines,
        FactKind.PERSON: _person_lines,
        FactKind.EVENT: _event_lines,
    }
    if writer := writers.get(FactKind(fact.kind)):
        return writer(fact, around)
    if fact.kind == FactKind.DOCUMENT:
        return [
            (gettext_lazy("Số, ký hiệu"), str(value.get("number") or "")),
            (gettext_lazy("Nơi ban hành"), str(value.get("issuer") or "")),
            (gettext_lazy("Về việc"), str(value.get("name") or "")),
        ]
    return [(gettext_lazy("Người chỉ đạo"), str(value.get("speaker") or ""))]


def _figure_lines(fact: ProposedFact, around: Surroundings) -> list[tuple[str | Promise, str]]:
    status = str(fact.value.get("status") or FigureStatus.ACHIEVED)
    status = FigureStatus.TARGET if fact.kind == FactKind.TARGET else status
    code = around.indicator_code(fact)
    name = _("Số liệu công bố, giữ như bài in") if code == PUBLISHED_AGGREGATE else entry(code).name
    return [
        (gettext_lazy("Kỳ"), proposals.years_of(around.period(fact.value, status=status)) or _("không rõ năm")),
        (gettext_lazy("Đơn vị"), _unit_words(fact, around)),
        (gettext_lazy("Chỉ tiêu"), name),
        (gettext_lazy("Kiểu số"), _capital(str(Qualifier(fact.value.get("qualifier") or "exact").label))),
        (gettext_lazy("Là"), _("Kế hoạch") if status == FigureStatus.TARGET else ""),
    ]


def _award_lines(fact: ProposedFact, around: Surroundings) -> list[tuple[str | Promise, str]]:
    value = fact.value
    form = recognise_form(str(value.get("form") or ""), value.get("authority"), around.day)
    return [
        (gettext_lazy("Hình thức"), _capital(str(value.get("form") or ""))),
        (gettext_lazy("Trong danh mục"), form.name if form else _("chưa rõ là hình thức nào trong danh mục")),
        (gettext_lazy("Cấp tặng"), str(value.get("authority") or "") or _("bài không nêu")),
        (gettext_lazy("Tên được nêu"), ", ".join(value.get("recipients") or [])),
        (gettext_lazy("Kỳ"), proposals.years_of(around.period(value, status="target"))),
        (gettext_lazy("Thành tích"), str(value.get("reason") or "")),
        (gettext_lazy("Là"), _("Dự kiến") if value.get("status") == AwardStatus.PLANNED else ""),
    ]


def _person_lines(fact: ProposedFact, _around: Surroundings) -> list[tuple[str | Promise, str]]:
    roles = [str(ParticipationRole(role).label) for role in fact.value.get("role") or []]
    return [
        (gettext_lazy("Cấp bậc hàm"), str(fact.value.get("rank") or "")),
        (gettext_lazy("Chức vụ"), ", ".join(fact.value.get("position") or [])),
        (gettext_lazy("Tại hội nghị"), _capital(", ".join(roles))),
    ]


def _event_lines(fact: ProposedFact, around: Surroundings) -> list[tuple[str | Promise, str]]:
    value = fact.value
    concerns = [str(concern["name"]) for concern in value.get("concerns") or []]
    return [
        (gettext_lazy("Ngày"), _when(value)),
        (gettext_lazy("Nơi họp"), str(value.get("place") or "")),
        (gettext_lazy("Tổ chức"), ", ".join(value.get("organiser") or [])),
        (gettext_lazy("Ghi vào"), _capital(around.owner.full_name)),
        (gettext_lazy("Về"), ", ".join(concerns)),
        (gettext_lazy("Kỳ"), proposals.years_of(value.get("period"))),
    ]


def _unit_words(fact: ProposedFact, around: Surroundings) -> str:
    place = place_of(fact, around)
    if place.fault is not None:
        return _("chưa rõ, chọn khi sửa")
    name = _capital(place.unit.full_name)
    return _("%(unit)s, như thời điểm đó") % {"unit": name} if place.unit.until else name


def _what_is_counted(fact: ProposedFact) -> str:
    unit, measure = str(fact.value.get("unit") or ""), str(fact.value.get("measure") or "")
    if values.is_percent(fact.value):
        return measure
    if not measure or measure.casefold().startswith(unit.casefold()):
        return measure or unit
    return f"{unit} {measure}"


def _with_qualifier(fact: ProposedFact) -> str:
    words = {"at_least": _("trên"), "at_most": _("không quá"), "almost": _("gần"), "approx": _("khoảng")}
    word = words.get(str(fact.value.get("qualifier")), "")
    return f"{word} {values.written(fact.value)}".strip()


def _when(value: dict[str, Any]) -> str:
    found = day_of(str(value.get("date") or ""))
    shown = day(found) if found else str(value.get("date") or "")
    return f"{value.get('part') or ''} {shown}".strip() or _("bài không nêu ngày")


def _answer_word(finding: Finding, code: Answer, facts: Sequence[ProposedFact], unit: str) -> str:
    """Return the word of an answer's button: what it will do, where that differs from finding to finding."""
    if code == Answer.CORRECTED and finding.kind == FindingKind.RECIPIENT:
        fact = next((each for each in facts if each.pk in finding.in_question), None)
        swaps = finding.key.startswith("recipient:individuals")
        counts = (finding.values.get("count") or "") if fact is None else _counted(fact)
        noun = _("tập thể") if swaps else _("cá nhân")
        return _("Sửa thành %(count)s %(noun)s") % {"count": counts, "noun": noun}
    if code == Answer.CORRECTED:
        return _("Ghi cho %(unit)s") % {"unit": unit}
    if code == Answer.KEEP_AS_PRINTED and finding.kind == FindingKind.CONTRADICTION:
        return _("Giữ cả hai số")
    if code == Answer.KEEP_AS_PRINTED and finding.kind == FindingKind.DUPLICATE:
        return _("Hai bài khác nhau")
    return str(code.label)


def _counted(fact: ProposedFact) -> str:
    return number((fact.value.get("individuals") or 0) + (fact.value.get("collectives") or 0))


def _of(form: str, authority: str) -> str:
    shown = _capital(form)
    return _("%(form)s của %(authority)s") % {"form": shown, "authority": authority} if authority else shown


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _end_of(text: str, room: int) -> str:
    plain = " ".join(text.split())
    shown = plain if len(plain) <= room else "…" + plain[-room:].partition(" ")[2]
    return f"{shown} " if text[-1:].isspace() else shown


def _beginning_of(text: str, room: int) -> str:
    plain = " ".join(text.split())
    shown = plain if len(plain) <= room else plain[:room].rpartition(" ")[0] + "…"
    return f" {shown}" if text[:1].isspace() else shown
