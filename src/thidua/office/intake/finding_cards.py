"""Findings as the side of the page shows them, with the answers offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.intake.choices import Answer, FindingKind
from thidua.intake.models import Finding, ProposedFact
from thidua.intake.queries.documents import SET_ASIDE
from thidua.intake.rules.answers import offered
from thidua.office.intake.side_by_side import Comparison, Viewer, comparison_of
from thidua.sources.models import Document
from thidua.vietnamese.writing import number

_CHIPS = {
    FindingKind.SUM: "sum_differs",
    FindingKind.RECIPIENT: "against_rule",
    FindingKind.CONTRADICTION: "judge",
    FindingKind.DUPLICATE: "judge",
    FindingKind.PLACE: "judge",
    FindingKind.RATIO: "judge",
    FindingKind.DATE: "judge",
}
_BOLD = frozenset(
    {
        *("parts", "sum", "total", "count", "kind", "admitted", "ours", "theirs", "value", "of", "part"),
        *("headline", "body", "said", "right", "words", "shared"),
    }
)


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
    doubtful: tuple[int, ...]
    answers: tuple[AnswerButton, ...]
    is_open: bool
    answered_by: str
    is_asked: bool = False
    """Whether digits answer it, because it stands at what is looked at."""
    compared: Comparison | None = None


def findings_as_cards(
    findings: Sequence[Finding], facts: Sequence[ProposedFact], document: Document, viewer: Viewer
) -> list[FindingCard]:
    """Return the findings with the numbers of their facts, the answers offered, and what they hold side by side."""
    unit = document.unit.name_in_sentence
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
                doubtful=tuple(doubtful),
                answers=tuple(
                    AnswerButton(code.value, _answer_word(finding, code, facts, unit), finding.answer == code)
                    for code in offered(finding.kind)
                ),
                is_open=finding.answer in {"", *SET_ASIDE},
                answered_by=finding.answered_by_label,
                compared=comparison_of(finding, document, facts, viewer),
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
